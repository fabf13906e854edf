"""What a problem rests on, ready to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.cycle import Status
from samsyn_web.base import words
from samsyn_web.causes.models import Basis, BasisKind
from samsyn_web.findings.models import FindingRecord

STATUS_WORDS = {
    Status.EXPECTED: gettext_lazy("som väntat"),
    Status.ABOVE: gettext_lazy("fler än väntat"),
    Status.BELOW: gettext_lazy("färre än väntat"),
    Status.TOO_FEW: gettext_lazy("för litet underlag"),
}


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """A finding with its value and interval, and where it opens; without them where the reader may not open it."""

    digest: str
    label: str
    where: str
    period: str
    value: str
    unit: str
    interval: str
    status: str
    href: str

    @property
    def sentence(self) -> str:
        """The finding in one line."""
        return ", ".join(one for one in (self.label, self.where, self.period, self.figure) if one)

    @property
    def figure(self) -> str:
        """The value, its unit and its interval."""
        value = f"{self.value} {self.unit}".strip()
        return f"{value} ({self.interval})" if value and self.interval else value


@dataclass(frozen=True, kw_only=True)
class BasisLine:
    """One thing that a problem rests on."""

    key: int
    kind: str
    text: str
    source: str
    finding: FindingLine | None
    by: str
    at: datetime


def finding_line(record: FindingRecord, opened: Collection[int]) -> FindingLine:
    """Return a finding in a line."""
    if record.pk not in opened:
        return FindingLine(
            digest="",
            label=_("Ett resultat som din roll inte öppnar"),
            where="",
            period="",
            value="",
            unit="",
            interval="",
            status="",
            href="",
        )
    label = record.label.partition(",")[0]
    low, high = _number(record, record.low), _number(record, record.high)
    return FindingLine(
        digest=record.digest,
        label=label[:1].upper() + label[1:],
        where=", ".join(part for part in (record.area_name, record.category_name) if part),
        period=words.period(record.period),
        value=_number(record, record.value),
        unit=record.unit.removeprefix("andel "),
        interval=f"{low}–{high}" if low and high else "",
        status=str(STATUS_WORDS.get(Status(record.status), "")),
        href=reverse("findings:figure", args=[record.digest]),
    )


def _number(record: FindingRecord, value: float | None) -> str:
    """Return a value as people write it: shares in percent, counts whole, the rest with the decimals it has use for."""
    if value is None:
        return ""
    if record.unit.startswith("andel"):
        return words.percent(value, 1)
    if value == record.value and float(value).is_integer():
        return words.number(value)
    return words.number(value, 1 if abs(value) >= 10 else 2)


def basis_lines(some: Iterable[Basis], opened: Collection[int]) -> tuple[BasisLine, ...]:
    """Return what a problem rests on, line by line."""
    return tuple(
        BasisLine(
            key=one.pk,
            kind=str(BasisKind(one.kind).label),
            text=one.text,
            source=one.source,
            finding=None if one.finding is None else finding_line(one.finding, opened),
            by=str(one.added_by),
            at=one.added_at,
        )
        for one in some
    )


def finding_choices(some: Iterable[Basis], opened: Collection[int]) -> list[tuple[str, str]]:
    """Return the findings among what a problem rests on, as choices of a field."""
    found = (one.finding for one in some if one.finding is not None and one.withdrawn_at is None)
    return [(one.digest, finding_line(one, opened).sentence) for one in found if one.pk in opened]
