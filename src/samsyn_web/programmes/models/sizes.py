"""What the tables of programmes share: classes of sensitivity and lengths of text."""

from __future__ import annotations

from samsyn.table import Sensitivity

HARMLESS, FREE_TEXT, PERSONAL = Sensitivity.HARMLESS, Sensitivity.FREE_TEXT, Sensitivity.PERSONAL
NAME, TEXT, LONG = 200, 1000, 20_000
