"""Vega-Lite specifications: the same for the web, the PDF and the command line."""
