"""Knowledge as pages show it."""

from samsyn_web.knowledge.presenters.lessons import (
    HEADINGS,
    Card,
    Line,
    Told,
    action_of,
    card,
    figure_addresses,
    lines,
    told,
)

__all__ = ["Card", "HEADINGS", "Line", "Told", "action_of", "card", "figure_addresses", "lines", "told"]
