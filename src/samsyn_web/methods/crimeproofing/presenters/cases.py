"""What the pages of a case show: the list, the head of each page, the overview and the flow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.load import crimeproofing
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import Case, CaseMember, FlowStep, MarkState


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A case in a list."""

    title: str
    object: str
    href: str
    since: datetime
    municipality: str
    said: str
    source: str


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """The cases that a person may read, by how far they have come."""

    sentence: str
    open: tuple[CaseLine, ...]
    closed: tuple[CaseLine, ...]
    stated: tuple[CaseLine, ...]
    stated_left: int
    stated_all: int
    stated_municipalities: int
    leads: bool


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A part of a case."""

    label: str | Promise
    href: str
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class CaseHead:
    """What stands over each page of a case."""

    key: int
    title: str
    object: str
    state: str
    is_open: bool
    is_stated: bool
    leads: bool
    can_work: bool
    can_lead: bool
    tabs: tuple[Tab, ...]


def case_list(scope: Scope, cases: Iterable[Case]) -> CaseList:
    """Return the list of cases."""
    by_state: dict[str, list[CaseLine]] = {"open": [], "closed": [], "stated": []}
    for one in cases:
        by_state[one.state].append(_line(one))
    stated = sorted(by_state["stated"], key=lambda line: (line.municipality, line.object))
    n, told = len(by_state["open"]), crimeproofing().stated
    said = (
        ngettext("Ett ärende pågår.", "%(n)s ärenden pågår.", n) % {"n": n} if n else _("Inget ärende pågår.")
    )
    return CaseList(
        sentence=said,
        open=tuple(by_state["open"]),
        closed=tuple(by_state["closed"]),
        stated=tuple(stated),
        stated_left=len(told) - len(stated),
        stated_all=len(told),
        stated_municipalities=len({one.municipality for one in told}),
        leads=policies.leads(scope),
    )


def _line(one: Case) -> CaseLine:
    return CaseLine(
        title=one.title,
        object=one.object,
        href=reverse("crimeproofing:case", args=[one.pk]),
        since=one.opened_at,
        municipality=one.municipality,
        said=one.purpose,
        source=one.source,
    )


def head(scope: Scope, one: Case, here: str) -> CaseHead:
    """Return the head of a case's page."""
    named = (
        ("case", _("Översikt")),
        ("flow", _("Flöde")),
        ("rules", _("Texter")),
        ("risks", _("Risker")),
        ("sitting", _("Bedömning")),
        ("memo", _("Promemoria")),
    )
    tabs = tuple(
        Tab(label=label, href=reverse(f"crimeproofing:{name}", args=[one.pk]), is_here=name == here)
        for name, label in named
        if name != "memo" or policies.leads(scope)
    )
    leads = policies.leads(scope)
    return CaseHead(
        key=one.pk,
        title=one.title,
        object=one.object,
        state=one.get_state_display(),
        is_open=one.is_open,
        is_stated=one.is_stated,
        leads=leads,
        can_work=one.is_open and policies.may_read(scope, one),
        can_lead=one.is_open and leads,
        tabs=() if one.is_stated else tabs,
    )


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question of the first look with its answer."""

    question: str
    answer: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A case on its first page."""

    trigger: str
    case: Case
    members: tuple[tuple[int, str, str], ...]
    answered: tuple[Answered, ...]
    questions: int
    counts: Mapping[str, int]
    sentence: str


def overview(scope: Scope, one: Case) -> Overview:
    """Return the first page of a case."""
    instrument = crimeproofing()
    answers = {each.question: each for each in queries.answers(scope, one)}
    answered = tuple(
        Answered(
            question=asked.text,
            answer=answers[asked.code].get_answer_display(),
            note=answers[asked.code].note,
        )
        for asked in instrument.screening
        if asked.code in answers
    )
    marks = queries.marks(scope, one)
    counts = {
        "rules": queries.rules(scope, one).count(),
        "open_marks": marks.filter(state=MarkState.OPEN).count(),
        "findings": marks.filter(state=MarkState.FINDING).count(),
        "risks": queries.risks(scope, one).count(),
        "changes": queries.changes(scope, one).count(),
    }
    return Overview(
        trigger=instrument.label("triggers", one.trigger) if one.trigger else "",
        case=one,
        members=members(queries.case_members(scope, one)),
        answered=answered,
        questions=len(instrument.screening),
        counts=counts,
        sentence=_next(counts, bool(queries.opened_sitting(scope, one))),
    )


def _next(counts: Mapping[str, int], judged: bool) -> str:
    """Return what there is to do, as a sentence."""
    if not counts["rules"]:
        return _("Börja med att läsa in regelverket.")
    if counts["open_marks"]:
        n = counts["open_marks"]
        return ngettext("Ett ställe i texten väntar på er.", "%(n)s ställen i texten väntar på er.", n) % {
            "n": n
        }
    if not counts["risks"]:
        return _("Texten är läst. Beskriv nu hur reglerna kan missbrukas.")
    if not judged:
        return _("Riskerna är beskrivna. Låt minst två bedöma dem, var för sig.")
    if not counts["changes"]:
        return _("Riskerna är bedömda. Föreslå hur reglerna kan ändras.")
    return _("Förslagen är skrivna. Följ upp besluten.")


def members(some: Iterable[CaseMember]) -> tuple[tuple[int, str, str], ...]:
    """Return who is named in a case: key, name, function."""
    return tuple((one.pk, str(one.membership.user), one.membership.function_title) for one in some)


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """A step on the way of money and decisions."""

    key: int
    position: int
    who: str
    does: str
    how: str
    is_first: bool
    is_last: bool
    is_control: bool


CONTROLS = ("check", "follow_up", "reclaim")


def flow(some: Sequence[FlowStep]) -> tuple[StepLine, ...]:
    """Return the steps as lines."""
    label = crimeproofing().label
    return tuple(
        StepLine(
            key=one.pk,
            position=n,
            who=one.who,
            does=label("flow", one.kind),
            how=one.how,
            is_first=n == 1,
            is_last=n == len(some),
            is_control=one.kind in CONTROLS,
        )
        for n, one in enumerate(some, start=1)
    )


def flow_sentence(some: Sequence[FlowStep]) -> str:
    """Return what the flow says: above all whether anything is checked before money leaves."""
    kinds = [one.kind for one in some]
    if not kinds:
        return _("Inget steg är beskrivet.")
    if "pay" in kinds and not {"check"} & set(kinds[: kinds.index("pay")]):
        return _("Pengarna betalas ut utan att något kontrolleras före.")
    makers = {one.who.casefold() for one in some if one.kind in ("check", "decide", "pay")}
    if len(makers) == 1 and sum(kind in ("check", "decide", "pay") for kind in kinds) > 1:
        return _("Samma funktion kontrollerar, beslutar och betalar.")
    n = len(kinds)
    return ngettext("Ett steg är beskrivet.", "%(n)s steg är beskrivna.", n) % {"n": n}
