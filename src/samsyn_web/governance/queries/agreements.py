"""Agreements with how long each holds, and what they say of 9 §."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from samsyn.duties import SOON_DAYS, Fact
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Agreement, AgreementParty, AgreementVersion, Renewal
from samsyn_web.governance.policies import can_keep_duties, can_read_duties

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days without a gap on which an agreement holds, the last version that speaks for them, and their last day."""

    first: date
    last: date | None
    version: AgreementVersion

    def holds(self, day: date) -> bool:
        """Whether the day is among them."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, kw_only=True)
class Held:
    """An agreement as it stands on a day: `version` speaks for the day, or for the nearest day on which one does."""

    agreement: Agreement
    version: AgreementVersion
    versions: tuple[AgreementVersion, ...]
    parties: Mapping[int, tuple[AgreementParty, ...]]
    spans: tuple[Span, ...]
    holds: bool
    last: date | None
    days_left: int | None

    def parties_of(self, version: AgreementVersion) -> tuple[AgreementParty, ...]:
        """Who agreed to a version."""
        return self.parties.get(version.pk, ())

    @property
    def is_soon(self) -> bool:
        """Whether it holds, and runs out within half a year."""
        return self.holds and self.days_left is not None and self.days_left <= SOON_DAYS


def agreements(scope: Scope) -> QuerySet[Agreement]:
    """All agreements of the organisation; nothing for those who may not read how it stands."""
    if not can_read_duties(scope):
        return Agreement.objects.none()
    found = Agreement.objects.filter(organisation_id=scope.organisation_id).select_related("ended_by")
    return found.order_by("pk")


def _said(found: QuerySet[Agreement]) -> Iterator[tuple[Agreement, tuple[AgreementVersion, ...]]]:
    """Yield each agreement with its versions, the oldest first."""
    versions: dict[int, list[AgreementVersion]] = defaultdict(list)
    kept = AgreementVersion.objects.filter(agreement__in=found).select_related("written_by")
    for one in kept.order_by("agreement_id", "number"):
        versions[one.agreement_id].append(one)
    for agreement in found:
        yield agreement, tuple(versions[agreement.pk])


def _parties(found: QuerySet[Agreement]) -> dict[int, tuple[AgreementParty, ...]]:
    """Return who agreed, by the version's key."""
    parties: dict[int, list[AgreementParty]] = defaultdict(list)
    for one in AgreementParty.objects.filter(version__agreement__in=found).order_by("version_id", "place"):
        parties[one.version_id].append(one)
    return {key: tuple(some) for key, some in parties.items()}


def _all_held(found: QuerySet[Agreement], today: date) -> list[Held]:
    parties = _parties(found)
    return [_held(one, versions, parties, today) for one, versions in _said(found)]


def agreements_held(scope: Scope, today: date) -> tuple[Held, ...]:
    """Each agreement as it stands today: those that hold first, the one that runs out first at the top."""
    found = _all_held(agreements(scope), today)
    return tuple(sorted(found, key=lambda one: (not one.holds, one.last or date.max, one.version.name)))


def agreement_held(scope: Scope, agreement_id: int, today: date) -> Held | None:
    """One agreement as it stands today, or none."""
    return next(iter(_all_held(agreements(scope).filter(pk=agreement_id), today)), None)


def own_agreements(scope: Scope, today: date) -> tuple[Held, ...]:
    """The agreements that hold and have a last day, for those who keep the register."""
    if not can_keep_duties(scope):
        return ()
    return tuple(one for one in agreements_held(scope, today) if one.holds and one.last is not None)


def agreement_facts(scope: Scope) -> list[Fact]:
    """What the agreements say of 9 §: that there is one, and what it must name, for as long as each holds."""
    return [
        Fact(
            paragraph="9",
            kind=kind,
            day=span.first,
            until=span.last,
            reference=f"{span.version.name}, {span.version.reference}",
            href=reverse("governance:agreement", args=[one.pk]),
        )
        for one, versions in _said(agreements(scope))
        for span in _spans(versions, one.ended_on)
        for kind in ("agreement", "purposes", "areas")
    ]


def _spans(versions: Iterable[AgreementVersion], ended_on: date | None) -> tuple[Span, ...]:
    """
    Return when it holds: a newer version goes before an older from its own first day, and days that meet are one span.

    One that is extended unless somebody ends it has no last day of its own.
    """
    found: list[Span] = []
    for one in versions:
        found = [span for span in found if span.first < one.valid_from]
        if found and found[-1].holds(one.valid_from - DAY):
            found[-1] = Span(first=found[-1].first, last=one.valid_from - DAY, version=found[-1].version)
        last = one.valid_until if one.renewal == Renewal.ENDS else None
        found.append(Span(first=one.valid_from, last=last, version=one))
    return tuple(_cut(_joined(found), ended_on))


def _joined(found: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in found:
        if joined and joined[-1].last is not None and joined[-1].last + DAY == span.first:
            span = Span(first=joined.pop().first, last=span.last, version=span.version)
        joined.append(span)
    return joined


def _cut(found: Iterable[Span], ended_on: date | None) -> Iterable[Span]:
    for span in found:
        if ended_on is None or (span.last is not None and span.last <= ended_on):
            yield span
        elif span.first <= ended_on:
            yield Span(first=span.first, last=ended_on, version=span.version)


def _held(
    one: Agreement,
    versions: tuple[AgreementVersion, ...],
    parties: Mapping[int, tuple[AgreementParty, ...]],
    today: date,
) -> Held:
    """Return how an agreement stands on a day."""
    found = _spans(versions, one.ended_on)
    now = next((span for span in found if span.holds(today)), None)
    last = now.last if now else max((span.last for span in found if span.last), default=None)
    begun = [version for version in versions if version.valid_from <= today]
    return Held(
        agreement=one,
        version=begun[-1] if begun else versions[-1],
        versions=versions,
        parties=parties,
        spans=found,
        holds=now is not None,
        last=last,
        days_left=(last - today).days if last else None,
    )
