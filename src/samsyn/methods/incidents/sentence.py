"""The answer first: what the picture says, in a few plain sentences."""

from __future__ import annotations

from samsyn.cycle import Edition, Finding, Status, format_number
from samsyn.methods.incidents.coverage import coverage_sentence
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import (
    category_name,
    counted,
    expected_words,
    listed,
    number_word,
    over_periods,
    plural,
)

NAMED = 3


def sentence(story: Story) -> str:
    """Return the picture's first sentences: how many, what deviates, who was silent."""
    parts = [
        *((_own(story),) if story.own else ()),
        _total(story),
        coverage_sentence(story.observed),
        _with_clusters(_deviating(story), _clusters(story)),
        _season(story),
        _silent(story),
    ]
    return " ".join(part for part in parts if part)


def _own(story: Story) -> str:
    """Return how many came from the partner's own areas; nothing where a count among them is withheld."""
    found = [f for f in story.all("count") if f.area in story.own and f.category is None]
    if any(f.status is Status.WITHHELD for f in found):
        return ""
    n = sum(f.estimate.n for f in found)
    what = (
        f"{format_number(n)} {counted(story.observed.source.counts, n)}"
        if n
        else f"inga {plural(story.observed.source.counts)}"
    )
    return f"{story.observed.period.label[:1].upper()}{story.observed.period.label[1:]}: {what} från {_places(story)}."


def _places(story: Story) -> str:
    names = [story.area_name(area) for area in story.own]
    more = len(names) - NAMED
    return listed(names if more <= 0 else [*names[:NAMED], f"{more} till"])


def _total(story: Story) -> str:
    total = story.one("count")
    label = story.observed.period.label
    label = "Alla områden" if story.own else label[:1].upper() + label[1:]
    if total is None or total.estimate.value is None:
        return f"{label}: antalet visas inte, för att små antal inte ska kunna räknas ut."
    n = int(total.estimate.value)
    where = _where(story)
    if n == 0:
        return f"{label}: inga {counted(story.observed.source.counts, 0)}."
    return f"{label}: {format_number(n)} {counted(story.observed.source.counts, n)}{where}."


def _where(story: Story) -> str:
    """Return from how many areas, where every row has one and every area's count is shown."""
    areas = [] if story.own else [f for f in story.all("count") if f.area and not f.category]
    if len(areas) < 2 or story.one("count_without_area") or any(f.status is Status.WITHHELD for f in areas):
        return ""
    some = sum(f.estimate.n > 0 for f in areas)
    return f" från {len(areas)} områden" if some == len(areas) else f" från {some} av {len(areas)} områden"


def _deviating(story: Story) -> str:
    refused = {refusal.key for refusal in story.refusals}
    if "unfinished" in refused or story.edition is Edition.PUBLIC:  # not compared, or not shown
        return ""
    if "change" in refused:
        return "Historiken är för kort för att säga vad som avviker."
    levels = story.all("area_level")
    if not levels:
        return _whole(story) or "Inget avviker från det väntade."
    if all(f.status is Status.GREY for f in levels):
        return "Ingen väntad rapportör svarade, så det går inte att säga vad som avviker."
    severe = [
        f for f in levels if f.detail["severe"] and not f.detail["alarms"] and f.status is not Status.GREY
    ]
    return f"{_areas(story, levels)} {_severe(story, severe)}".strip()


def _areas(story: Story, levels: list[Finding]) -> str:
    """Return which areas deviate; those with more than expected first."""
    high = [f for f in levels if f.detail["alarms"] and f.status is not Status.GREY]
    alarms = [f for f in story.alarms() if f.area is not None]
    above = [f for f in alarms if f.status is Status.ABOVE]
    if not high and alarms:
        return f"{_came(story, alarms[0])}.".replace("i", "I", 1)
    if not high:
        calm = "Inget av de egna områdena avviker" if story.own else "Inget område avviker"
        return _whole(story) or f"{calm} från det väntade."
    text = f"{number_word(len(high))} {'område' if len(high) == 1 else 'områden'} avviker"
    return f"{text}; {_came(story, above[0])}." if above else f"{text}: {_named(story, high)}."


def _severe(story: Story, levels: list[Finding]) -> str:
    """Return where the level is raised by severe reports only: they are no deviation from what was expected."""
    if not levels:
        return ""
    n = sum(f.detail["severe"] for f in levels)
    what = (
        f"en {story.observed.source.counts}" if n == 1 else f"{n} {counted(story.observed.source.counts, n)}"
    )
    return f"{what[:1].upper()}{what[1:]} från {_named(story, levels)} har den högsta allvarligheten."


def _named(story: Story, levels: list[Finding]) -> str:
    """Return areas by name, no more than can be read."""
    names = [story.area_name(f.area) for f in levels]
    more = len(names) - NAMED
    return listed(names if more <= 0 else [*names[:NAMED], f"{more} till"])


def _clusters(story: Story) -> str:
    """Return where reports have gathered in areas and weeks, except what is told as a deviation of one area already."""
    said = {(f.area, f.category) for f in story.alarms() if f.status is Status.ABOVE}
    found = [
        f for f in story.all("cluster") if len(f.detail["areas"]) > 1 or (f.area, f.category) not in said
    ]
    if not found:
        return ""
    unit = plural(story.observed.source.counts)
    told = [f"{listed(f.detail['area_names'])}{_about(f)}" for f in found[:NAMED]]
    return f"{unit.capitalize()} har samlats de senaste veckorna: {'; '.join(told)}."


def _with_clusters(deviating: str, clusters: str) -> str:
    """Put the clusters after what deviates; where nothing does in the period itself, in the same sentence."""
    calm = "avviker från det väntade."
    if clusters and deviating.startswith("Inget") and calm in deviating:
        but = f"avviker från det väntade under perioden, men {clusters[:1].lower()}{clusters[1:]}"
        return deviating.replace(calm, but, 1)
    return f"{deviating} {clusters}".strip()


def _about(finding: Finding) -> str:
    return f" ({category_name(finding.category)})" if finding.category else ""


def _season(story: Story) -> str:
    """Return that season is not allowed for, where something deviates from a short history."""
    if any(f.detail["method"] == "short_history" for f in story.alarms()):
        return "Historiken är kortare än tre år, så årstiden är inte borträknad."
    return ""


def _whole(story: Story) -> str:
    """Return what deviates for all areas together, when no single area does."""
    whole = [f for f in story.alarms() if f.area is None]
    if not whole:
        return ""
    first = whole[0]
    about = f" om {category_name(first.category)}" if first.category else ""
    word = "fler" if first.status is Status.ABOVE else "färre"
    unit = counted(story.observed.source.counts, 2)
    if not story.all("area_level"):
        return f"{word.capitalize()} {unit}{about} än väntat."
    return f"Inget enskilt område avviker, men sammantaget kom {word} {unit}{about} än väntat."


def _came(story: Story, finding: Finding) -> str:
    about = f" om {category_name(finding.category)}" if finding.category else ""
    unit = counted(story.observed.source.counts, 2)
    word = "fler" if finding.status is Status.ABOVE else "färre"
    said = f"{finding.detail['observed']}{span_words(story, finding)}; väntat {range_words(finding)}"
    return f"i {story.area_name(finding.area)} kom {word} {unit}{about} än väntat ({said})"


def told(story: Story, finding: Finding) -> str:
    """Return a change as one sentence of its own."""
    n = finding.detail["observed"]
    place = f"I {story.area_name(finding.area)}" if finding.area is not None else "Sammantaget"
    what = counted(story.observed.source.counts, n)
    if finding.category is not None:
        what += f" om {category_name(finding.category)}"
    elif finding.key == "change_pooled":
        what += " i ovanliga kategorier"
    return (
        f"{place} kom {format_number(n)} {what}{span_words(story, finding)}; väntat {range_words(finding)}."
    )


def span_words(story: Story, finding: Finding) -> str:
    """Return over how many weeks or months a change was judged, where it was more than one."""
    return over_periods(finding.detail["bins"], story.observed.period.kind.value)


def range_words(finding: Finding) -> str:
    """Return what was expected of a change."""
    return expected_words(finding.detail["expected_low"], finding.detail["expected_high"])


def _silent(story: Story) -> str:
    answered = story.one("reporters_answered")
    grey = [f for f in story.all("area_level") if f.status is Status.GREY]
    text = ""
    if answered is not None and answered.detail.get("expected"):
        text = f"{answered.detail['answered']} av {answered.detail['expected']} väntade rapportörer svarade."
    if grey:
        names = listed([story.area_name(f.area) for f in grey[:NAMED]])
        text += f" Från {names} saknas underlag, eftersom rapportörerna där var tysta."
    return text.strip()
