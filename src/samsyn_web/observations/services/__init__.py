"""Writes of rounds and their files."""

from samsyn_web.observations.services.attachments import attach, keep_rows
from samsyn_web.observations.services.readings import Told, correct, read_round
from samsyn_web.observations.services.rounds import (
    copy_round,
    declare_source,
    discard_round,
    freeze,
    open_round,
)

__all__ = [
    "Told",
    "attach",
    "copy_round",
    "correct",
    "declare_source",
    "discard_round",
    "freeze",
    "keep_rows",
    "open_round",
    "read_round",
]
