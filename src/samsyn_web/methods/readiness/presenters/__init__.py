"""What the pages of readiness show."""

from samsyn_web.methods.readiness.presenters.measurement import lines, page
from samsyn_web.methods.readiness.presenters.picking import pick_page
from samsyn_web.methods.readiness.presenters.scoring import agree_fields, score_fields, written

__all__ = ["agree_fields", "lines", "page", "pick_page", "score_fields", "written"]
