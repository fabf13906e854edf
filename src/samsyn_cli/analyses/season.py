"""Level, season and remainder of one or many series."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any, Literal

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer, number, table, whole

if TYPE_CHECKING:
    from samsyn.stats.decompose import Decomposition
    from samsyn_cli.series import Series

NAME = "season"
HELP = "Hur mycket är årsrytm, och vart är nivån på väg? Delar upp serier i trend, säsong och rest (STL)."


def window(text: str) -> int | Literal["periodic"]:
    """Return the window of the season: "periodic" or an odd number from 7."""
    if text == "periodic":
        return "periodic"
    if not text.isdecimal() or int(text) < 7 or int(text) % 2 == 0:
        raise ArgumentTypeError(f"{text!r}: skriv periodic eller ett udda tal, minst 7")
    return int(text)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--value", metavar="KOLUMN", required=True, help="antalen eller värdena")
    parser.add_argument(
        "--time", metavar="KOLUMN", help="löpnummer, dag, vecka eller månad; annars är raderna i ordning"
    )
    parser.add_argument("--stream", metavar="KOLUMN", help="det som skiljer serierna åt, till exempel område")
    parser.add_argument(
        "--period",
        metavar="TAL",
        type=whole,
        help="tider per varv; annars 52 för veckor, 12 för månader, 7 för dagar",
    )
    parser.add_argument(
        "--window",
        metavar="TAL",
        type=window,
        default="periodic",
        help="varv som säsongen får ändras över, udda från 7; utan val periodic: lika varje varv",
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, decompose, answer."""
    check_answer(args)

    from samsyn.errors import BadInput
    from samsyn.stats.decompose import stl
    from samsyn_cli.columns import read_columns
    from samsyn_cli.series import facts, read_series

    columns = read_columns(args.file)
    series = read_series(columns, value=args.value, time=args.time, stream=args.stream, counts=False)
    period = args.period or (7 if series.unit == "day" else series.frequency)
    if period < 2:
        raise BadInput("--period är minst 2.")
    if series.missing:
        raise BadInput(
            f"{columns.name}: {series.missing} värden saknas av {series.counts.size}. Uppdelningen behöver ett "
            "värde för varje tid och serie: skriv nollorna, eller ta bort de serier och år som inte är hela."
        )
    found = stl(series.counts, period=period, season=args.window)
    document = {
        "file": columns.facts,
        "series": facts(series),
        "parameters": {"period": period, "window": args.window},
        "season_strength_by_chance": period
        / len(series.times),  # the share of noise that as many means take up
        "results": _results(series, found, period),
        "reading": found.reading,
        "not_when": found.not_when,
    }
    return answer(args, "season/1", document, _text(document, series))


def _results(series: Series, found: Decomposition, period: int) -> list[dict[str, Any]]:
    """Return one row per stream."""
    return [
        {
            "stream": stream,
            "season_strength": found.season_strength[row],
            "trend_strength": found.trend_strength[row],
            "highest": series.times[-period + int(found.season[row, -period:].argmax())],
            "lowest": series.times[-period + int(found.season[row, -period:].argmin())],
            "trend": found.trend[row],
            "season": found.season[row],
            "remainder": found.remainder[row],
        }
        for row, stream in enumerate(series.streams)
    ]


def _text(document: dict[str, Any], series: Series) -> str:
    lines = [
        [
            row["stream"],
            number(row["trend"][0], 1),
            number(row["trend"][-1], 1),
            number(row["season_strength"]),
            row["highest"],
            f"+{number(row['season'].max(), 1)}",
            row["lowest"],
            number(row["season"].min(), 1),
        ]
        for row in document["results"]
    ]
    headings = ["serie", f"nivå {series.times[0]}", f"nivå {series.times[-1]}", "årsrytm (0–1)"]
    headings += ["högst", "mot nivån", "lägst", "mot nivån"]
    chance = document["season_strength_by_chance"]
    told = f"Årsrytm 0 är ingen, 1 är all variation utöver nivån. Slumpen ensam ger ungefär {number(chance)}."
    return f"{table(headings, lines)}\n\n{told}\n{document['reading']}\n{document['not_when']}"
