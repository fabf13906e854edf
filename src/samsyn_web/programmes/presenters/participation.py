"""How far each participant has come, for pages; and the days of a programme as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samsyn_web.base import mail, words
from samsyn_web.programmes.models import Activity, ActivityStatus, JointActivity, Participant, QuarterlyReport
from samsyn_web.programmes.models.participation import (
    MeetingPoint,
    Phase,
    PhaseGate,
    PhaseMeeting,
    PhaseMilestone,
)
from samsyn_web.programmes.policies.participation import Standing, missing_before, next_phase
from samsyn_web.programmes.presenters.addresses import row_address

BEGUN, LATE, NEXT, LATER = "●", "▲", "○", "–"


@dataclass(frozen=True, kw_only=True)
class PhaseCell:
    """A phase of a participant: a sign, a word, and the days."""

    key: str
    name: str
    sign: str
    word: str
    days: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ParticipantRow:
    """A participant with its phases, which one is next, and what is missing before that."""

    name: str
    href: str
    of_activities: str
    phases: tuple[PhaseCell, ...]
    next_phase: str
    next_name: str
    missing: tuple[str, ...]


def participant_rows(
    participants: Iterable[Participant],
    standings: Mapping[int, Standing],
    gates: Iterable[PhaseGate],
    today: date,
) -> list[ParticipantRow]:
    """Return the participants in the programme's order."""
    by_participant: dict[int, dict[str, PhaseGate]] = {}
    for gate in gates:
        by_participant.setdefault(gate.participant_id, {})[gate.phase] = gate
    names = {phase: str(phase.label) for phase in Phase}
    page, listed = row_address("programmes:progress"), row_address("programmes:participant")
    found = []
    for one in participants:
        standing, own = standings[one.pk], by_participant.get(one.pk, {})
        turn = next_phase(standing.passed)
        found.append(
            ParticipantRow(
                name=one.name,
                href=page(one.pk),
                of_activities=listed(one.pk),
                phases=tuple(
                    _cell(phase, name, own.get(phase), turn, today) for phase, name in names.items()
                ),
                next_phase=turn,
                next_name=str(Phase(turn).label) if turn else "",
                missing=tuple(missing_before(turn, standing)) if turn else (),
            )
        )
    return found


def _cell(phase: Phase, name: str, gate: PhaseGate | None, turn: str, today: date) -> PhaseCell:
    due = gate.due if gate else None
    if gate is not None and gate.passed_on:
        sign, word, days = BEGUN, _("har börjat"), words.day(gate.passed_on)
    elif due is not None and due < today:
        sign, word, days = LATE, _("försenad"), _("senast %(day)s") % {"day": words.day(due)}
    else:
        sign, word = (NEXT, _("står på tur")) if phase == turn else (LATER, _("senare"))
        days = _("senast %(day)s") % {"day": words.day(due)} if due else ""
    return PhaseCell(
        key=phase.value,
        name=name,
        sign=sign,
        word=word,
        days=days,
        reason=gate.reason if gate else "",
    )


def programme_ics(
    name: str,
    gates: Iterable[PhaseGate],
    meetings: Iterable[PhaseMeeting],
    milestones: Iterable[PhaseMilestone],
    points: Iterable[MeetingPoint],
    reports: Iterable[QuarterlyReport],
    activities: Iterable[Activity],
    joint_activities: Iterable[JointActivity],
    names: Mapping[int, str],
    *,
    at: datetime,
) -> bytes:
    """Return the calendar; the same things have the same names each time, so that a change moves them."""
    made = Calendar()
    made.add("prodid", "-//Samsyn//samsyn//SV")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for gate in gates:
        if gate.due is not None and gate.passed_on is None:
            said = _("%(who)s: %(what)s ska börja") % _who(
                gate.participant_id, gate.get_phase_display(), names
            )
            made.add_component(_event(f"phase-{gate.pk}", said, gate.due, gate.participant_id, at))
    for one in meetings:
        said = _("%(who)s: %(what)s") % _who(one.participant_id, one.get_kind_display(), names)
        made.add_component(_event(f"meeting-{one.pk}", said, one.on, one.participant_id, at))
    for step in milestones:
        if step.done_on is None:
            said = _("%(who)s: %(what)s") % _who(step.participant_id, step.title, names)
            made.add_component(_event(f"milestone-{step.pk}", said, step.due, step.participant_id, at))
    _add_points(made, points, names, at)
    for report in reports:
        if report.state != "submitted":
            what = _("kvartalsrapport %(quarter)s") % {"quarter": report.quarter}
            said = _("%(who)s: %(what)s") % _who(report.participant_id, what, names)
            made.add_component(_event(f"quarter-{report.pk}", said, report.due, report.participant_id, at))
    for what_is_done in activities:
        if what_is_done.starts is not None and what_is_done.participant_id in names:
            said = _("%(who)s: %(what)s") % _who(what_is_done.participant_id, what_is_done.title, names)
            key = f"activity-{what_is_done.pk}"
            made.add_component(_event(key, said, what_is_done.starts, what_is_done.participant_id, at))
    _add_together(made, joint_activities, at)
    return bytes(made.to_ical())


def _add_points(
    made: Calendar, points: Iterable[MeetingPoint], names: Mapping[int, str], at: datetime
) -> None:
    for one in points:
        if one.done_on is None:
            place = one.meeting.participant_id
            said = _("%(who)s: %(what)s") % _who(place, one.text, names)
            made.add_component(_event(f"point-{one.pk}", said, one.due, place, at))


def _add_together(made: Calendar, joint_activities: Iterable[JointActivity], at: datetime) -> None:
    for one in joint_activities:
        if one.starts is not None:
            made.add_component(_together(one, at))


def _together(one: JointActivity, at: datetime) -> Event:
    """Return all days of what the whole programme does, with where; cancelled as calendars say it."""
    event = Event()
    starts = one.starts or at.date()
    event.add("uid", f"programme-joint-{one.pk}@samsyn")
    event.add("dtstamp", at)
    event.add("summary", one.title)
    event.add("dtstart", starts)
    event.add("dtend", (one.ends or starts) + timedelta(days=1))
    if one.place:
        event.add("location", one.place)
    if one.status == ActivityStatus.CANCELLED:
        event.add("status", "CANCELLED")
    event.add("url", mail.address("programmes:joint_activity", one.pk))
    return event


def _who(participant_id: int, what: str, names: Mapping[int, str]) -> dict[str, str]:
    return {"who": names.get(participant_id, ""), "what": what}


def _event(key: str, summary: str, on: date, participant_id: int, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"programme-{key}@samsyn")
    event.add("dtstamp", at)
    event.add("summary", summary)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("url", mail.address("programmes:progress", participant_id))
    return event
