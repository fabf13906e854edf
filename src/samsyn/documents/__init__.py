"""Sections in, accessible PDF and HTML out."""
