"""What the pages about decisions, the plan, its actions and the steering group show."""

from samsyn_web.actions.presenters.meetings import decision_line, decision_lines, in_parts, note_lines

__all__ = ["decision_line", "decision_lines", "in_parts", "note_lines"]
