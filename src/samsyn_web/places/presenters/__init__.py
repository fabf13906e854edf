"""What the pages of areas show."""

from samsyn_web.places.presenters.histories import (
    HistoryRow,
    Lists,
    MunicipalityHistories,
    filters,
    lists,
)
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
    "sums",
    "surface",
    "told",
    "used_by",
    "version_row",
    "warnings",
]
