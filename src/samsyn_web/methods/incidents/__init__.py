"""Incident reports: upload, the picture of them, and the rows behind each figure."""
