"""What follows on what: whether reports are followed by others at the same place, or near it, and what is wise to "
"do."""

from __future__ import annotations

from samsyn.cycle import Chart, DataTable, Edition, Finding, Section, Status, format_number
from samsyn.methods.incidents.repeats import LEAST_EVENTS, LONGEST, SPACE_M, TIME_DAYS
from samsyn.methods.incidents.sections.shapes import chart, interval, number, table, text
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import category_label, category_name, plural

DRAWN, LEAST_PAIRS = 12, 5  # rows in the chart; expected pairs, of fewer the interval fills the page


def repeat_section(story: Story) -> Section | None:
    """Return what follows on what, and for which categories no pattern is sure; never in the public edition."""
    found = story.all("repeat") + story.all("near_repeat")
    if story.edition is Edition.PUBLIC or not found:
        return None
    sure = sorted(
        (f for f in found if f.status is Status.ABOVE), key=lambda f: (f.detail["q"], -f.estimate.n)
    )
    drawn = _chart(story, found) if sure else None
    return Section(
        key="repeats",
        title="Upprepning på samma plats och i närheten",
        lead=_lead(story, found, sure),
        paragraphs=tuple(f.reason for f in sure),
        charts=(drawn,) if drawn else (),
        tables=(_table(sure),) if sure else (),
        method=_method(story, found),
    )


def _lead(story: Story, found: list[Finding], sure: list[Finding]) -> str:
    unit = plural(story.observed.source.counts)
    kinds, pattern = {f.category for f in found}, {f.category for f in sure}
    if not sure:
        many = f"någon av {format_number(len(kinds))} kategorier" if len(kinds) > 1 else f"dessa {unit}"
        often = "oftare än vad slumpen kan ge"
        return f"Inget säkert mönster: för {many} följs {unit} inte av fler i närheten {often}."
    about = _named([category_name(one) for one in pattern if one is not None])
    said = f"{unit} om {about}" if about else unit
    rest = len(kinds - pattern)
    calm = (
        f" För {format_number(rest)} {'annan kategori' if rest == 1 else 'andra kategorier'} är inget säkert."
    )
    often = "följs oftare än väntat av fler på samma plats eller i närheten."
    return f"{said[:1].upper()}{said[1:]} {often}{calm if rest else ''}"


def _named(names: list[str]) -> str:
    """Return names that may hold an "och" of their own as running text."""
    ordered = sorted(names)
    return f"{', '.join(ordered[:-1])} samt {ordered[-1]}" if len(ordered) > 1 else "".join(ordered)


def _where(finding: Finding) -> str:
    return "samma plats" if finding.key == "repeat" else f"inom {SPACE_M[1]} meter"


def _table(sure: list[Finding]) -> DataTable:
    columns = (
        text("Kategori"),
        text("Var"),
        number("Par"),
        number("Väntat", 1),
        number("Gånger väntat", 1),
        text("Osäkerhet"),
        text("Säkert i"),
    )
    rows = [
        (
            category_label(f.category) if f.category else "alla",
            _where(f),
            f.detail["observed"],
            f.detail["expected"],
            f.estimate.value,
            interval(f, 1),
            f"{f.detail['until_days']} dagar"
            + (f", {f.detail['until_m']} meter" if f.detail["until_m"] else ""),
        )
        for f in sure
    ]
    note = f"Par av händelser som kom inom {TIME_DAYS[1]} dagar från varandra, {sure[0].period.span_label}."
    return table("repeats", "Det som upprepas", columns, rows, [f.digest for f in sure], note)


def _chart(story: Story, found: list[Finding]) -> Chart | None:
    shown = [f for f in found if f.status is Status.ABOVE or f.detail["expected"] >= LEAST_PAIRS]
    shown.sort(key=lambda f: (f.detail["q"], f.detail["p"], -f.estimate.n))
    rows = [
        {
            "label": f"{category_label(f.category) if f.category else 'Alla'}: {_where(f).replace(' meter', ' m')}",
            "value": f.estimate.value,
            "low": f.estimate.low,
            "high": f.estimate.high,
            "status": f.status.value,
            "n": f.estimate.n,
        }
        for f in shown[:DRAWN]
    ]
    sentence = "Prickarna visar paren mot väntat, de tunna strecken osäkerheten. De fyllda är säkra."
    data = {"rows": rows, "unit": "gånger det väntade", "reference": 1, "sure": "säkert oftare än väntat"}
    return chart("repeats", "intervals", "Par inom sju dagar mot väntat", sentence, data)


def _method(story: Story, found: list[Finding]) -> str:
    limit, unit = found[0].provenance.parameters["false_discovery"], plural(story.observed.source.counts)
    drawn = any(f.estimate.n < f.detail["precise"] for f in found)
    return (
        f"Alla par av {unit} i samma kategori under ett år räknas efter avstånd (samma plats, under 100, 200 och 400 "
        "meter) och tid (under 7, 14 och 28 dagar), och jämförs med hur många de blir när tiderna blandas om bland "
        "platserna (Knox 1964). En plats som alltid har mycket ger därför ingen upprepning i sig. Andelen falska "
        f"fynd hålls under {format_number(limit * 100)} procent över alla kategorier (Benjamini och Hochberg 1995); "
        "först när de första sju dagarna är säkra prövas längre tid och avstånd. Kategorier med färre än "
        f"{LEAST_EVENTS} {unit} prövas inte, och inte {unit} vars tid är känd sämre än på {LONGEST.days} dagar."
        + (" Av mycket stora kategorier räknas ett urval." if drawn else "")
        + " Det gäller "
        "platser, aldrig personer, och är ingen förutsägelse: det säger vad som brukar följa, inte vad som ska hända."
    )
