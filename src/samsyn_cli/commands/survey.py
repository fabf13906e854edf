"""A survey's answers: response, distributions, the share of top answers and how far the silent could move it."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer, number, table, whole

if TYPE_CHECKING:
    from samsyn.methods.surveys import Distribution, Question, Response, Top
    from samsyn_cli.columns import Columns

NAME = "survey"
HELP = "Enkät: svarsfrekvens, fördelning, andel som valt de översta alternativen, gränser för bortfallet."
LEAST_GROUP = 5
IDS = ("respondent", "respondent_id", "id", "svarande", "lopnummer", "löpnummer", "token")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--invited", metavar="TAL", type=whole, required=True, help="hur många som fick enkäten"
    )
    parser.add_argument(
        "--top", metavar="4,5", type=steps, default=(), help="alternativ som räknas ihop till en andel"
    )
    parser.add_argument(
        "--question", metavar="KOLUMN", action="append", help="bara den här frågan; kan ges flera gånger"
    )
    parser.add_argument(
        "--group",
        metavar="KOLUMN",
        help="dela också upp svaren; grupper under fem visas inte, och inte det som röjer dem",
    )
    parser.add_argument(
        "--sample",
        action="store_true",
        help="de inbjudna är ett urval ur många (utan val har hela gruppen tillfrågats)",
    )
    parser.add_argument("--sender", metavar="NAMN", default="", help="vem som stod som avsändare")
    parser.add_argument("--anonymous", choices=("yes", "no"), help="om svaren var anonyma")
    parser.add_argument(
        "--codes",
        metavar="FIL",
        type=str,
        help="öppna svar som två har kodat: kolumnerna answer, coder och code",
    )
    parser.epilog = (
        "En rad per svarande och en kolumn per fråga. Tomt och ”vet ej” är inget svar, aldrig noll. I filen med koder: "
        "en rad per svar, kodare och kod; tom kod där ingen passar, och kodaren settled för det de enats om."
    )
    add_answer_options(parser)


def steps(text: str) -> tuple[float, ...]:
    """Return the top steps of a scale: "4,5"."""
    try:
        return tuple(float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise ArgumentTypeError(f"{text!r}: skriv alternativen som tal, till exempel 4,5") from None


def run(args: Namespace) -> int:
    """Read, compute, answer."""
    check_answer(args)

    from samsyn.methods.surveys import QuestionKind, distribution, response, top_options
    from samsyn_cli.columns import read_columns
    from samsyn_cli.open_codes import read_codes
    from samsyn_cli.open_codes import text as coded_text

    columns = read_columns(args.file)
    coding = read_codes(args.codes) if args.codes else None
    questions = read_questions(columns, args)
    answered = sum(
        any(one) for one in zip(*([a is not None for a in q.answers] for q in questions), strict=True)
    )
    told = response(answered, args.invited)
    spread = [distribution(one) for one in questions]
    tops = [
        top_options(one, args.top, args.invited)
        for one in questions
        if args.top and one.kind is QuestionKind.SCALE
    ]
    population = "sample" if args.sample else "whole"
    groups = read_groups(columns, args, questions)
    document = {
        "file": columns.facts,
        "parameters": {
            "invited": args.invited,
            "top": args.top,
            "group": args.group,
            "population": population,
            "seed": args.seed,
        },
        "sender": args.sender or None,
        "anonymous": {"yes": True, "no": False}.get(args.anonymous or ""),
        "invited": told.invited,
        "answered": told.answered,
        "response_rate": told.rate,
        "response": told,
        "questions": [
            {**_as_json(one), "top": next((top for top in tops if top.name == one.name), None)}
            for one in spread
        ],
        "groups": groups,
        "coding": coding,
        "warnings": columns.warnings,
    }
    said = "\n\n".join(part for part in (_text(told, spread, tops, args), _groups_text(groups, args)) if part)
    return answer(args, "survey/1", document, f"{said}\n\n{coded_text(coding)}" if coding else said)


def read_questions(columns: Columns, args: Namespace) -> list[Question]:
    """
    Read the questions: the columns asked for, or all but the one that numbers the respondents and the group.

    Raises
    ------
    BadInput
        If no question is left.
    """
    from samsyn.errors import BadInput
    from samsyn.methods.surveys import read_question

    aside = {*IDS, (args.group or "").casefold()}
    wanted = args.question or [name for name in columns.names if name.casefold() not in aside]
    if not wanted or not len(columns.rows):
        raise BadInput(f"{columns.name} har inga svar: väntade en rad per svarande och en kolumn per fråga.")
    return [read_question(name, columns.texts(name).to_list()) for name in wanted]


def read_groups(columns: Columns, args: Namespace, questions: list[Question]) -> list[dict[str, Any]]:
    """Return each group's answers; those below five without figures, and so what would give them away."""
    if not args.group:
        return []
    from dataclasses import replace

    from samsyn.methods.surveys import QuestionKind, distribution

    names = columns.texts(args.group).fill_null("(saknas)").to_list()
    sizes = Counter(names)
    kept_back = hidden_groups(sizes)
    found: list[dict[str, Any]] = []
    for group in sorted(sizes):
        if group in kept_back:
            found.append({"group": group, "withheld": kept_back[group]})
            continue
        inside = [name == group for name in names]
        own = [
            replace(
                one,
                answers=tuple(a for a, here in zip(one.answers, inside, strict=True) if here),
                values=tuple(v for v, here in zip(one.values, inside, strict=True) if here),
                said_instead={},
            )
            for one in questions
            if one.kind is not QuestionKind.OPEN
        ]
        found.append(
            {
                "group": group,
                "answered": sizes[group],
                "questions": [_as_json(distribution(one)) for one in own],
            }
        )
    return found


def hidden_groups(sizes: Mapping[str, int]) -> dict[str, str]:
    """
    Return the groups that are withheld, each with its reason.

    All answers together are told, so one withheld group is what is left of them: the next smallest is withheld too,
    until what is left is two groups or more, and five answers or more.
    """
    small = {group: f"färre än {LEAST_GROUP} svarande" for group, n in sizes.items() if n < LEAST_GROUP}
    rest = sorted((n, group) for group, n in sizes.items() if group not in small)
    while small and rest and (len(small) < 2 or sum(sizes[one] for one in small) < LEAST_GROUP):
        small[rest.pop(0)[1]] = "annars går en mindre grupp att räkna ut"
    return small


def _as_json(one: Distribution) -> dict[str, Any]:
    return {
        "question": one.name,
        "kind": one.kind,
        "answered": one.answered,
        "missing": one.missing,
        "distribution": {option.value: option.count for option in one.options},
        "shares": {option.value: option.share for option in one.options},
        "median": one.median,
        "q1": one.lower,
        "q3": one.upper,
        "iqr": one.upper - one.lower,
        "mean": one.mean,
        "said_instead": one.said_instead,
    }


def _text(told: Response, spread: list[Distribution], tops: list[Top], args: Namespace) -> str:
    under = _under(args)
    parts = [f"{told.answered} av {told.invited} svarade: {_percent(told.rate)}."]
    for one in spread:
        rows = [(o.value, str(o.count), _percent(o.share)) for o in one.options]
        lines = [f"{one.name} ({one.answered} svar, {one.missing} utan svar)"]
        lines += (
            [table(("Svar", "Antal", "Andel"), rows)] if rows else ["Fritext: koda svaren för att räkna dem."]
        )
        if one.median == one.median:
            lines.append(f"Median {number(one.median)}, kvartiler {number(one.lower)}–{number(one.upper)}.")
        lines += [_top_text(top, sample=args.sample) for top in tops if top.name == one.name]
        parts.append("\n".join([*lines, under]))
    return "\n\n".join(parts)


def _groups_text(groups: list[dict[str, Any]], args: Namespace) -> str:
    """Return each group's counts, question by question."""
    lines = [f"Efter {args.group}:"] if groups else []
    for one in groups:
        if "withheld" in one:
            lines.append(f"{one['group']}: visas inte, {one['withheld']}.")
            continue
        lines.append(f"{one['group']} ({one['answered']} svarande)")
        for asked in one["questions"]:
            counts = ", ".join(f"{value} ({count})" for value, count in asked["distribution"].items())
            lines.append(f"  {asked['question']}: {counts or 'inget svar'}.")
    return "\n".join([*lines, _under(args)]) if lines else ""


def _top_text(top: Top, *, sample: bool) -> str:
    said = f"{' eller '.join(top.values)}: {top.count} av {top.answered} = {_percent(top.share)}."
    if sample:
        return f"{said} 95 % (Wilson): {_range(top.wilson)}."
    return (
        f"{said} Om alla som inte svarade hade svarat annorlunda eller likadant: {_range(top.bounds)}. Som urval ur de "
        f"inbjudna, 95 %: {_range(top.finite)}."
    )


def _under(args: Namespace) -> str:
    anonymous = {"yes": "svaren var anonyma", "no": "anonymitet kunde inte garanteras"}
    told = [
        f"Avsändare: {args.sender or 'ej angiven'}",
        anonymous.get(args.anonymous or "", "om svaren var anonyma är ej angivet"),
    ]
    return "; ".join(told) + "."


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)} %"


def _range(limits: tuple[float, float]) -> str:
    return f"{number(100 * limits[0], 1)}–{number(100 * limits[1], 1)} %"
