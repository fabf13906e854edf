"""What changed, and how sure it is."""

from __future__ import annotations

from samsyn.cycle import Finding, Section, Status, format_number
from samsyn.methods.incidents.sections.shapes import chart, expected, judged, number, table, text
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import plural

SHOWN = 20
METHOD_WORDS = {
    "farrington_flexible": "Farringtons flexibla metod (Noufaily m.fl. 2013), som tar hänsyn till årstid, trend "
    "och spridning",
    "short_history": "ett medelvärde av de senaste perioderna (EARS, anpassad till små tal), eftersom historiken "
    "är kortare än tre år; årstiden är då inte borträknad",
    "same_period_earlier_years": "samma period tidigare år",
}


def change_section(story: Story) -> Section | None:
    """Return the series that deviate, and those nearest to it."""
    findings = [
        f for f in story.findings if f.key in ("change", "change_pooled") and f.status is not Status.WITHHELD
    ]
    if not findings:
        return None
    deviating = story.alarms()
    near = sorted(
        (f for f in findings if f not in deviating),
        key=lambda f: min(f.detail["p_above"], f.detail["p_below"]),
    )
    shown = (deviating + [f for f in near if f.status is Status.EXPECTED])[: max(SHOWN, len(deviating))]
    columns = (
        text("Vad"),
        number("Antal"),
        text("Väntat"),
        number("Gånger väntat", 1),
        text("Bedömning"),
        text("Period"),
    )
    rows = [_row(story, f) for f in shown]
    return Section(
        key="changes",
        title="Vad som förändrats",
        lead=_lead(story, deviating, len(findings)),
        charts=(_chart(story, shown[:12]),),
        tables=(table("changes", "Antal mot väntat antal", columns, rows, [f.digest for f in shown]),),
        method=_method(story, findings[0], len(findings)),
    )


def _method(story: Story, finding: Finding, compared: int) -> str:
    limit = finding.provenance.parameters["false_discovery"]
    unit, method = plural(story.observed.source.counts), METHOD_WORDS[finding.detail["method"]]
    return (
        f"{format_number(compared)} jämförelser: varje område, varje kategori och varje kategori i ett område mot sin "
        f"egen historik, genom {method}. Kategorier med få {unit} läggs ihop innan de bedöms. Andelen falska larm "
        f"hålls under {format_number(limit * 100)} procent av larmen (Benjamini och Hochberg 1995): när inget har hänt "
        f"larmar högst var {format_number(1 / limit)}:e period. ”Fler, men osäkert” är ett antal utanför det väntade "
        "som ändå kan vara en slump, eftersom så mycket jämförs. Ett larm är en fråga till människor, inte ett svar."
    )


def _lead(story: Story, deviating: list[Finding], compared: int) -> str:
    above = sum(f.status is Status.ABOVE for f in deviating)
    below = len(deviating) - above
    unit = plural(story.observed.source.counts)
    of = f"{format_number(compared)} jämförelser"
    if not deviating:
        return f"Ingen av {of} visar säkert fler eller färre {unit} än väntat."
    if above and below:
        return f"{format_number(above)} av {of} visar fler {unit} än väntat, och {format_number(below)} visar färre."
    word = "fler" if above else "färre"
    return f"{format_number(above or below)} av {of} visar {word} {unit} än väntat."


def _row(story: Story, finding: Finding) -> tuple[str | float | None, ...]:
    return (
        story.subject(finding),
        finding.detail["observed"],
        expected(finding.detail),
        finding.estimate.value,
        judged(finding),
        finding.period.label
        if finding.period.kind == story.observed.period.kind
        else finding.period.span_label,
    )


def _chart(story: Story, shown: list[Finding]):  # type: ignore[no-untyped-def]
    rows = [
        {
            "label": story.subject(f),
            "value": f.detail["observed"],
            "low": None,
            "high": None,
            "expected": f.detail["expected"],
            "expected_low": f.detail["expected_low"],
            "expected_high": f.detail["expected_high"],
            "status": f.status.value,
            "n": f.estimate.n,
        }
        for f in shown
    ]
    unit = plural(story.observed.source.counts)
    sentence = (
        f"Punkten är antalet {unit}, bandet det antal som kunde väntas. Det som avviker säkrast står överst."
    )
    return chart("changes", "intervals", "Antal mot väntat antal", sentence, {"rows": rows, "unit": unit})
