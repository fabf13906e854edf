"""A sum of a programme with its history, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samsyn_web.programmes.models import MoneyChange, MoneyRow


def money_rows(programme: Any, user: Any, at: datetime, mark: str) -> MoneyRow:
    """Return a sum that Anna's organisation has written; another was withdrawn."""
    common: dict[str, Any] = {
        "programme": programme, "side": "outcome", "kind": "services", "payer": mark, "recipient": mark,
        "purpose": mark, "amount_ore": 12_345, "certainty": "yes", "written_by": user, "written_at": at,
    }  # fmt: skip
    row = MoneyRow.objects.create(**common, key=mark)
    MoneyChange.objects.create(row=row, kind="added", changed_by=user, changed_at=at)
    MoneyRow.objects.create(**common, key=f"{mark}-2", is_withdrawn=True)
    return row
