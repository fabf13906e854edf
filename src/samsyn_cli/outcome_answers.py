"""What `samsyn outcomes` counts and answers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from samsyn_cli.action_file import WantedAction, plan_of
from samsyn_cli.answers import number
from samsyn_cli.inputs import read_all
from samsyn_cli.verdicts import judgement

if TYPE_CHECKING:
    from samsyn.outcomes import Counts, Evaluated

EXAMPLE = "Exempelköping"
EXAMPLES = ("action_that_works", "action_that_does_not_work", "action_that_cannot_be_judged")
READING = (
    "Effekten är det som hände där åtgärden gjordes, jämfört med områdena där inget gjordes: en kvot (0,8 är 20 "
    "procent färre) eller ett antal händelser. ”Oförändrat” står bara när intervallet utesluter varje ändring "
    "som spelar roll."
)
NOT_WHEN = (
    "Läs inte en siffra där utslaget är ”går ej att bedöma”: skälet under den säger varför. Ett utslag säger vad som "
    "hände mot jämförelsen, inte att åtgärden säkert var orsaken."
)
Names = Mapping[str, str]


def example_counts() -> tuple[Counts, Names]:
    """Return the weekly counts of the invented municipality, and the names of its areas by key."""
    from samsyn.methods.incidents.example import simulate
    from samsyn.methods.incidents.example.places import areas
    from samsyn.outcomes import count_rows

    world = simulate()
    return count_rows(world.table().frame, end=world.end), {area.key: area.name for area in areas()}


def example_actions() -> list[WantedAction]:
    """Return the actions that are planted in the invented municipality, as they were decided before their starts."""
    from samsyn.methods.incidents.example import PLANTED

    return [
        WantedAction(
            id=one.id,
            title=one.title,
            areas=one.areas,
            comparison=one.comparison_areas,
            categories=(one.category,) if one.category else (),
            starts=one.start,
            decided_on=one.start - timedelta(days=28),
        )
        for kind in EXAMPLES
        for one in PLANTED
        if one.kind == kind
    ]


def read_counts(args: Namespace) -> tuple[Counts, Names]:
    """Return the weekly counts of files, and the names of areas by key."""
    import polars as pl

    from samsyn.outcomes import count_rows

    readings, areas = read_all(args.files, args)
    columns = ("day", "category", "area", "reporter", "kind")
    frame = pl.concat([reading.table.frame.select(columns) for reading in readings])
    last: Any = frame["day"].max()
    names = {} if areas is None else dict(zip(areas.keys, areas.names, strict=True))
    return count_rows(frame, areas=list(names), end=None if last is None else last + timedelta(days=1)), names


def outcome_document(
    counts: Counts, names: Names, wanted: Sequence[WantedAction], *, files: Sequence[str]
) -> dict[str, Any]:
    """Evaluate every action, each with the others known."""
    import samsyn
    from samsyn.outcomes import OtherAction, Surroundings, detectable, evaluate, sentence

    keys = {name: key for key, name in names.items()}
    results = []
    for one in wanted:
        others = tuple(
            OtherAction(
                title=other.title,
                areas=tuple(keys.get(area, area) for area in other.areas),
                starts=other.starts,
                categories=other.categories,
                **({"ends": other.ends} if other.ends else {}),
            )
            for other in wanted
            if other is not one
        )
        plan = plan_of(one, counts, keys)
        around = Surroundings(
            others=others, decided_afterwards=one.decided_afterwards, reporters_known=bool(counts.reporters)
        )
        found = evaluate(counts, plan, surroundings=around)
        where = ", ".join(names.get(area, area) for area in plan.treated)
        results.append(
            _result(one, found, names)
            | {
                "detectable": detectable(counts, plan),
                "sentence": sentence(found, what=_what(plan.categories), where=where),
            }
        )
    return {
        "municipality": None if files else EXAMPLE,
        "files": list(files),
        "weeks": {"first": counts.first, "end": counts.end, "n": counts.weeks},
        "rows": counts.rows,
        "results": results,
        "function": "samsyn.outcomes.evaluate",
        "version": samsyn.__version__,
        "reading": READING,
        "not_when": NOT_WHEN,
    }


def _what(wanted: Sequence[str]) -> str:
    from samsyn.instruments.load import categories

    if not wanted:
        return "Rapporterna"
    words = [categories().label_of(code) for code in wanted]
    return f"Rapporterna om {' och '.join(word[:1].lower() + word[1:] for word in words)}"


def _result(one: WantedAction, found: Evaluated, names: Names) -> dict[str, Any]:
    plan, validity = found.plan, found.validity
    return {
        "id": one.id,
        "title": one.title,
        "starts": one.starts,
        "areas": {group.name: [names.get(area, area) for area in group.areas] for group in found.groups},
        "categories": plan.categories,
        "before": {"start": plan.before[0], "end": plan.before[1], "weeks": found.n_before},
        "after": {"start": plan.after[0], "end": plan.after[1], "weeks": found.n_after},
        "margin": plan.margin,
        "counts": {group.name: {"before": group.before, "after": group.after} for group in found.groups},
        **judgement(found.judged),
        "buffer": None if found.buffer is None else judgement(found.buffer),
        "validity": {
            "effort_ratio": validity.effort_ratio,
            "treated": validity.treated,
            "comparison": validity.comparison,
            "others": validity.others,
            "rule": validity.rule,
        },
    }


def outcome_text(document: Mapping[str, Any]) -> str:
    """Return the answer for people."""
    parts = []
    for one in document["results"]:
        effect, verdict = one["effect"], one["verdict"]
        size = f"{number(effect['value'])} {effect['unit']}"
        lines = [
            one["title"],
            f"  {one['sentence']}",
            f"  Utslag: {verdict.word} ({one['design']})",
            f"  Effekt: {size}, {number(effect['low'])} till {number(effect['high'])}",
        ]
        lines += [f"  Därför: {reason.text} ({reason.code})" for reason in verdict.refusals]
        lines += [f"  Att veta: {reason.text} ({reason.code})" for reason in verdict.doubts]
        lines.append(f"  Före: {one['detectable'].sentence}")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, f"{READING}\n{NOT_WHEN}"])
