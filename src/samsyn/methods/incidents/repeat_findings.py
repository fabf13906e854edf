"""Near repeats as figures: what followed, and what it is wise to do."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.cycle import Estimate, Finding, Refusal, Status, format_number
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.repeats import SPACE_M, TIME_DAYS, Repeats, none_of, repeats, repeats_refusal
from samsyn.methods.incidents.words import category_name, plural
from samsyn.period import Period
from samsyn.provenance import Rows

FUNCTION = "samsyn.stats.nearrepeat.near_repeat"


def repeat_findings(maker: Maker) -> tuple[list[Finding], list[Refusal]]:
    """Return two figures for each category that has enough, one of the same place and one of what is near; or why "
    "not."""
    if (refused := repeats_refusal(maker.observed)) is not None:
        return [], [refused]
    found, span = repeats(maker)
    if not found:
        return [], [none_of(maker)]
    return list(_findings(maker, found, span)), []


def _findings(maker: Maker, found: list[Repeats], span: Period) -> Iterator[Finding]:
    for one in found:
        sure = one.worth_saying(maker.options.false_discovery)
        yield maker.finding(
            "repeat" if one.same else "near_repeat",
            Estimate(
                value=one.ratio,
                low=min(one.low, one.ratio),
                high=max(one.high, one.ratio),
                unit="gånger så många par som väntat",
                n=one.n,
                level=maker.options.level,
            ),
            function=FUNCTION,
            category=one.category,
            period=span,
            rows=Rows(category=one.category, start=span.start, end=span.end, having="point"),
            status=Status.ABOVE if sure else Status.EXPECTED,
            reason=reason(maker, one, sure=sure),
            detail={
                "observed": one.observed,
                "expected": one.expected,
                "p": one.p,
                "q": one.q,
                "within_m": 0 if one.same else SPACE_M[1],
                "within_days": TIME_DAYS[1],
                "until_m": one.until_m,
                "until_days": one.until_days,
                "lasting": one.lasting,
                "precise": one.precise,
                "all_events": one.of,
                "permutations": one.permutations,
                "bands": one.bands,
            },
        )


def reason(maker: Maker, one: Repeats, *, sure: bool) -> str:
    """Return what the pairs say, in a sentence, and where it is sure what is wise."""
    what = plural(maker.observed.source.counts).capitalize()
    about = f"{what} om {category_name(one.category)}" if one.category else what
    where = "på samma plats" if one.same else f"inom {SPACE_M[1]} meter"
    pairs = f"{format_number(one.observed)} par, väntat {format_number(one.expected, 1)}"
    if not sure and one.q <= maker.options.false_discovery:
        return f"Säkert, men för litet för att handla efter: {pairs}, {where} inom {TIME_DAYS[1]} dagar."
    if not sure:
        return f"Inget säkert mönster: {pairs}, {where} inom {TIME_DAYS[1]} dagar."
    said = (
        f"{about} följdes av fler {where} de närmaste {TIME_DAYS[1]} dagarna {format_number(one.ratio, 1)} gånger så "
        f"ofta som väntat ({pairs})."
    )
    return f"{said} {advice(one)}"


def advice(one: Repeats) -> str:
    """Return what it is wise to do: at once where one follows on another, to find out why where it goes on and on."""
    if one.lasting:
        return (
            f"Det är så i minst {TIME_DAYS[-1]} dagar. Då är det snarare platser som under en tid har haft många än "
            "att det ena följer på det andra. Råd: ta reda på vad som skiljer den tiden från förut."
        )
    near = "platsen" if one.same else f"platsen och det som ligger inom {one.until_m} meter"
    return f"Råd: se över {near} under de {one.until_days} dagar som följer."
