"""Pages of areas in versions, of drafts, and of map layers."""

from samsyn_web.places.views.drafts import area, discard, draft, draft_file, remove_area, undo
from samsyn_web.places.views.histories import over_time
from samsyn_web.places.views.layers import layers, remove_layer, show_first
from samsyn_web.places.views.profiles import profile
from samsyn_web.places.views.versions import (
    begin,
    change,
    compare,
    draw,
    names,
    regso,
    remove,
    version,
    version_file,
    versions,
)

__all__ = [
    "area",
    "begin",
    "change",
    "compare",
    "discard",
    "draft",
    "draft_file",
    "draw",
    "layers",
    "names",
    "over_time",
    "profile",
    "regso",
    "remove",
    "remove_area",
    "remove_layer",
    "show_first",
    "undo",
    "version",
    "version_file",
    "versions",
]
