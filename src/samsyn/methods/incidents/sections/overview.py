"""In short, and the level of each area."""

from __future__ import annotations

from samsyn.cycle import Edition, Finding, Level, Section, Status, format_number
from samsyn.methods.incidents.sections.map import level_map
from samsyn.methods.incidents.sections.shapes import STATUS_WORDS, number, table, text
from samsyn.methods.incidents.sentence import sentence
from samsyn.methods.incidents.story import Story

ORDER = (Status.ORANGE, Status.YELLOW, Status.GREY, Status.GREEN)
TRENDS = {"up": "stigande", "down": "sjunkande", "flat": "oförändrad", "none": ""}


def summary_section(story: Story) -> Section:
    """Return the picture in short: the sentence, and the strongest changes one by one."""
    alarms = [f for f in story.alarms() if f.status is Status.ABOVE][:5]
    return Section(
        key="summary",
        title="I korthet",
        lead=sentence(story),
        paragraphs=tuple(f"{story.subject(f)}. {f.reason}" for f in alarms),
    )


def level_section(story: Story) -> Section | None:
    """Return the proposed level of each area, the highest first."""
    findings = story.all("area_level")
    if not findings or story.edition is Edition.PUBLIC:
        return None
    ordered = sorted(findings, key=lambda f: (ORDER.index(f.status), story.area_name(f.area)))
    counts = story.index("count")
    rows = [
        (
            story.area_name(f.area),
            STATUS_WORDS[f.status],
            TRENDS[f.detail["trend"]],
            counts[(f.area, None)].estimate.value if (f.area, None) in counts else None,
            f.reason,
        )
        for f in ordered
    ]
    drawn = level_map(story, ordered)
    columns = (text("Område"), text("Föreslagen nivå"), text("Riktning"), number("Antal"), text("Varför"))
    return Section(
        key="levels",
        title="Lägesnivå per område",
        lead=_lead(findings),
        levels=tuple(_level(story, f) for f in ordered),
        charts=(drawn,) if drawn else (),
        tables=(table("levels", "Lägesnivå per område", columns, rows, [f.digest for f in ordered]),),
        method="Nivån är ett förslag. Grå betyder att alla väntade rapportörer var tysta. Gul betyder att något "
        "kom i större "
        "antal än väntat eller att en rapport har allvarlighet 3. Orange betyder detsamma för andra perioden i "
        "rad, en stark "
        "avvikelse eller två rapporter med allvarlighet 3 i samma kategori. Röd sätts bara av människor. Få "
        "händelser tar "
        "bort riktningen men ändrar inte nivån.",
    )


def _lead(findings: list[Finding]) -> str:
    parts = []
    for status in ORDER:
        n = sum(f.status is status for f in findings)
        if n:
            parts.append(f"{format_number(n)} {STATUS_WORDS[status]}")
    return f"Av {format_number(len(findings))} områden: {', '.join(parts)}."


def _level(story: Story, finding: Finding) -> Level:
    return Level(
        area=finding.area or "",
        name=story.area_name(finding.area),
        status=finding.status,
        trend=finding.detail["trend"],
        reason=finding.reason,
        link=finding.digest,
    )
