"""Findings, judgements and priorities: the situational picture."""
