"""Writes of governance."""

from samsyn_web.governance.services.papers import decide_paper, remove_paper, start_paper, write_paper_text

__all__ = ["decide_paper", "remove_paper", "start_paper", "write_paper_text"]
