"""What the analysis of a problem shows: its causes as an outline, what the analysis says, and what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn_web.causes.models import (
    Cause,
    CauseDecision,
    ChainStep,
    Evidence,
    Influence,
    Level,
    Perspective,
    Side,
    Strength,
)
from samsyn_web.causes.presenters.basis import FindingLine, finding_line

STATUS_WORDS = {
    "original": gettext_lazy("källans ord"),
    "own_words": gettext_lazy("egna ord efter källan"),
    "local_design": gettext_lazy("Samsyns eget förslag"),
    "local": gettext_lazy("gruppens egna ord"),
}
STRENGTHS = {
    Strength.WEAK: gettext_lazy("svagt"),
    Strength.MODERATE: gettext_lazy("måttligt"),
    Strength.STRONG: gettext_lazy("starkt"),
}
SIDES = {
    Perspective.PLACE: gettext_lazy("Plats och situation"),
    Perspective.TARGET: gettext_lazy("Det som drabbas"),
    Perspective.OFFENDER: gettext_lazy("Gärningspersonens sida, som situation"),
}
UNJUDGED = gettext_lazy("Perspektivet är inte bedömt")


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """What speaks for or against a cause, ready to be read."""

    key: int
    is_for: bool
    strength: int
    strength_word: str
    text: str
    source: str
    finding: FindingLine | None
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Node:
    """A cause in its tree; `number` is its place in words of the outline, 1.2.1."""

    key: int
    number: str
    statement: str
    perspective: str
    side: str
    level: str
    is_direct: bool
    words: str
    code: str
    influence: str
    influenced_by: str
    decision: str
    decision_key: str
    decision_reason: str
    counter_sought: str
    speaks_for: tuple[EvidenceLine, ...]
    speaks_against: tuple[EvidenceLine, ...]
    said: str
    href: str
    behind: tuple[Node, ...]

    @property
    def has_evidence(self) -> bool:
        """Whether anything speaks for it."""
        return bool(self.speaks_for)

    @property
    def is_tested(self) -> bool:
        """Whether somebody has looked for what speaks against it."""
        return bool(self.speaks_against or self.counter_sought)


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One step of the chain of events."""

    key: int
    text: str
    breakable: str
    can_break: bool
    how: str
    href: str


def nodes(causes: Iterable[Cause], evidence: Iterable[Evidence], opened: Collection[int]) -> tuple[Node, ...]:
    """Return the direct causes, each with those behind it; `opened` are the findings that the reader may open."""
    spoken: dict[int, list[EvidenceLine]] = {}
    for one in evidence:
        if one.withdrawn_at is None:
            spoken.setdefault(one.cause_id, []).append(evidence_line(one, opened))
    under: dict[int | None, list[Cause]] = {}
    for cause in causes:
        under.setdefault(cause.parent_id, []).append(cause)

    def made(parent: int | None, before: str) -> tuple[Node, ...]:
        return tuple(
            _node(one, f"{before}{n}", tuple(spoken.get(one.pk, ())), made(one.pk, f"{before}{n}."))
            for n, one in enumerate(under.get(parent, ()), start=1)
        )

    return made(None, "")


def _node(one: Cause, number: str, spoken: tuple[EvidenceLine, ...], behind: tuple[Node, ...]) -> Node:
    speaks_for = tuple(line for line in spoken if line.is_for)
    against = tuple(line for line in spoken if not line.is_for)
    return Node(
        key=one.pk,
        number=number,
        statement=one.statement,
        perspective=one.perspective,
        side=str(SIDES[Perspective(one.perspective)] if one.perspective else UNJUDGED),
        level=str(Level(one.level).label),
        is_direct=one.is_direct,
        words=str(STATUS_WORDS.get(one.source_status, one.source_status)),
        code=one.code,
        influence=str(Influence(one.influence).label),
        influenced_by=one.influenced_by,
        decision=str(CauseDecision(one.decision).label),
        decision_key=one.decision,
        decision_reason=one.decision_reason,
        counter_sought=one.counter_sought,
        speaks_for=speaks_for,
        speaks_against=against,
        said=_said(speaks_for, against),
        href=reverse("causes:cause", args=[one.pk]),
        behind=behind,
    )


def evidence_line(one: Evidence, opened: Collection[int]) -> EvidenceLine:
    """Return evidence as it is read; a finding that the reader may not open is only said to be there."""
    return EvidenceLine(
        key=one.pk,
        is_for=one.side == Side.FOR,
        strength=one.strength,
        strength_word=str(STRENGTHS[Strength(one.strength)]),
        text=one.text,
        source=one.source,
        finding=None if one.finding is None else finding_line(one.finding, opened),
        by=str(one.judged_by),
        at=one.judged_at,
    )


def _said(speaks_for: Sequence[EvidenceLine], against: Sequence[EvidenceLine]) -> str:
    """Return how much speaks for and against, in words."""
    parts = []
    for template, lines in (
        (_("%(n)s talar för (%(strength)s)"), speaks_for),
        (_("%(n)s talar mot (%(strength)s)"), against),
    ):
        if lines:
            strongest = max(lines, key=lambda line: line.strength)
            parts.append(template % {"n": len(lines), "strength": strongest.strength_word})
    return ", ".join(parts) or _("utan belägg")


def flat(some: Iterable[Node]) -> tuple[Node, ...]:
    """Return the causes of a tree in reading order."""
    return tuple(one for node in some for one in (node, *flat(node.behind)))


def sentence(tree: Sequence[Node]) -> str:
    """Return what an analysis says, in a sentence."""
    every = flat(tree)
    if not every:
        return _("Inga orsaker är angivna än.")
    supported = [one for one in every if one.has_evidence]
    head = ngettext("En orsak är angiven", "%(n)s orsaker är angivna", len(every)) % {"n": len(every)}
    if not supported:
        return head + _(", ingen har belägg än.")
    if len(supported) == len(every):
        told = _(", alla med belägg.") if len(every) > 1 else _(", med belägg.")
    else:
        told = _(", %(n)s med belägg.") % {"n": len(supported)}
    best = _best(supported)
    return head + told + (_(" Mest talar för ”%(cause)s”.") % {"cause": best.statement} if best else "")


def _best(supported: Sequence[Node]) -> Node | None:
    """Return the cause that most speaks for where one stands out; none where several are alike."""

    def weight(one: Node) -> tuple[int, int]:
        net = sum(line.strength for line in one.speaks_for) - sum(
            line.strength for line in one.speaks_against
        )
        return net, max(line.strength for line in one.speaks_for)

    ranked = sorted(supported, key=weight, reverse=True)
    alike = len(ranked) > 1 and weight(ranked[0]) == weight(ranked[1])
    return None if alike or weight(ranked[0])[0] <= 0 else ranked[0]


def missing(tree: Sequence[Node]) -> tuple[str, ...]:
    """Return what an analysis still lacks, a sentence each."""
    every = flat(tree)
    if not every:
        return ()
    found = []
    if bare := sum(not one.has_evidence for one in every):
        found.append(ngettext("En orsak saknar belägg.", "%(n)s orsaker saknar belägg.", bare) % {"n": bare})
    unseen = [str(name) for side, name in SIDES.items() if not any(one.perspective == side for one in every)]
    if unseen:
        names = "; ".join(name[:1].lower() + name[1:] for name in unseen)
        found.append(_("Inga orsaker ses ur: %(sides)s.") % {"sides": names})
    if unjudged := sum(not one.perspective for one in every):
        found.append(
            ngettext(
                "För en orsak är perspektivet inte bedömt.",
                "För %(n)s orsaker är perspektivet inte bedömt.",
                unjudged,
            )
            % {"n": unjudged}
        )
    untested = sum(one.has_evidence and not one.is_tested for one in every)
    if untested:
        found.append(
            ngettext(
                "För en orsak har ingen letat efter det som talar mot.",
                "För %(n)s orsaker har ingen letat efter det som talar mot.",
                untested,
            )
            % {"n": untested}
        )
    if not any(one.behind for one in every):
        found.append(_("Bara direkta orsaker är angivna: vad ligger bakom dem?"))
    if undecided := sum(one.decision_key == CauseDecision.OPEN for one in every):
        found.append(
            ngettext("En orsak väntar på beslut.", "%(n)s orsaker väntar på beslut.", undecided)
            % {"n": undecided}
        )
    return tuple(found)


def triangle(tree: Sequence[Node]) -> tuple[tuple[str, tuple[Node, ...]], ...]:
    """Return the three sides of the crime triangle, each with its causes in reading order, and what has no side yet."""
    every = flat(tree)
    sides = [
        (str(name), tuple(one for one in every if one.perspective == side)) for side, name in SIDES.items()
    ]
    unjudged = tuple(one for one in every if not one.perspective)
    return (*sides, (str(UNJUDGED), unjudged)) if unjudged else tuple(sides)


def steps(chain: Iterable[ChainStep]) -> tuple[StepLine, ...]:
    """Return the steps that are not withdrawn."""
    return tuple(step_line(one) for one in chain if one.withdrawn_at is None)


def step_line(one: ChainStep) -> StepLine:
    """Return one step as it is read."""
    return StepLine(
        key=one.pk,
        text=one.text,
        breakable=str(Influence(one.breakable).label),
        can_break=one.breakable in (Influence.YES, Influence.PARTLY),
        how=one.how,
        href=reverse("causes:change_step", args=[one.pk]),
    )
