"""How a municipality stands under the law, from a table of dated facts."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer

if TYPE_CHECKING:
    from samsyn.duties import Fact, Judged
    from samsyn.instruments.statute import Statute
    from samsyn_cli.columns import Columns

NAME = "duties"
HELP = "Vad är uppfyllt av lag (2023:196), och när går det ut? Ur en tabell med daterade fakta."
COLUMNS = ("paragraph", "kind", "day")
OPTIONAL = ("outcome", "reference", "until")
WORDS = {
    "done": "uppfyllt",
    "under_way": "pågår",
    "attempted": "försökt",
    "not_started": "ej påbörjat",
    "overdue": "försenat",
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--at", metavar="DAG", type=_day, required=True, help="dagen som frågan gäller, som 2026-11-29"
    )
    add_answer_options(parser)
    parser.epilog = (
        "Kolumner: paragraph (4–13), kind (delen, till exempel analysis), day, och frivilligt outcome "
        "(result, begun, attempt eller nothing; utan värde result), reference och until (sista dagen)."
    )


def run(args: Namespace) -> int:
    """Read the facts, judge them, answer."""
    check_answer(args)

    from samsyn.duties import judge, next_steps
    from samsyn.instruments.load import statute
    from samsyn_cli.columns import read_columns

    columns, law = read_columns(args.file), statute()
    judged = judge(law, _facts(columns, law), at=args.at)
    binding = [one for one in judged if one.status != "no_duty"]
    document = {
        "file": columns.facts,
        "parameters": {"at": args.at},
        "statute": {"version": law.version, "url": law.url, "source_status": law.source_status},
        "results": [_result(one, law) for one in binding],
        "next": [one.paragraph.code for one in next_steps(judged)],
        "warnings": columns.warnings,
    }
    return answer(args, "duties/1", document, _text(binding, args.at))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r}: skriv en dag som 2026-11-29") from None


def _facts(columns: Columns, law: Statute) -> list[Fact]:
    from samsyn.errors import BadInput

    rows = len(columns.rows)
    given = {
        name: list(columns.texts(name).fill_null("")) if name in (*COLUMNS, *columns.names) else [""] * rows
        for name in (*COLUMNS, *OPTIONAL)
    }
    facts = []
    for number, values in zip(columns.rows, zip(*given.values(), strict=True), strict=True):
        cells = {name: value.strip() for name, value in zip(given, values, strict=True)}
        try:
            facts.append(_fact(cells, law))
        except BadInput as error:
            raise BadInput(f"{columns.name}, rad {number}: {error.message}") from None
    return facts


def _fact(cells: dict[str, str], law: Statute) -> Fact:
    from samsyn.duties import Fact, Outcome, check_fact
    from samsyn.errors import BadInput

    outcome = cells["outcome"] or Outcome.RESULT.value
    if outcome not in list(Outcome):
        raise BadInput(f"outcome är {outcome!r}. De som finns: {', '.join(Outcome)}.")
    fact = Fact(
        paragraph=cells["paragraph"],
        kind=cells["kind"],
        day=_cell_day("day", cells["day"]),
        outcome=Outcome(outcome),
        reference=cells["reference"],
        until=_cell_day("until", cells["until"]) if cells["until"] else None,
    )
    check_fact(law, fact)
    return fact


def _cell_day(name: str, text: str) -> date:
    from samsyn.errors import BadInput

    try:
        return _day(text)
    except ArgumentTypeError as error:
        raise BadInput(f"{name} är {error}.") from None


def _result(one: Judged, law: Statute) -> dict[str, Any]:
    return {
        "paragraph": one.paragraph.code,
        "heading": one.paragraph.heading,
        "kind": one.paragraph.kind,
        "status": one.status,
        "due": one.due,
        "days_left": one.days_left,
        "lacking": [slot.code for slot in one.lacking],
        "evidence": [
            {"kind": fact.kind, "day": fact.day, "reference": fact.reference, "until": fact.until}
            for fact in one.evidence
        ],
        "reason": one.reason,
        "link": law.link(one.paragraph.code),
    }


def _text(judged: list[Judged], at: date) -> str:
    lines = [f"Lag (2023:196), {at.isoformat()}", ""]
    for one in judged:
        lines.append(f"{one.paragraph.sign:>5}  {WORDS[one.status]:<12} {one.paragraph.heading}")
        lines.append(f"       {one.reason}")
    return "\n".join(lines)
