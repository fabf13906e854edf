"""Keep an organisation's areas in versions, work on drafts of them, and name its own map layers."""

from samsyn_web.places.services.areas import remove_version, save_areas
from samsyn_web.places.services.drafts import (
    discard_draft,
    draft_of_version,
    keep_draft,
    open_draft,
    remove_area,
    set_area,
    undo_change,
)
from samsyn_web.places.services.layers import add_layer, remove_layer, show_first
from samsyn_web.places.services.named import add_place, close_place, reopen_place

__all__ = [
    "add_layer",
    "add_place",
    "close_place",
    "discard_draft",
    "draft_of_version",
    "keep_draft",
    "open_draft",
    "remove_area",
    "remove_layer",
    "remove_version",
    "reopen_place",
    "save_areas",
    "set_area",
    "show_first",
    "undo_change",
]
