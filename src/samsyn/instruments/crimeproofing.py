"""The instrument of crime proofing: questions, lists, scale, words that the assistant marks, and what is stated."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

MARK_KINDS = ("vague", "discretion", "modal", "proof")
LISTS = ("triggers", "actors", "risk_types", "factors", "protections", "flow", "deciders")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a closed list, and whose words it is."""

    code: str
    label: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the screening, why it is asked, and whose words it is."""

    code: str
    text: str
    why: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a scale, with what it means."""

    value: int
    label: str
    anchor: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """What a consequence is about, with what each step of it means, from 1."""

    code: str
    label: str
    anchors: tuple[str, ...]
    source_status: str


@dataclass(frozen=True, kw_only=True)
class RiskLevel:
    """A level of risk: the largest product of likelihood and consequence that has it, and its symbol."""

    code: str
    label: str
    most: int
    symbol: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words that are marked for the same reason."""

    code: str
    kind: str
    forms: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class CentralTerm:
    """A word that a rule rests on and so must define."""

    code: str
    label: str
    forms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stated:
    """An analysis that a published source names, and all that it says."""

    code: str
    municipality: str
    object: str
    said: str
    source: str
    section: str
    when: str


@dataclass(frozen=True, kw_only=True)
class ProofInstrument:
    """All of it; the lists are in the order that they are offered."""

    version: str
    source_status: str
    screening: tuple[Question, ...]
    lists: dict[str, tuple[Choice, ...]]
    likelihood: tuple[Step, ...]
    consequences: tuple[Dimension, ...]
    levels: tuple[RiskLevel, ...]
    words: tuple[Words, ...]
    terms: tuple[CentralTerm, ...]
    defining: tuple[str, ...]
    purposes: tuple[str, ...]
    stated: tuple[Stated, ...]

    def label(self, of: str, code: str) -> str:
        """Return what a code of a list is called; the code itself where the list no longer holds it."""
        return next((one.label for one in self.lists[of] if one.code == code), code)

    def codes(self, of: str) -> tuple[str, ...]:
        """Return the codes of a list."""
        return tuple(one.code for one in self.lists[of])

    def level(self, code: str) -> RiskLevel:
        """Return a level by its code."""
        return next(one for one in self.levels if one.code == code)


def read_crimeproofing(text: str, name: str) -> ProofInstrument:
    """
    Return the instrument that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, misspelt or out of its domain, or the levels do not cover the scale.
    """
    item = parse(text, name)
    made = ProofInstrument(
        version=item.text("version"),
        source_status=item.choice("source_status", SOURCE_STATUSES),
        screening=tuple(map(_question, item.items("screening"))),
        lists={of: tuple(map(_choice, item.items(of))) for of in LISTS},
        likelihood=tuple(map(_step, item.items("likelihood"))),
        consequences=tuple(map(_dimension, item.items("consequences"))),
        levels=tuple(map(_level, item.items("levels"))),
        words=tuple(map(_words, item.items("words"))),
        terms=tuple(map(_term, item.items("terms"))),
        defining=item.texts("defining"),
        purposes=item.texts("purposes"),
        stated=_stated(item),
    )
    item.finish()
    _check(made, name)
    return made


def _check(made: ProofInstrument, name: str) -> None:
    for of, some in made.lists.items():
        check_unique([one.code for one in some], f"{name}, {of}")
    for what in (made.screening, made.consequences, made.levels, made.words, made.terms, made.stated):
        check_unique([one.code for one in what], name)
    steps = [one.value for one in made.likelihood]
    if steps != list(range(1, len(steps) + 1)) or any(
        len(d.anchors) != len(steps) for d in made.consequences
    ):
        raise BadDeclaration(f"{name}: sannolikhet och konsekvens ska ha lika många steg, från 1 och uppåt.")
    limits = [one.most for one in made.levels]
    if limits != sorted(set(limits)) or limits[-1] != len(steps) ** 2:
        raise BadDeclaration(f"{name}: nivåernas gränser ska stiga och den sista vara {len(steps) ** 2}.")


def _status(item: Item) -> str:
    return item.choice("source_status", SOURCE_STATUSES)


def _choice(item: Item) -> Choice:
    made = Choice(code=item.text("code"), label=item.text("label"), source_status=_status(item))
    item.finish()
    return made


def _question(item: Item) -> Question:
    made = Question(
        code=item.text("code"), text=item.text("text"), why=item.text("why"), source_status=_status(item)
    )
    item.finish()
    return made


def _step(item: Item) -> Step:
    made = Step(
        value=item.number("value", 1, 9),
        label=item.text("label"),
        anchor=item.text("anchor"),
        source_status=_status(item),
    )
    item.finish()
    return made


def _dimension(item: Item) -> Dimension:
    made = Dimension(
        code=item.text("code"),
        label=item.text("label"),
        anchors=item.texts("anchors"),
        source_status=_status(item),
    )
    item.finish()
    return made


def _level(item: Item) -> RiskLevel:
    made = RiskLevel(
        code=item.text("code"),
        label=item.text("label"),
        most=item.number("most", 1, 81),
        symbol=item.text("symbol"),
    )
    item.finish()
    return made


def _words(item: Item) -> Words:
    made = Words(
        code=item.text("code"),
        kind=item.choice("kind", MARK_KINDS),
        forms=item.texts("forms"),
        why=item.text("why"),
    )
    item.finish()
    return made


def _term(item: Item) -> CentralTerm:
    made = CentralTerm(code=item.text("code"), label=item.text("label"), forms=item.texts("forms"))
    item.finish()
    return made


def _stated(whole: Item) -> tuple[Stated, ...]:
    item = Item(whole.get("stated") or {}, f"{whole.place}, stated")
    shared = {name: item.text(name) for name in ("source", "section", "when")}
    found = []
    for one in item.items("analyses"):
        named = {name: one.text(name) for name in ("code", "municipality", "object", "said")}
        found.append(Stated(**named, **shared))
        one.finish()
    item.finish()
    return tuple(found)
