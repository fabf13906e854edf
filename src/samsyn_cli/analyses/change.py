"""Counts over time against what their own history leads one to expect."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import (
    add_answer_options,
    add_file,
    answer,
    check_answer,
    number,
    positive,
    probability,
    share,
    table,
    whole,
)
from samsyn_cli.detection import METHODS, THRESHOLDS, detect, settle

if TYPE_CHECKING:
    from samsyn_cli.detection import Detected
    from samsyn_cli.series import Series

NAME = "change"
HELP = "Är antalen ovanliga mot sin egen historia? Larm för en eller många serier."
MOST_ROWS = 60


def pair(text: str) -> tuple[int, int]:
    """Return (events, periods) of "5:4"."""
    events, colon, periods = text.partition(":")
    if not (colon and events.isdecimal() and periods.isdecimal() and int(periods)):
        raise ArgumentTypeError(f"{text!r}: skriv HÄNDELSER:TIDER, till exempel 5:4")
    return int(events), int(periods)


def shares(text: str) -> tuple[float, ...]:
    """Return the shares of "0,6:0,9", the last time's first; 1 is allowed."""
    found = tuple(positive(part) for part in text.split(":"))
    if max(found) > 1:
        raise ArgumentTypeError(f"{text!r}: andelar är högst 1, till exempel 0,6:0,9")
    return found


def unit_interval(text: str) -> float:
    """Return a number from 0 to 1, both included."""
    return 0.0 if text.strip("0.,") == "" else 1.0 if positive(text) == 1 else share(text)


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument(
        "--value", metavar="KOLUMN", required=True, help="antalen; tomt eller NA är okänt, inte noll"
    )
    parser.add_argument(
        "--time",
        metavar="KOLUMN",
        help="löpnummer, dag, vecka eller månad; annars är raderna i ordning, och tider som saknas är okända",
    )
    parser.add_argument("--stream", metavar="KOLUMN", help="det som skiljer serierna åt, till exempel område")
    parser.add_argument("--method", choices=METHODS, default=METHODS[0], help=f"utan val {METHODS[0]}")
    parser.add_argument(
        "--range",
        metavar="A:B",
        help="tiderna som bedöms, räknade från 1 eller som 2024-W01:2024-W10; annars den sista (cusum: det sista året)",
    )
    parser.add_argument(
        "--frequency",
        metavar="TAL",
        type=whole,
        help="tider per år; annars 52 för veckor, 12 för månader, 365 för dagar",
    )
    parser.add_argument(
        "--alpha",
        metavar="ANDEL",
        type=share,
        help="andel falska larm som tillåts per tid och serie; utan val 0,05 (EARS C1 och C2 0,001, C3 0,025)",
    )
    parser.add_argument(
        "--fdr",
        metavar="ANDEL",
        type=share,
        help="larma i stället så att högst den här andelen av varje tids larm väntas vara falska",
    )
    parser.add_argument(
        "--enough",
        metavar="HÄNDELSER:TIDER",
        type=pair,
        help="minsta antal under de senaste tiderna för larm; Farrington utan val 5:4, annars inget krav",
    )
    parser.add_argument(
        "--exposure", metavar="KOLUMN", help="det som antalen är i proportion till, till exempel invånare"
    )
    parser.add_argument(
        "--reported",
        metavar="ANDELAR",
        type=shares,
        help="hur stor del av de sista tiderna som brukar ha kommit in, den sista först: 0,6:0,9",
    )
    parser.add_argument(
        "--compat",
        choices=("surveillance",),
        help="upprepa R-paketet surveillance 1.20.3, med dess förval och fel",
    )
    _configure_years(parser)
    _configure_others(parser)
    add_answer_options(parser)


def _configure_years(parser: ArgumentParser) -> None:
    """Add what belongs to the methods that look at earlier years."""
    years = parser.add_argument_group("Farrington och Bayes")
    years.add_argument("--b", metavar="ÅR", type=whole, help="tidigare år; utan val 5, bayes 0")
    years.add_argument(
        "--w",
        metavar="TIDER",
        type=whole,
        help="tider på båda sidor om samma tid tidigare år; utan val 3, bayes 6",
    )
    years.add_argument(
        "--periods", metavar="TAL", type=whole, help="årstider i modellen; utan val 10 (surveillance: 1)"
    )
    years.add_argument(
        "--past-weeks-not-included",
        metavar="TIDER",
        type=whole,
        help="de sista tiderna före som inte räknas med; utan val 26 (surveillance: som --w)",
    )
    years.add_argument(
        "--weights-threshold",
        metavar="TAL",
        type=positive,
        help="residualer över detta vägs ned; utan val 2,58",
    )
    years.add_argument(
        "--p-threshold-trend",
        metavar="P",
        type=unit_interval,
        help="trenden behålls under detta p; utan val 1 (surveillance: 0,05)",
    )
    years.add_argument(
        "--threshold-method",
        choices=tuple(THRESHOLDS),
        help="hur gränsen räknas; utan val predictive (surveillance: delta)",
    )


def _configure_others(parser: ArgumentParser) -> None:
    """Add what belongs to EARS and to cumulative sums."""
    ears = parser.add_argument_group("EARS")
    ears.add_argument(
        "--baseline", metavar="TIDER", type=whole, help="tider i fönstret före, minst 3; utan val 7"
    )
    sums = parser.add_argument_group("cusum")
    sums.add_argument(
        "--k", metavar="TAL", type=positive, help="marginal i standardavvikelser; utan val 1,04"
    )
    sums.add_argument("--h", metavar="TAL", type=positive, help="gräns i standardavvikelser; utan val 2,26")
    sums.add_argument(
        "--mean",
        choices=("constant", "seasonal"),
        help="medelvärde före, eller årsvåg; utan val seasonal där ett år finns",
    )
    sums.add_argument("--transformation", choices=("rossi", "standard", "anscombe"), help="utan val rossi")
    sums.add_argument("--restart", action="store_true", help="börja om summan från noll efter ett larm")


def run(args: Namespace) -> int:
    """Read, judge, answer."""
    check_answer(args)
    options = settle(args)

    from samsyn.errors import BadInput
    from samsyn_cli.columns import read_columns
    from samsyn_cli.series import facts, judged_times, read_series

    if args.baseline is not None and args.baseline < 3:
        raise BadInput("--baseline är minst 3 tider.")
    columns = read_columns(args.file)
    series = read_series(
        columns, value=args.value, time=args.time, stream=args.stream, exposure=args.exposure
    )
    frequency = args.frequency or series.frequency
    when = judged_times(series, args.range, last=frequency if args.method == "cusum" else 1)
    found = detect(series, when, args.method, options, frequency)
    document = {
        "file": columns.facts,
        "series": facts(series),
        "method": args.method,
        "parameters": {**options, "range": [when.start + 1, when.stop], "frequency": frequency},
        "alarms": int(found.alarm.sum()),
        "unjudged": found.unjudged,
        "results": _rows(series, when, found),
        "reading": found.reading,
        "not_when": found.not_when,
    }
    return answer(args, "change/1", document, _text(document))


def _rows(series: Series, when: slice, found: Detected) -> list[dict[str, Any]]:
    """Return one row per stream and judged time."""
    shown = {
        "observed": series.counts[:, when],
        "expected": found.expected,
        "lower": found.low,
        "upper": found.high,
        "alarm": found.alarm,
        "p": found.p,
        "q": found.q,
        "enough": found.enough,
        **found.more,
    }
    lists = {name: values.tolist() for name, values in shown.items() if values is not None}
    return [
        {
            "stream": stream,
            "time": series.times[place],
            "index": place + 1,
            **{name: values[row][place - when.start] for name, values in lists.items()},
        }
        for row, stream in enumerate(series.streams)
        for place in range(when.start, when.stop)
    ]


def _text(document: dict[str, Any]) -> str:
    rows, series = document["results"], document["series"]
    alarmed = [row for row in rows if row["alarm"]]
    last = [row for row in rows if row["index"] == document["parameters"]["range"][1]]
    chosen = rows if len(rows) <= MOST_ROWS else (alarmed or last)[:MOST_ROWS]
    limit = "larm från" if document["method"] == "cusum" else "larm över"
    limit = "högst väntat" if document["parameters"].get("fdr") else limit
    tested = [name for name in ("p", "q") if rows and name in rows[0]]
    headings = ["serie", "tid", "antal", "väntat", limit, *tested, ""]
    lines = [
        [
            row["stream"],
            row["time"],
            number(row["observed"], 0),
            number(row["expected"]),
            number(row["upper"]),
            *(probability(row[name]) for name in tested),
            "LARM" if row["alarm"] else "",
        ]
        for row in chosen
    ]
    told = f"{number(document['alarms'], 0)} larm av {number(len(rows), 0)} bedömda antal ({document['method']})."
    more = (
        f"\n{number(len(rows) - len(chosen), 0)} rader till finns i --format json."
        if len(chosen) < len(rows)
        else ""
    )
    silent, missing = document["unjudged"], series["missing"]
    more += (
        f"\n{number(silent, 0)} av dem gick inte att bedöma: historien eller antalet saknas."
        if silent
        else ""
    )
    gaps = "1 antal är okänt; det" if missing == 1 else f"{number(missing, 0)} antal är okända; de"
    gaps = f"\n{gaps} räknas inte som noll." if missing else ""
    return f"{told}\n\n{table(headings, lines)}{more}{gaps}\n\n{document['reading']}\n{document['not_when']}"
