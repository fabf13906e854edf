"""What the pages of areas show."""

from samsyn_web.places.presenters.histories import (
    HistoryRow,
    Lists,
    MunicipalityHistories,
    filters,
    lists,
)
from samsyn_web.places.presenters.profiles import ProfilePage, ProfileRow, profile_page
from samsyn_web.places.presenters.versions import (
    area_initial,
    area_rows,
    change_rows,
    change_sentence,
    counted_areas,
    draft_sentence,
    features,
    file_name,
    sums,
    surface,
    told,
    used_by,
    version_row,
    warnings,
)

__all__ = [
    "HistoryRow",
    "Lists",
    "MunicipalityHistories",
    "ProfilePage",
    "ProfileRow",
    "area_initial",
    "area_rows",
    "change_rows",
    "change_sentence",
    "counted_areas",
    "draft_sentence",
    "features",
    "file_name",
    "filters",
    "lists",
    "profile_page",
    "sums",
    "surface",
    "told",
    "used_by",
    "version_row",
    "warnings",
]
