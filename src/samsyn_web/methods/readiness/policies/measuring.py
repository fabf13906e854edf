"""Who starts, scores and reads a measurement; what a score and a consensus must hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn.methods.readiness import ScoreFile
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.readiness.models import (
    HIGHEST,
    LOWEST,
    NAME,
    NOTES,
    SEATS,
    TEXT,
    Measurement,
    ScorerLink,
    TextPack,
)

LONGEST, USUAL = timedelta(days=183), timedelta(days=45)
"""How long a scorer's link may hold, and does where nothing else is said."""
MOST_INTERVIEWS = 100
Scorer = Scope | ScorerLink
"""Who scores: a member, or whoever holds the link of a seat."""
DIFFERS = 4
"""Quarter points between the scorers from which the consensus needs a reason."""


def can_start(scope: Scope) -> bool:
    """Whether the person may start a measurement and add interviews."""
    return scope.can(Permission.JUDGE)


def check_can_start(scope: Scope, measurement: Measurement | None = None) -> None:
    """Raise unless the person may, in this organisation."""
    foreign = measurement is not None and measurement.organisation_id != scope.organisation_id
    if foreign or not can_start(scope):
        raise Refused(_("Din roll ger inte rätt att sköta mätningar."))


def seat_of(scope: Scope, measurement: Measurement) -> int | None:
    """Return the seat that the person scores this measurement from; none for whoever is no scorer of it."""
    if scope.membership_id is None or measurement.organisation_id != scope.organisation_id:
        return None
    return next((seat for seat, member in measurement.seats.items() if member == scope.membership_id), None)


def is_scorer(scope: Scope, measurement: Measurement) -> bool:
    """Whether the person is one of the two scorers of this measurement, of the same organisation."""
    return seat_of(scope, measurement) is not None


def check_scores(by: Scorer, measurement: Measurement, today: date) -> int:
    """Return the seat of whoever scores this measurement, a member or the holder of a link; raise for others."""
    if isinstance(by, Scope):
        seat = seat_of(by, measurement)
        if seat is None:
            raise Refused(_("Bara mätningens två bedömare sätter poäng."))
        return seat
    if by.measurement_id != measurement.pk:
        raise Refused(_("Länken hör till en annan mätning."))
    if why := shut(by, measurement, today):
        raise Refused(why)
    return by.seat


def shut(link: ScorerLink, measurement: Measurement, today: date) -> str:
    """Return why a link opens nothing more, or nothing where it does."""
    if link.seat not in measurement.outside_seats or link.revoked_at is not None:
        return _("Länken är återkallad, eller ersatt av en nyare.")
    if link.until < today:
        return _("Länken har gått ut.")
    return ""


def keeps(scope: Scope, measurement: Measurement) -> bool:
    """
    Whether the person looks after scorers without an account: gives out their forms, and takes them in.

    Never one of the scorers: whoever holds the other's form would not be blind any more.
    """
    own = measurement.organisation_id == scope.organisation_id
    return own and can_start(scope) and bool(measurement.outside_seats) and not is_scorer(scope, measurement)


def entered_by(scope: Scope, measurement: Measurement) -> tuple[int, ...]:
    """Return the seats whose sheets the person may fetch and take in: their own, or those without an account."""
    own = seat_of(scope, measurement)
    if own is not None:
        return (own,)
    return measurement.outside_seats if keeps(scope, measurement) else ()


def check_enters(scope: Scope, measurement: Measurement, seat: int) -> None:
    """Raise unless the person may take in a sheet of this seat."""
    if seat not in entered_by(scope, measurement):
        raise Refused(
            _(
                "Poängen för den här platsen tas in av bedömaren själv, eller av någon som inte bedömer: annars vore "
                "bedömarna inte oberoende av varandra."
            )
        )


def takes_in_file(scope: Scope, measurement: Measurement, interviews: int) -> bool:
    """Whether the person may read in both scorers' scores of a measurement made elsewhere: into an empty one only."""
    return (
        keeps(scope, measurement)
        and measurement.closed_at is None
        and measurement.outside_seats == SEATS
        and not interviews
    )


def check_takes_in_file(scope: Scope, measurement: Measurement, interviews: int) -> None:
    """Raise unless the person may."""
    if not takes_in_file(scope, measurement, interviews):
        raise Refused(
            _(
                "Poäng från en mätning på annat håll läses in i en mätning utan intervjuer, där båda bedömarna saknar "
                "konto, av någon som sköter mätningar."
            )
        )


def check_made_elsewhere(read: ScoreFile) -> None:
    """Raise unless both scorers have scored each interview in each dimension."""
    if read.faults or not read.scores:
        raise BadInput(_("Filen har inga poäng att läsa in."))
    if len(read.interviews) > MOST_INTERVIEWS:
        raise BadInput(_("Filen har fler än %(n)s intervjuer.") % {"n": MOST_INTERVIEWS})
    if read.missing:
        interview, rater, dimension = read.missing[0]
        raise BadInput(
            _(
                "%(n)s poäng saknas i filen. Den första: intervju %(interview)s, dimension %(dimension)s, bedömare "
                "%(rater)s. Båda ska ha satt poäng i allt innan filen läses in."
            )
            % {"n": len(read.missing), "interview": interview, "dimension": dimension, "rater": rater}
        )


def both_locked(locks: Collection[int]) -> bool:
    """Whether the seats that have locked an interview are both, so that neither is a secret to the other."""
    return set(locks) == set(SEATS)


def check_looks_after(scope: Scope, measurement: Measurement, seat: int) -> None:
    """Raise unless the person looks after a seat without an account; a scorer never looks after the other's."""
    if not keeps(scope, measurement) or seat not in measurement.outside_seats:
        raise Refused(
            _(
                "Bara den som sköter mätningen och inte själv bedömer gör länkar åt den som saknar konto: annars kunde "
                "länken öppnas av den andra bedömaren."
            )
        )


def check_gives_link(scope: Scope, measurement: Measurement, seat: int, until: date, today: date) -> None:
    """Raise unless the person may give a link to the seat, for so long."""
    check_looks_after(scope, measurement, seat)
    if not today <= until <= today + LONGEST:
        raise BadInput(_("Välj en dag från och med i dag och högst ett halvår framåt."))


def can_agree(scope: Scope, measurement: Measurement) -> bool:
    """Whether the person writes down what the scorers have agreed on, once both have locked."""
    return is_scorer(scope, measurement) or keeps(scope, measurement)


def check_agrees(by: Scorer, measurement: Measurement, today: date) -> None:
    """Raise unless the person, or the holder of a link, writes down the consensus of this measurement."""
    if not isinstance(by, Scope):
        check_scores(by, measurement, today)
    elif not can_agree(by, measurement):
        raise Refused(
            _("Bara bedömarna skriver in vad de har enats om, eller den som sköter deras formulär.")
        )


def can_read_notes(scope: Scope, measurement: Measurement) -> bool:
    """Whether the person may read what was said in the interviews: the two scorers, and who leads the measurement."""
    own = measurement.organisation_id == scope.organisation_id
    return is_scorer(scope, measurement) or (own and measurement.started_by_id == scope.user_id)


def check_measurement(unit: str, wave: str, definition: str) -> None:
    """Raise unless it says what is measured."""
    for text, name, most in (
        (unit, _("Vad som mäts"), NAME),
        (wave, _("Mätningens namn"), NAME),
        (definition, _("Frågan som mäts"), TEXT),
    ):
        if not text:
            raise BadInput(_("%(name)s saknas.") % {"name": name})
        check_text(text, name, most)


def check_text_pack(read: Mapping[str, Any]) -> None:
    """Raise where what is told of a text is too long or points at a person; the questions are the instrument's."""
    for key, name, most in (
        ("name", _("Textens namn"), NAME),
        ("source", _("Källan"), TEXT),
        ("permission", _("Tillståndet"), TEXT),
    ):
        check_text(str(read[key]), name, most)


def can_give_texts(scope: Scope) -> bool:
    """Whether the person may decide that a text is given to others as a knowledge pack."""
    return scope.can(Permission.DECIDE)


def check_has_text_pack(scope: Scope, pack: TextPack) -> None:
    """Raise unless the text is the own organisation's, and the person may use it."""
    if pack.organisation_id != scope.organisation_id or not can_start(scope):
        raise Refused(_("Din roll ger inte rätt att sköta mätningar."))


def check_notes(notes: Mapping[str, str]) -> None:
    """Raise where a note is too long or points at a person."""
    for number, text in notes.items():
        check_text(text, _("Anteckningen till fråga %(number)s") % {"number": number}, NOTES)


def quarters(text: str) -> int:
    """Return a score in quarter points: "3,25" is 13."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise BadInput(_("”%(found)s” är ingen poäng: skriv till exempel 3,25.") % {"found": text}) from None
    found = value * 4
    if not value.is_finite() or found != int(found) or not LOWEST <= found <= HIGHEST:
        raise BadInput(
            _("%(found)s: en poäng ligger mellan 1 och 9, i steg om 0,25.") % {"found": text.strip()}
        )
    return int(found)


def check_dimension(measurement: Measurement, dimension: str) -> None:
    """Raise unless the edition has the dimension."""
    if dimension not in measurement.texts.editions[measurement.edition]:
        raise BadInput(_("Dimensionen finns inte i den här utgåvan."))


def check_reason(first: int, second: int, reason: str) -> None:
    """Raise where the scorers differed by a point or more and nothing says why they then agreed."""
    if abs(first - second) >= DIFFERS and not reason:
        raise BadInput(_("Ni skilde er en poäng eller mer: skriv varför ni enades om den här poängen."))
    check_text(reason, _("Skälet"), TEXT)


def check_validity(answers: Mapping[str, str]) -> None:
    """Raise unless each validity question has one of its answers."""
    for question in readiness().validity:
        if answers.get(question.key) not in question.options:
            raise BadInput(_("Besvara alla frågor om giltighet: ”%(what)s”") % {"what": question.question})
