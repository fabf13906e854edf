"""What changed, and how sure it is."""

from __future__ import annotations

from samsyn.cycle import Finding, Section, Status, format_number
from samsyn.methods.incidents.sections.shapes import STATUS_WORDS, chart, expected, number, table, text
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import plural

SHOWN = 20
METHOD_WORDS = {
    "farrington_flexible": "Farringtons flexibla metod (Noufaily m.fl. 2013), som tar hänsyn till årstid, trend "
    "och spridning",
    "short_history": "de senaste periodernas medelvärde (EARS) med fördelning för små tal, eftersom historiken "
    "är kortare än "
    "tre år; årstiden kan då inte räknas bort",
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
    parameters = findings[0].provenance.parameters
    return Section(
        key="changes",
        title="Vad som förändrats",
        lead=_lead(deviating, len(findings)),
        charts=(_chart(story, shown[:12]),),
        tables=(table("changes", "Antal mot väntat antal", columns, rows, [f.digest for f in shown]),),
        method=f"{format_number(len(findings))} serier jämförs var och en med sin egen historik genom "
        f"{METHOD_WORDS[findings[0].detail['method']]}. Glesa kategorier läggs ihop innan de bedöms. Andelen "
        f"falska larm hålls "
        f"under {format_number(parameters['false_discovery'] * 100)} procent av larmen (Benjamini och Hochberg "
        f"1995): när "
        f"inget har hänt larmar högst var {format_number(1 / parameters['false_discovery'])}:e period. Ett larm "
        f"är en fråga "
        "till människor, inte ett svar.",
    )


def _lead(deviating: list[Finding], judged: int) -> str:
    above = sum(f.status is Status.ABOVE for f in deviating)
    below = len(deviating) - above
    if not deviating:
        return f"Ingen av {format_number(judged)} jämförda serier avviker från det väntade."
    return (
        f"Av {format_number(judged)} jämförda serier ligger {format_number(above)} över och "
        f"{format_number(below)} under det "
        "väntade."
    )


def _row(story: Story, finding: Finding) -> tuple[str | float | None, ...]:
    return (
        story.subject(finding),
        finding.detail["observed"],
        expected(finding.detail),
        finding.estimate.value,
        STATUS_WORDS[finding.status],
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
    sentence = f"Antal {unit} (punkt) mot det väntade intervallet (band) för de serier som avviker mest."
    return chart("changes", "intervals", "Antal mot väntat", sentence, {"rows": rows, "unit": unit})
