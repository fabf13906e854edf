"""Reads of the categories that reports are sorted into."""

from __future__ import annotations

from datetime import date

from samsyn.instruments.categories import CategoryList
from samsyn.instruments.load import categories
from samsyn_web.base.scope import Scope


def category_list(scope: Scope, on: date | None = None) -> CategoryList:
    """
    The categories in force in the asker's organisation on a day (the newest where none is given).

    Until an organisation has decided on a list of its own it is the one that Samsyn comes with. `version` is short
    enough to be kept beside each report.
    """
    return categories()
