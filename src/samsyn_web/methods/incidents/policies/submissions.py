"""What a report may say, and who may send it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.categories import Category, CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import Submission, SubmissionKind, SubmissionState, When
from samsyn_web.methods.incidents.models.submissions import PLACE, TEXT
from samsyn_web.methods.incidents.policies.screening import screen
from samsyn_web.people.models import Membership
from samsyn_web.places.models import NamedPlace

AHEAD = timedelta(minutes=10)  # clocks differ
OLDEST, NEWEST = timedelta(days=400), timedelta(days=400)
OPTIONS = ("basis", "extent", "recurring", "needs")
LONGEST, SHOWN = 200, 40  # of a wrong answer: what is looked through, and what of it is repeated
CAN_CHANGE = timedelta(minutes=10)  # how long a reporter may take back what nobody has looked at
MOST_A_MINUTE = 3000  # no reporter comes near; a device gone wrong does


class WrongAnswer(BadInput):
    """One answer of a report cannot be used; `field` is the code of the question."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class TooMany(Refused):
    """One sender has sent more in a minute than any reporter does."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """
    What a reporter says, as checked by a form: what, where and when, and what more they cared to tell.

    `what` and `detail` are codes of the category list. Where is one of `named_place` (key), `point` (longitude and
    latitude), `area` (key) or `place` in words. `made_at` is when it was written, by a clock that was `clock_off_s`
    seconds wrong and has been put right.
    """

    what: str
    made_at: datetime
    detail: str = ""
    named_place: int | None = None
    area: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    is_dwelling: bool = False
    when: str = When.NOW
    time_from: datetime | None = None
    time_to: datetime | None = None
    severity: int | None = None
    basis: str = ""
    extent: str = ""
    recurring: str = ""
    description: str = ""
    done: Sequence[str] = ()
    needs: str = ""
    clock_off_s: int = 0


def check_can_report(scope: Scope, for_member: Membership | None = None) -> None:
    """Raise unless the person may report; on somebody else's behalf only who reviews may."""
    if not scope.can(Permission.REPORT):
        raise Refused(_("Din roll lämnar inga rapporter."))
    if for_member is None:
        return
    foreign = for_member.organisation_id != scope.organisation_id
    if foreign or not scope.can(Permission.REVIEW):
        raise Refused(_("Din roll ger inte rätt att skriva in rapporter åt någon annan."))


def check_same_sender(scope: Scope, there: Submission) -> None:
    """Raise where a report's number is that of somebody else's report."""
    if scope.user_id != there.entered_by_id:
        raise Refused(_("Numret på rapporten är redan använt."))


def check_pace(last_minute: int) -> None:
    """Raise where a sender has sent more than any reporter does."""
    if last_minute >= MOST_A_MINUTE:
        raise TooMany(
            _("Det har kommit väldigt många rapporter från dig den senaste minuten. Vänta en stund.")
        )


def can_change(scope: Scope, sent: Submission, at: datetime) -> bool:
    """Whether a reporter may still change or take back a report: for ten minutes, and until somebody looks at it."""
    untouched = sent.state in (SubmissionState.RECEIVED, SubmissionState.ACCEPTED)
    own = sent.entered_by_id == scope.user_id and sent.organisation_id == scope.organisation_id
    unseen = sent.reviewed_at is None and sent.intake_id is None
    return own and untouched and unseen and at < sent.received_at + CAN_CHANGE


def check_can_change(scope: Scope, sent: Submission, at: datetime) -> None:
    """Raise unless the reporter may still change it."""
    if not can_change(scope, sent, at):
        raise Refused(
            _("Rapporten kan inte ändras längre. Skriv till samordnaren, eller lämna en ny rapport.")
        )


def check_what(known: CategoryList, what: str, detail: str) -> Category:
    """Return the category; raises where it, or the finer kind, is not on the list."""
    category = {each.code: each for each in known.categories}.get(what)
    if category is None:
        raise WrongAnswer("what", _("Välj vad som har hänt."))
    if detail and detail not in {each.code for each in category.subcategories if each.enabled}:
        raise WrongAnswer(
            "detail", _("Underkategorin hör inte till %(category)s.") % {"category": category.label}
        )
    return category


def _shown(given: object) -> str:
    """Return an answer as a fault repeats it: faults are kept in logs, where nothing may point at a person."""
    return screen(str(given)[:LONGEST], SHOWN).text


def check_told(told: Told, category: Category, at: datetime) -> None:
    """Raise unless the answers are there and on the form's lists."""
    if category.kind != SubmissionKind.ZERO:
        if told.named_place is None and told.point is None and not told.area and not told.place.strip():
            raise WrongAnswer("where", _("Välj var det var."))
        if told.is_dwelling and told.point is None and told.named_place is None and not told.area:
            raise WrongAnswer("where", _("Välj område. För bostäder tas ingen adress emot."))
    if told.when not in When.values:
        raise WrongAnswer("when", _("Välj när det var."))
    if told.severity not in (None, 0, 1, 2, 3):
        raise WrongAnswer("severity", _("Hur mycket tryggheten påverkas anges som 0, 1, 2 eller 3."))
    form = report_fields()
    for code in OPTIONS:
        if (given := getattr(told, code)) and given not in {each.code for each in form.get(code).options}:
            raise WrongAnswer(code, _("”%(given)s” är inget svar på frågan.") % {"given": _shown(given)})
    if unknown := set(told.done) - {each.code for each in form.get("done").options}:
        raise WrongAnswer("done", _("”%(given)s” är inget svar på frågan.") % {"given": _shown(min(unknown))})
    if told.made_at > at + AHEAD or told.made_at < at - OLDEST:
        raise WrongAnswer("made_at", _("Rapporten är skriven vid en tid som inte kan stämma."))
    _check_lengths(told)


def _check_lengths(told: Told) -> None:
    for field, text, most, name in (
        ("description", told.description, TEXT, _("Beskrivningen")),
        ("where", told.place, PLACE, _("Platsen")),
    ):
        if len(text) > most:
            raise WrongAnswer(
                field,
                _("%(name)s är %(n)s tecken. Högst %(most)s får plats.")
                % {"name": name, "n": len(text), "most": most},
            )
    if told.point is not None and not (-180 <= told.point[0] <= 180 and -90 <= told.point[1] <= 90):
        raise WrongAnswer("where", _("Punkten ligger inte på jorden."))


def check_place_known(place: NamedPlace | None) -> NamedPlace:
    """Return the place; raises where it is not on the organisation's list."""
    if place is None:
        raise WrongAnswer("where", _("Platsen finns inte längre på listan. Välj en annan."))
    return place


def check_area_known(area: str, keys: Sequence[str]) -> None:
    """Raise where an area is none of the organisation's."""
    if area and area not in keys:
        raise WrongAnswer("where", _("Området finns inte. Välj ett annat."))


def check_times(
    category: Category, day: date, time_from: datetime | None, time_to: datetime | None, at: datetime
) -> None:
    """Raise unless something has happened when it is said to have, or is to come when it is announced."""
    instants = [one for one in (time_from, time_to) if one is not None]
    if time_from is not None and time_to is not None and time_to < time_from:
        raise WrongAnswer("when", _("Sluttiden ligger före början."))
    ahead = NEWEST if category.kind == SubmissionKind.FORWARD else AHEAD
    if any(one > at + ahead for one in instants):
        raise WrongAnswer("when", _("Tiden har inte varit än. Det som är på väg rapporteras som kommande."))
    if any(one < at - OLDEST for one in instants):
        raise WrongAnswer(
            "when", _("Det är mer än ett år sedan. Be samordnaren läsa in äldre händelser som en fil.")
        )
