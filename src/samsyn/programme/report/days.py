"""Days and months as a Swedish report writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from samsyn.programme.appendix import NOT_STATED

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
    "november", "december",
)  # fmt: skip


def day(value: Any) -> str:
    """Return a day in Swedish, from a date or ISO text: 17 mars 2022."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return str(value or NOT_STATED)


def month(value: Any) -> str:
    """Return a month in Swedish, from "2022-08": augusti 2022."""
    text = str(value or "")
    if len(text) == 7 and text[4] == "-":
        return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return text or NOT_STATED
