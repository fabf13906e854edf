"""Measurements: started, interviewed, scored blind, agreed on, compared, taken into situational pictures."""

from samsyn_web.methods.readiness.views.measurements import (
    add_interview,
    agree,
    close,
    export,
    measurement,
    measurements,
    notes,
    score,
    start,
    validity,
)
from samsyn_web.methods.readiness.views.picking import pick, round_page

__all__ = [
    "add_interview",
    "agree",
    "close",
    "export",
    "measurement",
    "measurements",
    "notes",
    "pick",
    "round_page",
    "score",
    "start",
    "validity",
]
