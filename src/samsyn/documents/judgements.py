"""What people have decided about a picture, as values, and what of it an edition tells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from samsyn.cycle import Edition, Status

DONE = "done"


@dataclass(frozen=True, kw_only=True)
class JudgedLevel:
    """
    What people decided about the proposed level of one area.

    Parameters
    ----------
    finding : str
        Digest of the finding that holds the proposal.
    area, area_name : str
    proposed : Status
    decision : str
        "accepted", "changed" or "dismissed"; empty where nobody has judged it.
    level : Status
        What holds: the decided level, or the proposed one where nobody has judged it.
    reason, by, at : str
        Why, who, and when (ISO 8601).
    """

    finding: str
    area: str
    area_name: str
    proposed: Status
    decision: str
    level: Status
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedAlarm:
    """Why a figure deviates, as people see it: a coded answer, its words, and more in free text."""

    finding: str
    answer: str
    answer_words: str
    text: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedNote:
    """What somebody knows from the field."""

    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedPriority:
    """What comes first, in order; no area means all of them."""

    problem: str
    why: str
    area: str = ""
    area_name: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedDecision:
    """
    What a meeting decided to have done, and how it went.

    Parameters
    ----------
    what, area, area_name, place : str
        No area means all of them.
    function : str
        Who does it, never a person; empty where the edition does not say.
    until : str
        The last day for it (ISO 8601).
    status : str
        "decided", "under_way", "done" or "not_done".
    result : str
        What it led to, or why it was not done.
    """

    what: str
    area: str = ""
    area_name: str = ""
    place: str = ""
    function: str = ""
    until: str = ""
    status: str = "decided"
    result: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedMinute:
    """What was said in the meeting under one item of its agenda."""

    item: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """
    All that people have said about a picture.

    Parameters
    ----------
    judged : bool
        Whether somebody has said that every area is judged.
    judged_by, judged_at : str
    levels, answers, notes, priorities : tuples
    done, ahead : tuples of JudgedDecision
        What was followed up in the period, and what was decided for the next.
    minutes : tuple of JudgedMinute
        What was said in the meeting; in the internal edition only.
    """

    judged: bool = False
    judged_by: str = ""
    judged_at: str = ""
    levels: tuple[JudgedLevel, ...] = ()
    answers: tuple[JudgedAlarm, ...] = ()
    notes: tuple[JudgedNote, ...] = ()
    priorities: tuple[JudgedPriority, ...] = ()
    done: tuple[JudgedDecision, ...] = ()
    ahead: tuple[JudgedDecision, ...] = ()
    minutes: tuple[JudgedMinute, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether any level has been judged."""
        return any(one.decision for one in self.levels)


def for_edition(judgements: Judgements, edition: Edition) -> Judgements:
    """
    Return what an edition says of the judgements.

    The partner edition names no persons and holds no minutes. The public one shows no levels and no changes, so nothing
    about them either, and no notes or priorities, which are written for those who work together; of decisions it says
    what is done and in which area, neither by whom nor on which spot.
    """
    if edition is Edition.INTERNAL:
        return judgements
    if edition is Edition.PUBLIC:
        done = tuple(
            JudgedDecision(what=one.what, area=one.area, area_name=one.area_name, status=one.status)
            for one in judgements.done
            if one.status == DONE
        )
        return Judgements(judged=judgements.judged, judged_at=judgements.judged_at, done=done)
    return replace(
        judgements,
        judged_by="",
        levels=tuple(replace(one, by="") for one in judgements.levels),
        answers=tuple(replace(one, by="") for one in judgements.answers),
        notes=tuple(replace(one, by="") for one in judgements.notes),
        minutes=(),
    )


def for_own(judgements: Judgements, findings: Collection[str], areas: Collection[str]) -> Judgements:
    """
    Return what a partner with own areas is told: about the figures that it is shown, and priorities that concern it.

    Parameters
    ----------
    judgements : Judgements
        As the partner edition tells them.
    findings : collection of str
        Digests of the findings in the partner's document.
    areas : collection of str
        Keys of the partner's areas.

    Notes
    -----
    Notes from the field are left out: nobody knows which areas they speak of. So are decisions about no certain area.
    """
    return replace(
        judgements,
        levels=tuple(one for one in judgements.levels if one.finding in findings),
        answers=tuple(one for one in judgements.answers if one.finding in findings),
        notes=(),
        priorities=tuple(one for one in judgements.priorities if not one.area or one.area in areas),
        done=tuple(one for one in judgements.done if one.area in areas),
        ahead=tuple(one for one in judgements.ahead if one.area in areas),
    )
