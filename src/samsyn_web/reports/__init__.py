"""Composes, freezes, renders and sends pictures and reports."""
