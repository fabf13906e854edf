"""Figures that people pick out of a closed survey, and the rows that they rest on: answers counted, nobody's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from math import isnan
from typing import Any

import polars as pl

from samsyn.cycle import Round
from samsyn.disclosure import THRESHOLD
from samsyn.errors import Refused
from samsyn.instruments.surveys import Item, ItemKind, SurveyForm
from samsyn.methods.picked_method import PICKED
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.paired import PairedChange
from samsyn.methods.surveys.register import GIVEN, MISSING, Asked, asked
from samsyn.methods.surveys.two_rounds import Change, ClosedRound, Comparison
from samsyn.methods.surveys.two_rounds_sections import is_small
from samsyn.table import ColumnRule, Source, Table

TOP, MEDIAN, SHARE, CHANGE = "top", "median", "share", "change"
EARLIER, EARLIER_MISSING, MOVED = "earlier", "earlier_missing", "moved"
UP, DOWN, SAME = "up", "down", "same"
MOVED_WORDS = {UP: "svarade högre", DOWN: "svarade lägre", SAME: "svarade likadant"}
NO_ANSWER = "utan svar"
SURVEY, COMPARED, INVENTED = "survey", "compared", "invented"
OPEN = "Öppna svar tas inte in som siffror: deras teman står på enkätens sida när svaren är kodade."
NOBODY = "Ingen har svarat på frågan."
NO_TOP = "Formuläret säger inte vilka svar som räknas ihop."
NOTHING = "Ingen svarade på frågan i någon av omgångarna, eller så räknas inga svar ihop."

COUNTED: tuple[ColumnRule, ...] = (
    ColumnRule(name="row", dtype=pl.Int64(), meaning="the line's number", nullable=False),
    ColumnRule(name="day", dtype=pl.Date(), meaning="local day that the survey closed", nullable=False),
    ColumnRule(name="category", dtype=pl.String(), meaning="key of the question", nullable=False),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="answers, or none, of this round or of the one before it; or how the same persons moved",
        nullable=False,
        domain=(GIVEN, MISSING, EARLIER, EARLIER_MISSING, MOVED),
    ),
    ColumnRule(name="code", dtype=pl.String(), meaning="code of the answer, or which way they moved"),
    ColumnRule(name="label", dtype=pl.String(), meaning="the answer in words", nullable=False),
    ColumnRule(name="answers", dtype=pl.Int64(), meaning="how many", nullable=False),
)


@dataclass(frozen=True, kw_only=True, order=True)
class SurveyPick:
    """A figure that was picked: which, of which question."""

    item: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A figure that could be picked; `why_not` is empty where it can, else the reason in Swedish."""

    pick: SurveyPick
    text: str
    why_not: str = ""


def offers(told: RoundTold, compared: Comparison | None) -> tuple[Offer, ...]:
    """
    Return what may be picked of a closed survey, question by question, and what may not, with the reason.

    Parameters
    ----------
    told : RoundTold
        What the survey says.
    compared : Comparison, optional
        The survey beside the round that it follows up.
    """
    found: list[Offer] = []
    answered = {
        one.category: one.estimate.n for one in told.found.findings if one.key == "answered" and one.category
    }
    for item in asked(told.observed.options).form.items:
        found += _offered(item, answered.get(item.key, 0), compared)
    return tuple(found)


def _offered(item: Item, answered: int, compared: Comparison | None) -> Iterable[Offer]:
    kinds = {ItemKind.SCALE: (TOP, MEDIAN), ItemKind.CHOICE: (SHARE,), ItemKind.OPEN: (SHARE,)}[item.kind]
    for kind in kinds:
        why = "" if answered else NOBODY
        if item.kind is ItemKind.OPEN:
            why = OPEN
        elif kind == TOP and not item.top:
            why = NO_TOP
        yield Offer(pick=SurveyPick(item=item.key, kind=kind), text=item.text, why_not=why)
    if compared is not None and item.kind is ItemKind.SCALE and not compared.refusal:
        left = dict(compared.not_compared)
        one = _change(compared, item.key)
        why = left.get(item.text, "") if one is None else NOTHING if isnan(one.change) else ""
        yield Offer(pick=SurveyPick(item=item.key, kind=CHANGE), text=item.text, why_not=why)


def _change(compared: Comparison, key: str) -> Change | None:
    return next((one for one in compared.changes if one.item.key == key), None)


def picked_round(
    told: RoundTold,
    picks: Sequence[SurveyPick],
    compared: Comparison | None,
    *,
    least: int = THRESHOLD,
    is_invented: bool = False,
) -> Round:
    """
    Return a round of what was picked: the answers to its questions counted, with who asked whom.

    Parameters
    ----------
    told : RoundTold
        What the survey says.
    picks : sequence of SurveyPick
    compared : Comparison, optional
        The survey beside the round that it follows up.
    least : int
        Fewest pairs that moved in a direction for their number to be kept.
    is_invented : bool
        Whether the answers are invented.

    Raises
    ------
    Refused
        If nothing was picked, or something that cannot be.

    Notes
    -----
    Questions are counted one by one, so that no row says what somebody answered to two of them.
    """
    _check(picks, offers(told, compared))
    form, keys = asked(told.observed.options).form, {one.item for one in picks}
    items = tuple(replace(one, construct="") for one in form.items if one.key in keys)
    about = replace(
        asked(told.observed.options), form=replace(form, items=items, constructs={}), codebooks={}
    )
    changed = [one.item for one in picks if one.kind == CHANGE]
    day = told.observed.period.end
    lines = [line for item in items for line in _now(told.observed.table.frame, item)]
    if compared is not None and not compared.refusal:
        lines += [line for item in items if item.key in changed for line in _then(compared, item, least)]
    options: dict[str, Any] = {
        SURVEY: about.options(),
        PICKED: sorted(list(astuple(one)) for one in set(picks)),
        INVENTED: is_invented,
    }
    if compared is not None:
        options[COMPARED] = compared_options(compared, changed, least)
    return replace(
        told.observed,
        table=counted_table(lines, told.observed.table.frame["day"].max() or day),  # type: ignore[arg-type]
        source=picked_source(told.observed.source.name, options),
        options=options,
    )


def _check(picks: Sequence[SurveyPick], offered: Sequence[Offer]) -> None:
    known = {one.pick: one for one in offered}
    if not picks:
        raise Refused("Välj minst en siffra.")
    for one in picks:
        if one not in known:
            raise Refused("En av siffrorna finns inte i enkäten. Öppna sidan igen.")
        if known[one].why_not:
            raise Refused(f"”{known[one].text}”: {known[one].why_not}")


def compared_options(compared: Comparison, changed: Sequence[str], least: int) -> dict[str, Any]:
    """Return what is said of the round before: who was asked, or why nothing is compared; of few only the word."""
    before = compared.before
    few = {
        key: one.word
        for key in changed
        if (one := _change(compared, key)) is not None and is_small(one, least)
    }
    return {
        "title": before.title,
        "invited": before.asked.invited,
        "population": before.asked.population,
        "sender": before.asked.sender,
        "anonymous": before.asked.anonymous,
        "about": before.asked.about,
        "refusal": compared.refusal,
        "doubts": list(compared.doubts),
        "pairs": compared.pairs,
        "few": few,
    }


def earlier_asked(now: Asked, compared: Mapping[str, Any]) -> Asked:
    """Return who asked whom in the round before, of the same questions."""
    said = {name: compared[name] for name in ("invited", "population", "sender", "anonymous", "about")}
    return Asked(form=now.form, **said)


def picked_source(name: str, options: Mapping[str, Any]) -> Source:
    """Return the survey as a source: what every figure of it must be read with."""
    about = asked(options[SURVEY])
    invented = ("Uppdiktad enkät: svaren finns inte.",) if options.get(INVENTED) else ()
    return Source(
        key="surveys", name=name, counts="svar", source_status=about.form.source_status,
        caveats=(about.under, *invented),
    )  # fmt: skip


def picks_of(options: Mapping[str, Any]) -> tuple[SurveyPick, ...]:
    """Return what was picked; nothing where a survey is told whole."""
    return tuple(SurveyPick(item=item, kind=kind) for item, kind in options.get(PICKED, ()))


Line = tuple[str, str, str | None, str, int]
"""Question, kind, code, label, how many."""


def _now(frame: pl.DataFrame, item: Item) -> list[Line]:
    own = frame.filter(pl.col("category") == item.key)
    codes = Counter(own.filter(pl.col("kind") == GIVEN)["code"].to_list())
    missing = own.filter(pl.col("kind") == MISSING).height
    return _lines(item, codes, missing, GIVEN, MISSING)


def _then(compared: Comparison, item: Item, least: int) -> list[Line]:
    """Return how the same persons moved, or how the group answered before; nothing where few moved."""
    one = _change(compared, item.key)
    if one is None or is_small(one, least):
        return []
    if one.moved is not None:
        return _moved(item, one.moved)
    codes = Counter(answer.get(item.key, "") for answer in compared.before.answers)
    known = Counter({option.code: codes[option.code] for option in item.answers})
    return _lines(item, known, len(compared.before.answers) - known.total(), EARLIER, EARLIER_MISSING)


def _moved(item: Item, moved: PairedChange) -> list[Line]:
    counts = {UP: moved.up, DOWN: moved.down, SAME: moved.same}
    return [(item.key, MOVED, key, MOVED_WORDS[key], n) for key, n in counts.items()]


def _lines(item: Item, codes: Mapping[Any, int], missing: int, given: str, silent: str) -> list[Line]:
    scale = item.kind is ItemKind.SCALE
    lines: list[Line] = [
        (item.key, given, one.code, one.numbered if scale else one.label, codes.get(one.code, 0))
        for one in item.answers
    ]
    return [*lines, (item.key, silent, None, NO_ANSWER, missing)]


def counted_table(lines: Sequence[Line], day: date) -> Table:
    """Return counted answers as a checked table; none gives an empty one."""
    schema = {rule.name: rule.dtype for rule in COUNTED}
    rows = [(number, day, *line) for number, line in enumerate(lines, start=1)]
    return Table(frame=pl.DataFrame(rows, schema=schema, orient="row"), rules=COUNTED)


def one_by_one(frame: pl.DataFrame) -> pl.DataFrame:
    """Return counted answers as rows of `register.ANSWERS`, numbered anew in each question so that no two are tied."""
    own = frame.filter(pl.col("kind").is_in([GIVEN, MISSING])).sort("category", "kind", "code")
    every = own.with_columns(pl.int_ranges(0, pl.col("answers")).alias("each")).explode("each")
    told = every.filter(pl.col("each").is_not_null())
    return told.select(
        (pl.int_range(pl.len()).over("category") + 1).alias("row"), "day", "category", "kind", "code"
    )


def earlier_round(frame: pl.DataFrame, now: Asked, compared: Mapping[str, Any], item: Item) -> ClosedRound:
    """Return the round before as one question of it needs, from counted answers."""
    own = frame.filter((pl.col("category") == item.key) & pl.col("kind").is_in([EARLIER, EARLIER_MISSING]))
    return closed_round(own, earlier_asked(now, compared), item, str(compared["title"]))


def closed_round(own: pl.DataFrame, about: Asked, item: Item, title: str) -> ClosedRound:
    """Return counted answers to one question as a round that can be compared."""
    answers = [
        {item.key: code} if code is not None else {}
        for code, n in own.select("code", "answers").iter_rows()
        for _ in range(n)
    ]
    return ClosedRound(title=title, asked=about, answers=answers, pairs=[""] * len(answers))


def form_of(options: Mapping[str, Any]) -> SurveyForm:
    """Return the questions that figures were picked of."""
    return asked(options[SURVEY]).form
