"""What the register of risks shows: the lines, and the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import Weighed, level_of
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import queries
from samsyn_web.methods.crimeproofing.models import Case, Risk
from samsyn_web.methods.crimeproofing.presenters.texts import place


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level of risk, with symbol and word, and between which the assessors are."""

    code: str
    symbol: str
    word: str
    between: str = ""
    likelihood: str = ""
    consequence: str = ""
    assessors: int = 0
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """A risk in the register."""

    key: int
    number: int
    kind: str
    actor: str
    place: str
    modus: str
    before: Level | None
    after: Level | None
    changes: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of the matrix: its level and the numbers of the risks there."""

    level: Level
    numbers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """A likelihood with its cells, one for each consequence."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Register:
    """The risks of a case."""

    sentence: str
    lines: tuple[RiskLine, ...]
    matrix: tuple[MatrixRow, ...]
    consequences: tuple[int, ...]
    is_judged: bool
    judges: bool


def level(weighed: Weighed | None) -> Level | None:
    """Return what assessors say together; none where nobody has judged."""
    if weighed is None:
        return None
    same = weighed.lowest == weighed.highest
    return Level(
        code=weighed.level.code,
        symbol=weighed.level.symbol,
        word=weighed.level.label,
        between="" if same else f"{weighed.lowest.label}–{weighed.highest.label}",
        likelihood=str(weighed.likelihood),
        consequence=str(weighed.consequence),
        assessors=weighed.assessors,
        apart=weighed.apart,
    )


def register(scope: Scope, case: Case) -> Register:
    """Return the register of a case, the most serious first."""
    found, sides = list(queries.risks(scope, case)), queries.weighed(scope, case)
    counted: dict[int, int] = {}
    for one in queries.changes(scope, case):
        counted[one.risk_id] = counted.get(one.risk_id, 0) + 1
    lines = [risk_line(one, sides, counted) for one in found]
    order = [one.code for one in crimeproofing().levels]
    lines.sort(key=lambda one: (-order.index(one.after.code) if one.after else 1, one.number))
    latest = queries.latest_sitting(scope, case)
    return Register(
        sentence=_sentence(lines),
        lines=tuple(lines),
        matrix=_matrix(case, found, sides) if sides else (),
        consequences=tuple(one.value for one in crimeproofing().likelihood),
        is_judged=bool(sides),
        judges=latest is not None and latest.opened_at is None,
    )


def risk_line(one: Risk, sides: Mapping[int, queries.Sides], counted: Mapping[int, int]) -> RiskLine:
    label, both = crimeproofing().label, sides.get(one.pk)
    return RiskLine(
        key=one.pk,
        number=one.number,
        kind=label("risk_types", one.kind),
        actor=label("actors", one.actor),
        place=place(one.paragraph),
        modus=one.modus,
        before=level(both.before) if both else None,
        after=level(both.after) if both else None,
        changes=counted.get(one.pk, 0),
    )


def _sentence(lines: Sequence[RiskLine]) -> str:
    n = len(lines)
    if not n:
        return _("Ingen risk är beskriven.")
    said = ngettext("En risk är beskriven", "%(n)s risker är beskrivna", n) % {"n": n}
    judged = [one for one in lines if one.after]
    if not judged:
        return _("%(said)s, ingen är bedömd.") % {"said": said}
    serious = sum(one.after.code in ("high", "critical") for one in judged if one.after)
    return _("%(said)s; %(serious)s ligger högt eller kritiskt med dagens skydd.") % {
        "said": said,
        "serious": serious,
    }


def _matrix(case: Case, risks: Iterable[Risk], sides: Mapping[int, queries.Sides]) -> tuple[MatrixRow, ...]:
    """Return the matrix with each risk where its middle steps are, with the protection there is."""
    instrument = crimeproofing()
    at: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for one in risks:
        if one.pk in sides:
            after = sides[one.pk].after
            href = reverse("crimeproofing:risk", args=[case.pk, one.pk])
            at.setdefault((after.likelihood.middle, after.consequence.middle), []).append((one.number, href))
    return tuple(
        MatrixRow(
            label=f"{step.value} {step.label}",
            cells=tuple(
                Cell(level=_cell(step.value * c.value), numbers=tuple(at.get((step.value, c.value), ())))
                for c in instrument.likelihood
            ),
        )
        for step in reversed(instrument.likelihood)
    )


def _cell(product: int) -> Level:
    one = level_of(product, crimeproofing())
    return Level(code=one.code, symbol=one.symbol, word=one.label)
