"""The police's lists of areas 2015–2025: each area's history, with what each list could say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import answer, table, whole
from samsyn_cli.output import STDOUT, check_target

if TYPE_CHECKING:
    from samsyn.areas import History

NAME = "areas"
HELP = "Polisens listor över områden 2015–2025: varje område med sin historia, delningar och nya benämningar."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--municipality", metavar="KOMMUN", help="bara områden i kommunen, till exempel Södertälje"
    )
    parser.add_argument(
        "--year", metavar="ÅR", type=whole, help="bara områden som stod på listan det året, till exempel 2023"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="utan val text")
    parser.add_argument(
        "-o", "--output", metavar="FIL", default=STDOUT, help="skriv svaret i en fil (annars visas det)"
    )


def run(args: Namespace) -> int:
    """Choose among the histories and tell them."""
    check_target(args.output)

    from samsyn.areas import YEARS, histories, in_municipality, scheme

    years = YEARS if args.year is None else (args.year,)
    schemes = [{"year": year, "classes": [one.swedish for one in scheme(year)]} for year in years]
    found = histories() if args.municipality is None else in_municipality(args.municipality)
    found = tuple(one for one in found if args.year is None or one.listed[args.year])
    document = {"schemes": schemes, "areas": [_area(one) for one in found]}
    return answer(args, "areas/1", document, _text(found))


def _area(history: History) -> dict[str, Any]:
    from samsyn.areas import sentence, told

    return {
        "municipality": history.municipality,
        "area": history.area,
        "sentence": sentence(history),
        "listed": [
            {
                "year": one.year,
                "area": one.area,
                "class": one.klass,
                "class_name": one.klass.swedish,
                "region": one.region,
                "source": one.source,
            }
            for rows in history.listed.values()
            for one in rows
        ],
        "steps": [
            {
                "earlier_year": step.earlier_year,
                "later_year": step.later_year,
                "earlier": step.earlier.area if step.earlier else None,
                "later": step.later.area if step.later else None,
                "change": step.change,
                "sentence": told(step),
            }
            for step in history.steps
        ],
    }


def _text(found: tuple[History, ...]) -> str:
    from samsyn.areas import YEARS, sentence

    if not found:
        return "Inget område stod på listan."
    rows = [
        [
            f"{one.municipality}: {one.area}",
            *(
                ", ".join(row.klass.swedish.removesuffix(" område") for row in one.listed[year]) or "–"
                for year in YEARS
            ),
        ]
        for one in found
    ]
    sentences = [f"{one.municipality}, {one.area}. {sentence(one)}" for one in found]
    return "\n".join([table(["Område", *map(str, YEARS)], rows), "", *sentences])
