"""A comparison told: the answer in a sentence, what may be concluded, and sections with charts and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samsyn.cycle import Estimate, Status, format_number
from samsyn.methods.incidents.compare import Line
from samsyn.methods.incidents.compare_areas import AreaLine
from samsyn.methods.incidents.words import category_name, counted, listed, number_word
from samsyn.period import Period

SIGNS: Mapping[Status, str] = {
    Status.ABOVE: "▲",
    Status.BELOW: "▼",
    Status.EXPECTED: "≈",
    Status.TOO_FEW: "·",
    Status.STATED: "–",
}
MOST = 25  # rows of a chart; the table has them all
SURE = "säkert skild"


@dataclass(frozen=True, kw_only=True)
class Denominator:
    """What areas' counts are divided by: its name in a heading, the unit of the rate, what it is per, and the areas."""

    key: str
    heading: str
    unit: str
    per: float
    lines: tuple[AreaLine, ...]
    everywhere: float


@dataclass(frozen=True, kw_only=True)
class Compared:
    """
    All that a page of comparison tells.

    Parameters
    ----------
    counts : str
        What a row is: "rapport".
    now, then : Period
        `then` is none where nothing is compared with.
    total : int, optional
        Count of the period; none where it cannot be counted, and `refused` says why.
    whole, effort : Line, optional
        Everything, per day and per active reporter; none where it was refused or is not known.
    refused, effort_why : str
        Why there is none, as sentences.
    uncovered : tuple of str
        Days that lie outside the rows and are counted as empty, as sentences.
    categories, areas : tuple of Line
    denominators : tuple of Denominator
    names : mapping
        Area → name.
    series : mapping
        Data of a `trend` chart without unit; empty where there is nothing to draw.
    cut : tuple of Period
        Weeks or months that are left out of `series`, since the rows do not cover them whole.
    """

    counts: str
    now: Period
    then: Period | None
    total: int | None
    whole: Line | None = None
    effort: Line | None = None
    refused: str = ""
    effort_why: str = ""
    uncovered: tuple[str, ...] = ()
    categories: tuple[Line, ...] = ()
    areas: tuple[Line, ...] = ()
    denominators: tuple[Denominator, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, Any] = field(default_factory=dict)
    cut: tuple[Period, ...] = ()


def limits(estimate: Estimate, decimals: int = 0) -> str:
    """
    Return an interval as text.

    Examples
    --------
    >>> limits(Estimate(value=None, low=2.5, high=None, unit="kvot", n=9), 1)
    'minst 2,5'
    """
    if estimate.low is None:
        return "–"
    low = format_number(estimate.low, decimals)
    return f"minst {low}" if estimate.high is None else f"{low}–{format_number(estimate.high, decimals)}"


def verdict(status: Status) -> str:
    """Return what the comparison of two periods says, with its sign."""
    words = {
        Status.ABOVE: "fler",
        Status.BELOW: "färre",
        Status.EXPECTED: "ingen säker skillnad",
        Status.TOO_FEW: "för litet underlag",
    }
    return f"{SIGNS[status]} {words[status]}"


def area_verdict(status: Status) -> str:
    """Return what the comparison of an area with the others says, with its sign."""
    words = {
        Status.ABOVE: "högre än de andra",
        Status.BELOW: "lägre än de andra",
        Status.EXPECTED: "skiljer sig inte säkert",
        Status.TOO_FEW: "för litet underlag",
        Status.STATED: "storleken är inte känd",
    }
    return f"{SIGNS[status]} {words[status]}"


def answer(found: Compared) -> str:
    """Return the answer in a sentence: how many, and whether that differs."""
    if found.total is None:
        return found.refused
    said = f"{format_number(found.total)} {counted(found.counts, found.total)} {found.now.label}"
    whole, then = found.whole, found.then
    if whole is None or then is None:
        return f"{said}."
    before = f"{format_number(whole.then)} {then.label}"
    if whole.status is Status.TOO_FEW:
        return f"{said}, mot {before}: för få för att jämföra."
    if whole.status is Status.EXPECTED:
        return f"{said}, mot {before}: ingen säker skillnad."
    word = "fler" if whole.status is Status.ABOVE else "färre"
    many = "" if whole.ratio.value is None else f", {_times(whole.ratio.value)}"
    per_day = " per dag" if found.now.days != then.days else ""
    return f"{said}, säkert {word}{per_day} än {before}{many}."


def _times(ratio: float) -> str:
    """
    Return a ratio as a change.

    Examples
    --------
    >>> [_times(ratio) for ratio in (1.25, 0.6, 3.2)]
    ['25 % fler', '40 % färre', '3,2 gånger så många']
    """
    if ratio >= 2:
        return f"{format_number(ratio, 1)} gånger så många"
    return f"{format_number(abs(ratio - 1) * 100)}\u00a0% {'fler' if ratio > 1 else 'färre'}"


def conclusions(found: Compared) -> tuple[str, ...]:
    """Return what may be concluded, and what may not, one sentence or two each."""
    if found.whole is None:
        return found.uncovered
    ratio, said = found.whole.ratio, []
    if ratio.low is not None and found.whole.status is not Status.TOO_FEW:
        said.append(
            f"Kvoten mellan antalen per dag är {_value(ratio)} (osäkerhet {limits(ratio, 2)}). "
            + ("Skillnaden är större än slumpen brukar ge." if differs(found.whole) else _chance(ratio))
        )
    said += [*_effort(found), *found.uncovered]
    for name, lines in (("kategori", found.categories), ("område", found.areas)):
        if sure := [one for one in lines if differs(one)]:
            singular, many = {"kategori": ("En kategori", "kategorier"), "område": ("Ett område", "områden")}[
                name
            ]
            how_many = singular if len(sure) == 1 else f"{number_word(len(sure))} {many}"
            named = listed([name_of(found, one.key, name) for one in sure[:4]])
            more = f" och {len(sure) - 4} till" if len(sure) > 4 else ""
            said.append(f"{how_many} skiljer sig säkert: {named}{more}.")
    said.append("Siffrorna säger att antalet rapporter skiljer sig, eller inte. De säger inte varför.")
    return tuple(said)


def name_of(found: Compared, key: str | None, side: str) -> str:
    """Return what an area or a category is called in running text."""
    if not key:
        return f"utan {side}"
    return category_name(key) if side == "kategori" else found.names.get(key, key)


def differs(line: Line | AreaLine) -> bool:
    """Return whether a line differs surely."""
    return line.status in (Status.ABOVE, Status.BELOW)


def _value(ratio: Estimate) -> str:
    return "inte bestämd uppåt" if ratio.value is None else format_number(ratio.value, 2)


def _chance(ratio: Estimate) -> str:
    if ratio.high is None or ratio.low is None:
        return "Skillnaden kan vara en slump."
    return (
        "Skillnaden kan vara en slump: antalet kan ha minskat till "
        f"{format_number(ratio.low, 2)} eller ökat till {format_number(ratio.high, 2)} gånger det tidigare."
        if ratio.low < 1 < ratio.high
        else "Skillnaden kan vara en slump."
    )


def _effort(found: Compared) -> list[str]:
    if found.effort is None:
        return [found.effort_why] if found.effort_why else []
    ratio = found.effort.ratio
    told = f"Per aktiv rapportör är kvoten {_value(ratio)} (osäkerhet {limits(ratio, 2)}). "
    whole = found.whole.status if found.whole else Status.TOO_FEW
    if found.effort.status is whole:
        return [told + "Att räkna per rapportör ändrar inte slutsatsen."]
    return [
        told
        + "Slutsatsen blir en annan än för antalet: det kan bero på att fler eller färre har rapporterat."
    ]
