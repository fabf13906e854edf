"""What the whole of Anna's programme does, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from samsyn_web.programmes.models import JointActivity, JointChange


def joint_rows(programme: Any, user: Any, at: datetime, mark: str) -> JointActivity:
    """Return a conference that is planned, with its history; another was held."""
    common: dict[str, Any] = {
        "programme": programme, "kind": "conference", "title": mark, "place": mark, "partners": mark,
        "written_by": user, "written_at": at,
    }  # fmt: skip
    row = JointActivity.objects.create(**common, key=mark, starts=date(2099, 9, 1))
    JointChange.objects.create(joint_activity=row, kind="added", changed_by=user, changed_at=at)
    JointActivity.objects.create(**common, key=f"{mark}-2", status="done")
    return row
