"""Community Readiness from scores: profile, agreement of the scorers, change between waves or why it is refused."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from samsyn_cli.answers import add_answer_options, add_file, answer, check_answer, number, table

if TYPE_CHECKING:
    from samsyn.methods.readiness import Agreed, Compared, Profile, Scores
    from samsyn_cli.columns import Columns

NAME = "readiness"
HELP = "Förändringsberedskap (Community Readiness): profil, samstämmighet och förändring ur bedömarnas poäng."
VALIDITY = {
    "reach": ("whole", "part", "small_group"),
    "turnover": ("none", "some", "key_persons"),
    "reorganisation": ("no", "minor", "major"),
    "vacancy": ("no", "short", "long"),
    "other_initiatives": ("no", "yes"),
}
TOLD = {
    "reach": "hur stor del av organisationen arbetet nådde",
    "turnover": "om nyckelpersoner har bytts ut",
    "reorganisation": "om organisationen har gjorts om",
    "vacancy": "om projektledaren har saknats",
    "other_initiatives": "om andra initiativ pågått samtidigt",
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_file(parser)
    for name, options in VALIDITY.items():
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            choices=options,
            default="",
            help=f"{TOLD[name]}; krävs för att två mätningar ska jämföras",
        )
    parser.epilog = (
        "Kolumner: interview, dimension (A–F), rater, score; utan krav wave, consensus, sector, mode. Mätningar "
        "jämförs i "
        "den ordning de först står i filen."
    )
    add_answer_options(parser)


def run(args: Namespace) -> int:
    """Read, compute, answer."""
    check_answer(args)

    import numpy as np

    from samsyn.methods.readiness import Validity, agreement, compare, profile, sector_profiles
    from samsyn_cli.columns import read_columns

    columns = read_columns(args.file)
    waves = read_scores(columns)
    rng = np.random.default_rng(args.seed)
    validity = Validity(**{name: getattr(args, name) for name in VALIDITY})
    told = []
    for scores in waves.values():
        both = agreement(scores, rng=rng) if len(scores.raters) == 2 else None
        told.append(
            {
                "profile": profile(scores, rng=rng),
                "sectors": sector_profiles(scores, rng=rng),
                "agreement": both[0] if both else None,
                "agreement_by_dimension": both[1] if both else (),
                "reasons_needed": scores.reasons_needed(),
            }
        )
    order = list(waves)
    changes = [
        compare(waves[before], waves[after], validity, rng=rng)
        for before, after in zip(order, order[1:], strict=False)
    ]
    latest = _as_json(told[-1])
    document = {
        "file": columns.facts,
        "parameters": {**{name: getattr(args, name) for name in VALIDITY}, "seed": args.seed},
        **{name: latest[name] for name in ("dimensions", "overall", "stage", "agreement")},  # the latest wave
        "waves": [_as_json(one) for one in told],
        "changes": changes,
        "warnings": columns.warnings,
    }
    return answer(args, "readiness/1", document, _text(told, changes))


def read_scores(columns: Columns) -> dict[str, Scores]:
    """
    Read scores.

    Raises
    ------
    BadInput
        If a cell is no score, a dimension is unknown, or the rows contradict each other.
    """
    from decimal import Decimal

    import numpy as np
    import polars as pl

    from samsyn.instruments.load import readiness
    from samsyn.methods.readiness import Score, gather

    have = {name.casefold() for name in columns.names}
    given = {name: columns.texts(name) for name in ("interview", "dimension", "rater")}
    for name, texts in given.items():
        columns.refuse(name, texts.is_null(), "ett namn")
    given["dimension"] = given["dimension"].str.to_uppercase()
    known = list(readiness().dimensions)
    columns.refuse("dimension", ~given["dimension"].is_in(known), f"en av {', '.join(known)}")
    numbers = {"score": columns.numbers("score", missing=False)}
    if "consensus" in have:
        numbers["consensus"] = columns.numbers("consensus")
    for name, values in numbers.items():
        bad = np.isfinite(values) & ((values < 1) | (values > 9) | (values * 4 % 1 != 0))
        columns.refuse(name, pl.Series(bad), "en poäng mellan 1 och 9 i kvartssteg, till exempel 3,25")
    blank = [""] * len(numbers["score"])
    more = {
        name: columns.texts(name).fill_null("").to_list() if name in have else blank
        for name in ("wave", "sector", "mode")
    }
    agreed = numbers.get("consensus", np.full(len(blank), np.nan))
    return gather(
        Score(
            interview=given["interview"][i],
            dimension=given["dimension"][i],
            rater=given["rater"][i],
            value=Decimal(str(numbers["score"][i])),
            consensus=Decimal(str(agreed[i])) if np.isfinite(agreed[i]) else None,
            wave=more["wave"][i],
            sector=more["sector"][i],
            mode=more["mode"][i],
        )
        for i in range(len(blank))
    )


def _as_json(told: dict[str, Any]) -> dict[str, Any]:
    """Return a wave with exact scores as numbers and stages by name."""
    from samsyn.instruments.load import readiness

    texts = readiness()

    def plain(one: Profile | None) -> dict[str, Any] | None:
        if one is None:
            return None
        return {
            "wave": one.wave,
            "edition": one.edition,
            "interviews": one.interviews,
            "dimensions": [
                {
                    "dimension": d.dimension,
                    "name": texts.dimensions[d.dimension].name,
                    "score": float(d.score),
                    "stage": d.stage,
                    "stage_name": texts.stages[d.stage - 1].name if d.stage else "",
                    "low": d.low,
                    "high": d.high,
                    "least": float(d.least),
                    "most": float(d.most),
                    "n": d.n,
                }
                for d in one.dimensions
            ],
            "overall": float(one.overall),
            "stage": one.stage,
            "stage_name": texts.stages[one.stage - 1].name,
            "lowest": one.lowest,
            "highest": one.highest,
            "is_provisional": one.is_provisional,
            "doubts": one.doubts,
            "advice": [
                {"dimension": key, "stage": stage, "text": texts.advice[stage]}
                for key in one.lowest
                for stage in [next(d.stage for d in one.dimensions if d.dimension == key)]
            ],
            "reading": one.reading,
            "not_when": one.not_when,
        }

    return {
        **(plain(told["profile"]) or {}),
        "sectors": {name: plain(one) for name, one in told["sectors"].items()},
        "agreement": told["agreement"],
        "agreement_by_dimension": told["agreement_by_dimension"],
        "reasons_needed": [{"interview": i, "dimension": d} for i, d in told["reasons_needed"]],
    }


def _text(told: list[dict[str, Any]], changes: list[Compared]) -> str:
    parts = [
        part for one in told for part in (_profile_text(one["profile"]), _agreement_text(one["agreement"]))
    ]
    parts += [_change_text(one) for one in changes]
    return "\n\n".join(part for part in parts if part)


def _profile_text(one: Profile) -> str:
    from samsyn.instruments.load import readiness

    texts = readiness()
    rows = [
        (
            f"{d.dimension} {texts.dimensions[d.dimension].name}",
            number(float(d.score)),
            f"{number(d.low)}–{number(d.high)}",
            str(d.n),
            f"{d.stage} {texts.stages[d.stage - 1].name}" if d.stage else "–",
        )
        for d in one.dimensions
    ]
    lowest = ", ".join(f"{key} {texts.dimensions[key].name}" for key in one.lowest)
    lines = [
        f"{one.wave or 'Mätningen'}: {one.interviews} intervjuer. Lägst: {lowest}. Börja där.",
        table(("Dimension", "Poäng", "95 %", "n", "Stadium"), rows),
        f"Totalt {number(float(one.overall))}: stadium {one.stage}, {texts.stages[one.stage - 1].name}.",
        *(f"! {doubt}" for doubt in one.doubts),
    ]
    return "\n".join(lines)


def _agreement_text(one: Agreed | None) -> str:
    if one is None:
        return ""
    who = (
        f"{one.raters[1] if one.difference > 0 else one.raters[0]} är strängare"
        if one.difference
        else "lika stränga"
    )
    low, high = one.intervals.get("icc", (float("nan"), float("nan")))
    return (
        f"Bedömarna {one.raters[0]} och {one.raters[1]}, {one.n} poäng: exakt lika {number(100 * one.exact, 0)} "
        f"%, inom en "
        f"poäng {number(100 * one.within_one, 0)} %, skillnad {number(one.difference)} ({who}). ICC(2,1) "
        f"{number(one.icc)} "
        f"({number(low)}–{number(high)}), kvadratvägd kappa {number(one.kappa)}."
    )


def _change_text(one: Compared) -> str:
    if one.refusal:
        return f"{one.before} → {one.after}: jämförs inte. {one.refusal.why}"
    rows = [
        (
            c.dimension,
            number(c.before),
            number(c.after),
            number(c.change),
            f"{number(c.low)}–{number(c.high)}",
            c.word,
        )
        for c in one.changes
    ]
    lines = [
        f"{one.before} → {one.after}",
        table(("Dimension", "Före", "Efter", "Ändring", "95 %", "Besked"), rows),
        *(f"! {doubt}" for doubt in one.doubts),
    ]
    return "\n".join(lines)
