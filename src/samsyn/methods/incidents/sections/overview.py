"""In short, and the level of each area."""

from __future__ import annotations

from samsyn.cycle import Edition, Finding, Level, Section, Status, format_number
from samsyn.methods.incidents.sections.map import level_map
from samsyn.methods.incidents.sections.shapes import STATUS_WORDS, number, table, text
from samsyn.methods.incidents.sentence import sentence, told
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import listed, small_number

ORDER = (Status.ORANGE, Status.YELLOW, Status.GREY, Status.GREEN)
IN_TEXT = STATUS_WORDS | {Status.YELLOW: "avvikelse att följa"}
MANY = 60  # areas; of more, those with most reports come first within a level
TRENDS = {"up": "stigande", "down": "sjunkande", "flat": "oförändrad", "none": ""}


def summary_section(story: Story) -> Section:
    """Return the picture in short: the sentence, and the strongest changes one by one."""
    alarms = [f for f in story.alarms() if f.status is Status.ABOVE][:5]
    return Section(
        key="summary",
        title="I korthet",
        lead=sentence(story),
        paragraphs=tuple(told(story, f) for f in alarms),
    )


def level_section(story: Story) -> Section | None:
    """Return the proposed level of each area, the highest first."""
    findings = story.all("area_level")
    if not findings or story.edition is Edition.PUBLIC:
        return None
    many = len(findings) > MANY
    ordered = sorted(
        findings,
        key=lambda f: (ORDER.index(f.status), -f.estimate.n if many else 0, story.area_name(f.area)),
    )
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
        lead=_lead(story, findings),
        paragraphs=_not_told(story, findings),
        levels=tuple(_level(story, f) for f in ordered),
        charts=(drawn,) if drawn else (),
        tables=(table("levels", "Lägesnivå per område", columns, rows, [f.digest for f in ordered]),),
        method="Nivån är ett förslag; människor beslutar. Grå: ingen av de väntade rapportörerna svarade. Gul: "
        "något kom i större antal än väntat, eller en rapport från en vecka har allvarlighet 3. Orange: detsamma för "
        "andra perioden i rad, en stark avvikelse, eller två rapporter med allvarlighet 3 i samma kategori. Röd sätts "
        "bara av människor. Riktningen jämför de fyra senaste perioderna med de tolv före; med få händelser visas "
        "ingen riktning, men nivån är densamma.",
    )


def _not_told(story: Story, findings: list[Finding]) -> tuple[str, ...]:
    """Return which of a partner's own areas have no level here."""
    told = {f.area for f in findings}
    names = [story.area_name(area) for area in story.own if area not in told]
    if not names:
        return ()
    return (f"Nivån för {listed(names)} visas inte: den bygger på antal som inte visas i den här upplagan.",)


def _lead(story: Story, findings: list[Finding]) -> str:
    if len(findings) == 1:
        return f"{story.area_name(findings[0].area)}: {IN_TEXT[findings[0].status]}."
    counts = {status: sum(f.status is status for f in findings) for status in ORDER}
    here = [status for status in ORDER if counts[status]]
    if len(here) == 1:
        return f"Alla {format_number(len(findings))} områden: {IN_TEXT[here[0]]}."
    parts = [f"{IN_TEXT[status]} i {small_number(counts[status])}" for status in here]
    return f"Av {format_number(len(findings))} områden: {listed(parts)}."


def _level(story: Story, finding: Finding) -> Level:
    return Level(
        area=finding.area or "",
        name=story.area_name(finding.area),
        status=finding.status,
        trend=finding.detail["trend"],
        reason=finding.reason,
        link=finding.digest,
    )
