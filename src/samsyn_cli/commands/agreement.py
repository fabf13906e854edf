"""How well raters agree."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer, share, whole

NAME = "agreement"
HELP = "Är bedömarna ense? Krippendorffs alfa, Cohens kappa och intraklasskorrelation ur en tabell."


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    parser.add_argument("--unit", metavar="KOLUMN", default="unit", help="det som bedöms; utan val unit")
    parser.add_argument("--rater", metavar="KOLUMN", default="rater", help="bedömaren; utan val rater")
    parser.add_argument("--value", metavar="KOLUMN", default="value", help="bedömningen; utan val value")
    parser.add_argument(
        "--level",
        choices=("nominal", "ordinal", "interval", "ratio"),
        default="nominal",
        help="vad värdena är: namn, ordning, tal med lika steg, tal från noll; utan val nominal",
    )
    parser.add_argument(
        "--order", metavar="A,B,C", help="ordningen på värden som är ord, från lägst till högst"
    )
    parser.add_argument(
        "--resamples",
        metavar="TAL",
        type=whole,
        default=1000,
        help="hur många gånger det bedömda dras om för intervallet, utan val 1000",
    )
    parser.add_argument(
        "--confidence", metavar="ANDEL", type=share, default=0.95, help="intervallens nivå, utan val 0,95"
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, compute, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.stats.agreement import krippendorff_alpha
    from samsyn_cli.columns import read_columns
    from samsyn_cli.raters import agreement_text, found_kappas, found_scale, read_ratings

    columns = read_columns(args.file)
    ratings = read_ratings(columns, args)
    alpha = krippendorff_alpha(
        ratings.table,
        level=args.level,
        resamples=args.resamples,
        confidence=args.confidence,
        rng=np.random.default_rng(args.seed),
    )
    document = {
        "file": columns.facts,
        "parameters": {
            name: getattr(args, name)
            for name in ("unit", "rater", "value", "level", "order", "resamples", "confidence", "seed")
        },
        "raters": ratings.raters,
        "units": len(ratings.units),
        "values": ratings.values,
        "alpha": alpha,
        "kappa": found_kappas(ratings, args),
        "icc": found_scale(ratings, args),
        "reading": alpha.reading,
        "not_when": alpha.not_when,
    }
    return answer(args, "agreement/1", document, agreement_text(document, args))
