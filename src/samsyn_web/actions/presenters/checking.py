"""What the pages of a checked plan show: each remark beside its row, the summary first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samsyn import plans as checker
from samsyn_web.base import words

LABELS: dict[str, Promise] = {
    "goal": _("Mål"),
    "indicator": _("Indikator"),
    "baseline": _("Utgångsläge"),
    "target": _("Målvärde"),
    "owner": _("Ansvarig"),
    "partners": _("Samverkan"),
    "follow_up": _("Uppföljning"),
    "status": _("Läge"),
    "resources": _("Resurser"),
}
LINKS: dict[str, Promise] = {
    "cause": _("en orsak"),
    "goal": _("ett mål"),
    "indicator": _("en indikator"),
    "baseline": _("ett utgångsläge"),
    "owner": _("en ansvarig"),
    "date": _("en tidpunkt"),
    "follow_up": _("en uppföljning"),
}
PERSONS = ("personal_data", "perhaps_personal_data", "owner_is_person")
"""The rules that find what points at a person: who is responsible has a rule of its own."""
SEVERITIES: dict[checker.Severity, tuple[str, Promise]] = {
    checker.Severity.ERROR: ("error", _("Fel")),
    checker.Severity.WARNING: ("warning", _("Varning")),
    checker.Severity.NOTE: ("note", _("Anmärkning")),
}


@dataclass(frozen=True, kw_only=True)
class RemarkLine:
    """A remark: how serious, and what it says."""

    kind: str
    word: Promise
    text: str


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """An action, cause or problem with its remarks."""

    where: str
    text: str
    facts: tuple[tuple[Promise, str], ...]
    remarks: tuple[RemarkLine, ...]
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Link:
    """How many actions have a link of the chain."""

    name: Promise
    n: int
    percent: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A plan with all that the rules say of it."""

    title: str
    sentence: str
    counts: str
    total: int
    links: tuple[Link, ...]
    whole: tuple[RemarkLine, ...]
    actions: tuple[PlanRow, ...]
    others: tuple[PlanRow, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    has_persons: bool


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """How a file was read: what was guessed, which rows and texts were left out."""

    guesses: tuple[str, ...]
    rows: tuple[str, ...]
    texts: tuple[str, ...]


def checked_plan(
    plan: checker.Plan, remarks: tuple[checker.Remark, ...], address: Callable[[str], str] | None = None
) -> Checked:
    """Return a checked plan; `address` gives the page of what a key stands for, where it has one."""
    cover = checker.coverage(plan, remarks)
    said: dict[str, list[checker.Remark]] = defaultdict(list)
    for one in remarks:
        said[one.subject].append(one)
    find = address or (lambda key: "")
    others = [
        _row(one.origin.where, one.text, (), said[one.key], find(one.key))
        for one in (*_items(plan.problems), *_items(plan.causes))
        if said[one.key]
    ]
    return Checked(
        title=plan.title,
        sentence=cover.sentence,
        counts=checker.counted(cover),
        total=cover.actions,
        links=tuple(_link(cover, link) for link in checker.LINKS) if cover.actions else (),
        whole=remark_lines(said[""]),
        actions=tuple(
            _row(one.origin.where, _name(one), _facts(plan, one), said[one.key], find(one.key))
            for one in plan.actions
        ),
        others=tuple(others),
        sources=rule_sources(remarks),
        has_persons=any(one.code in PERSONS for one in remarks),
    )


def file_read(found: checker.ReadPlan) -> FileRead:
    """Return how a file was read."""
    left = [(f"{one.where}: {one.text} ({one.why})", one.is_row) for one in found.left_out]
    return FileRead(
        guesses=tuple(f"{one.where}: {one.text}" for one in found.guesses),
        rows=tuple(text for text, is_row in left if is_row),
        texts=tuple(text for text, is_row in left if not is_row),
    )


def remark_lines(remarks: Iterable[checker.Remark]) -> tuple[RemarkLine, ...]:
    """Return remarks, the most serious first."""
    order = list(checker.Severity)
    return tuple(
        RemarkLine(
            kind=SEVERITIES[one.severity][0],
            word=SEVERITIES[one.severity][1],
            text=one.text,
        )
        for one in sorted(remarks, key=lambda one: order.index(one.severity))
    )


def rule_sources(remarks: Sequence[checker.Remark]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return where the rules that were used are from, and what each source's rules look for."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in checker.RULES.values():
        if any(one.code == rule.code for one in remarks):
            found[rule.source].append(rule.title)
    return tuple((source, tuple(titles)) for source, titles in found.items())


@dataclass(frozen=True, kw_only=True)
class _Item:
    key: str
    text: str
    origin: checker.Origin


def _items(several: Iterable[checker.Problem] | Iterable[checker.Cause]) -> list[_Item]:
    return [_Item(key=one.key, text=one.text, origin=one.origin) for one in several]


def _row(
    where: str,
    text: str,
    facts: tuple[tuple[Promise, str], ...],
    remarks: list[checker.Remark],
    href: str,
) -> PlanRow:
    shown = "" if where == text else where
    return PlanRow(where=shown, text=text, facts=facts, remarks=remark_lines(remarks), href=href)


def _name(one: checker.Action) -> str:
    """Return an action's text; of one that is kept in Samsyn its title, without its steps."""
    return one.origin.part if one.origin.kind == "samsyn" else one.text


def _facts(plan: checker.Plan, one: checker.Action) -> tuple[tuple[Promise, str], ...]:
    """Return what the plan says of an action, in the order of the chain."""
    problem = next((found.text for found in plan.problems if found.key == one.problem), "")
    causes = "; ".join(cause.text for cause in plan.causes_of(one)) or one.no_cause_reason
    when = "" if one.when.text == one.text else one.when.text
    told: list[tuple[Promise, str]] = [(_("Problem"), problem), (_("Orsak"), causes)]
    told += [(label, str(getattr(one, name))) for name, label in LABELS.items()]
    told.insert(6, (_("När"), when))
    return tuple((label, text) for label, text in told if text)


def _link(cover: checker.Coverage, link: str) -> Link:
    share = cover.share(link) or 0.0
    return Link(name=LINKS[link], n=cover.has[link], percent=f"{words.number(100 * share)}\u00a0%")


def taken_over(actions: int, causes: int, problems: int, masked: int) -> str:
    """Return what a takeover made, as sentences."""
    said = _(
        "Planen är övertagen som utkast. Åtgärder: {actions}, orsaker: {causes}, nya problem: {problems}."
    )
    text = str(said).format(actions=actions, causes=causes, problems=problems)
    if masked:
        text += " " + str(_("Texter där uppgifter om personer är borttagna: {n}.")).format(n=masked)
    return text
