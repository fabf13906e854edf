"""What helps a group to choose between problems and to find causes: criteria, questions, typical causes; from YAML."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

PERSPECTIVES = ("place", "target", "offender")
LEVELS = ("situation", "group", "place", "society")
MOST = 200  # characters of a cause's statement


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One ground for choosing a problem or leaving it; `ground` is the code of the side that it stands on."""

    code: str
    label: str
    question: str
    ground: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """The criteria in one version, in order; `grounds` names the sides that they stand on, by code."""

    version: str
    source: str
    source_status: str
    grounds: dict[str, str]
    criteria: tuple[Criterion, ...]

    def of(self, ground: str) -> tuple[Criterion, ...]:
        """Return the criteria on one side."""
        return tuple(one for one in self.criteria if one.ground == ground)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question that helps a group to find causes."""

    code: str
    text: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class QuestionPart:
    """Questions that belong together."""

    code: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class CauseQuestions:
    """The questions in one version, in order."""

    version: str
    source: str
    source_status: str
    parts: tuple[QuestionPart, ...]


@dataclass(frozen=True, kw_only=True)
class TypicalCause:
    """A cause that is often met, as something to examine; `evidence` is what to look for."""

    code: str
    statement: str
    perspective: str
    level: str
    evidence: tuple[str, ...]
    source_status: str


@dataclass(frozen=True, kw_only=True)
class ProblemKind:
    """A kind of problem with its typical causes; `categories` are codes of the report categories that fit it."""

    code: str
    label: str
    categories: tuple[str, ...]
    source: str
    source_status: str
    causes: tuple[TypicalCause, ...]


@dataclass(frozen=True, kw_only=True)
class TypicalCauses:
    """The library of typical causes in one version."""

    version: str
    source_status: str
    kinds: tuple[ProblemKind, ...]

    def fitting(self, category: str) -> tuple[ProblemKind, ...]:
        """Return the kinds of problem, those that fit a report category first."""
        return tuple(sorted(self.kinds, key=lambda one: category not in one.categories))


def read_criteria(text: str, name: str) -> Criteria:
    """
    Return the criteria that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, or a code occurs twice.
    """
    top = parse(text, name)
    grounds = Item(dict(top.get("grounds") or {}), f"{name}, grounds")
    sides = {code: grounds.text(code) for code in grounds.values}
    loaded = Criteria(
        version=top.text("version"),
        source=top.text("source"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        grounds=sides,
        criteria=tuple(_criterion(item, tuple(sides)) for item in top.items("criteria")),
    )
    top.finish()
    check_unique([one.code for one in loaded.criteria], name)
    if not loaded.criteria:
        raise BadDeclaration(f"{name}: listan criteria är tom.")
    return loaded


def read_cause_questions(text: str, name: str) -> CauseQuestions:
    """
    Return the questions about causes that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, or a code occurs twice.
    """
    top = parse(text, name)
    loaded = CauseQuestions(
        version=top.text("version"),
        source=top.text("source"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        parts=tuple(_part(item) for item in top.items("parts")),
    )
    top.finish()
    check_unique([one.code for part in loaded.parts for one in part.questions], name)
    return loaded


def read_typical_causes(text: str, name: str) -> TypicalCauses:
    """
    Return the typical causes that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing, unknown or of the wrong kind, a statement is too long, or a code occurs twice.
    """
    top = parse(text, name)
    loaded = TypicalCauses(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        kinds=tuple(_kind(item) for item in top.items("kinds")),
    )
    top.finish()
    check_unique([one.code for one in loaded.kinds], name)
    check_unique([cause.code for one in loaded.kinds for cause in one.causes], name)
    return loaded


def _criterion(item: Item, grounds: tuple[str, ...]) -> Criterion:
    loaded = Criterion(
        code=item.text("code"),
        label=item.text("label"),
        question=item.text("question"),
        ground=item.choice("ground", grounds),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    return loaded


def _part(item: Item) -> QuestionPart:
    loaded = QuestionPart(
        code=item.text("code"),
        label=item.text("label"),
        questions=tuple(_question(one) for one in item.items("questions")),
    )
    item.finish()
    return loaded


def _question(item: Item) -> Question:
    loaded = Question(
        code=item.text("code"),
        text=item.text("text"),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    return loaded


def _kind(item: Item) -> ProblemKind:
    status = item.choice("source_status", SOURCE_STATUSES)
    loaded = ProblemKind(
        code=item.text("code"),
        label=item.text("label"),
        categories=item.texts("categories"),
        source=item.text("source"),
        source_status=status,
        causes=tuple(_cause(one, status) for one in item.items("causes")),
    )
    item.finish()
    return loaded


def _cause(item: Item, status: str) -> TypicalCause:
    loaded = TypicalCause(
        code=item.text("code"),
        statement=item.text("statement"),
        perspective=item.choice("perspective", PERSPECTIVES),
        level=item.choice("level", LEVELS),
        evidence=item.texts("evidence"),
        source_status=item.choice("source_status", SOURCE_STATUSES, status),
    )
    item.finish()
    if len(loaded.statement) > MOST:
        raise item.wrong("statement", loaded.statement, f"högst {MOST} tecken")
    if not loaded.evidence:
        raise item.wrong("evidence", None, "minst en sak att leta efter")
    return loaded
