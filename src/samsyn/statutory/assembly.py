"""The report to the municipal assembly (13 §): two pages, from the same data as everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samsyn.cycle import Column, DataTable, Section, format_number
from samsyn.statutory.changes import State
from samsyn.statutory.follow_up import GROUPS, FollowUpFacts
from samsyn.statutory.parts import Part, paragraphs

MOST_ROWS, MOST_LETTERS = 7, 600
FIRST_PAGE = ("message", "says", "decided")
ASSEMBLY_PARTS: tuple[Part, ...] = (
    Part(key="message", title="Det viktigaste", forced=True,
         ask="Det som fullmäktige behöver veta, i tre eller fyra meningar. Högst 600 tecken kommer med."),
    Part(key="says", title="Vad lägesbilden säger", ask="Lägg till det som tabellen inte säger. Högst 600 tecken."),
    Part(key="decided", title="Vad som har beslutats", ask="Lägg till det som tabellen inte säger. Högst 600 tecken."),
    Part(key="done", title="Vad som har gjorts", ask="Lägg till det som tabellen inte säger. Högst 600 tecken."),
    Part(key="worked", title="Vad som hjälpte", ask="Vad fungerade, vad gjorde det inte? Högst 600 tecken."),
    Part(key="duties", title="Vad lagen kräver", ask="Vad återstår, och när blir det klart? Högst 600 tecken."),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A duty of the law as the report tells it: the section, what it is, how it stands, and until when."""

    section: str
    what: str
    stands: str


@dataclass(frozen=True, kw_only=True)
class AssemblyFacts:
    """
    What the report is composed from.

    `picture` names the decided situational picture; `problems` are (title, position, reason); `plan` names the decided
    version and `decisions` what was decided in it.
    """

    picture: str = ""
    problems: tuple[tuple[str, str, str], ...] = ()
    follow_up: FollowUpFacts = FollowUpFacts()
    decisions: tuple[tuple[str, str], ...] = ()
    duties: tuple[Duty, ...] = ()


def assembly_sections(facts: AssemblyFacts) -> tuple[Section, ...]:
    """Return the report as sections, the same for every reader: it holds no counts of events."""
    actions = facts.follow_up.actions
    done = [(one.title, one.status) for one in actions]
    words = dict(GROUPS)
    worked = [(one.title, words[one.change]) for one in actions if one.change]
    n, judged = len(actions), sum(one.change not in ("", "unassessable") for one in actions)
    n_done = sum(one.is_done for one in actions)
    carried = f"{format_number(n_done)} av {format_number(n)} åtgärder är genomförda."
    known = f"För {format_number(judged)} av {format_number(n)} åtgärder går det att säga vad de ledde till."
    duties = [(one.section, one.what, one.stands) for one in facts.duties]
    return (
        Section(key="message", title="Det viktigaste"),
        Section(
            key="says",
            title="Vad lägesbilden säger",
            lead=facts.picture or "Ingen lägesbild är beslutad än.",
            tables=_table("problems", ("Problem", "Ställningstagande", "Skäl"), facts.problems),
        ),
        Section(
            key="decided",
            title="Vad som har beslutats",
            lead=facts.follow_up.plan or "Ingen plan är beslutad än.",
            tables=_table("decisions", ("Åtgärd", "Ansvarig"), facts.decisions),
        ),
        Section(
            key="done",
            title="Vad som har gjorts",
            lead=carried if actions else "Inga åtgärder är beslutade än.",
            tables=_table("done", ("Åtgärd", "Läge"), done),
        ),
        Section(
            key="worked",
            title="Vad som hjälpte, inte hjälpte och inte går att bedöma",
            lead=known if actions else "",
            tables=_table("worked", ("Åtgärd", "Utslag"), worked),
        ),
        Section(
            key="duties",
            title="Vad lagen kräver",
            tables=_table("duties", ("Paragraf", "Krav", "Läge"), duties, most=10),
        ),
    )  # fmt: skip


def assembly_state(facts: AssemblyFacts) -> State:
    """Return how the duties and actions stood, to be compared with the next report."""
    duties = {f"duty:{one.section}": (f"{one.section} {one.what}", one.stands) for one in facts.duties}
    actions = {f"action:{one.key}": (one.title, one.status) for one in facts.follow_up.actions}
    return {**duties, **actions}


def shortened(texts: Mapping[str, str]) -> dict[str, str]:
    """
    Return texts cut at a word so that the report stays two pages.

    Examples
    --------
    >>> len(shortened({"message": "ord " * 400})["message"]) <= 602
    True
    """
    return {key: _cut(" ".join(paragraphs(text))) for key, text in texts.items()}


def _cut(text: str) -> str:
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS].rsplit(' ', 1)[0]} …"


def _table(
    key: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]], *, most: int = MOST_ROWS
) -> tuple[DataTable, ...]:
    if not rows:
        return ()
    more = len(rows) - most
    note = f"Och {format_number(more)} till." if more > 0 else ""
    made = DataTable(
        key=key,
        caption=heads[0],
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(
            tuple(cell if len(cell) <= 110 else f"{cell[:108]} …" for cell in row) for row in rows[:most]
        ),
        note=note,
    )
    return (replace(made, caption=f"{heads[0]} och {heads[1].lower()}"),)
