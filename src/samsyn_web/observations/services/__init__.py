"""Writes of files, sources, intakes and rounds."""

from samsyn_web.observations.services.intakes import (
    discard_intake,
    draft_source,
    open_intakes,
    read_again,
    read_areas,
    read_intakes,
)
from samsyn_web.observations.services.register import (
    TurnLost,
    begin_commit,
    finish_commit,
    give_up_commit,
    hold_source,
    hold_turn,
    undo_commit,
)
from samsyn_web.observations.services.rounds import discard_round, freeze, freeze_read, open_round
from samsyn_web.observations.services.sources import declare_source
from samsyn_web.observations.services.staging import Told

__all__ = [
    "Told",
    "TurnLost",
    "begin_commit",
    "declare_source",
    "discard_intake",
    "discard_round",
    "draft_source",
    "finish_commit",
    "freeze",
    "freeze_read",
    "give_up_commit",
    "hold_source",
    "hold_turn",
    "open_intakes",
    "open_round",
    "read_again",
    "read_areas",
    "read_intakes",
    "undo_commit",
]
