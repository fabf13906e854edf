"""Indicators and readings, and whether actions helped, judged by what was decided beforehand."""
