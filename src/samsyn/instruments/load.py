"""The instruments that Samsyn comes with: categories, the questions of the report form, and known sources."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from samsyn.instruments.categories import (
    Category as Category,
)
from samsyn.instruments.categories import (
    CategoryList as CategoryList,
)
from samsyn.instruments.categories import (
    Subcategory as Subcategory,
)
from samsyn.instruments.categories import (
    read_categories,
)
from samsyn.instruments.report_form import (
    Option as Option,
)
from samsyn.instruments.report_form import (
    ReportField as ReportField,
)
from samsyn.instruments.report_form import (
    ReportFields as ReportFields,
)
from samsyn.instruments.report_form import (
    read_report_fields,
)
from samsyn.table import Source


@cache
def categories() -> CategoryList:
    """Return the categories that Samsyn comes with."""
    return read_categories(_text("categories.yaml"), "categories.yaml")


@cache
def report_fields() -> ReportFields:
    """Return the questions of the report form that Samsyn comes with."""
    return read_report_fields(_text("report_fields.yaml"), "report_fields.yaml")


def _text(name: str) -> str:
    return files("samsyn.instruments").joinpath(name).read_text(encoding="utf-8")


@cache
def sources() -> tuple[Source, ...]:
    """Return the built-in source declarations, in the order of their names."""
    return ()  # filled when samsyn.files can load a declaration
