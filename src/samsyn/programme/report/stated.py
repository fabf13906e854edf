"""What is stated of a programme beside its tables: limits, formats, what was dropped, who led it locally, rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.cycle import Column, DataTable
from samsyn.period import parse
from samsyn.programme.appendix import NOT_STATED
from samsyn.programme.facts import Programme

Said = tuple[str, ...]


def limits(programme: Programme) -> Said:
    """Return what the report must hold, its thread, what is outside, what was tried and dropped, what came before."""
    more = programme.more
    must = more.get("report_must_contain", {}).get("parts", ())
    bounds: Mapping[str, Any] = more.get("delimitation", {})
    earlier = more.get("earlier_methods", {}).get("names", ())
    said = [
        f"Rapporten ska innehålla: {'; '.join(must)}." if must else "",
        f"Genomgående tema: {bounds['thread']}." if bounds.get("thread") else "",
        f"Utanför uppdraget: {', '.join(bounds['outside'])}." if bounds.get("outside") else "",
        *(
            f"Övervägdes men ingår inte: {one['name']} ({'; '.join(one.get('reasons', ()))})."
            for one in more.get("focus_areas_dropped", ())
        ),
        f"Tidigare metoder som uppdraget nämner: {', '.join(earlier)}." if earlier else "",
    ]
    return tuple(one for one in said if one)


def formats(programme: Programme) -> str:
    """Return what the numbers of the formats mean; empty where there are none."""
    if not programme.formats:
        return ""
    named = "; ".join(f"{number} {name}" for number, name in programme.formats.items())
    ours = programme.more.get("formats_status") == "own_classification"
    whose = " Vilket format en aktivitet har är vår klassning." if ours else ""
    return f"Stödet hade {len(programme.formats)} format: {named}.{whose}"


def chosen_with(programme: Programme) -> str:
    """Return with whom the selection was made; empty where nobody is named."""
    asked = programme.more.get("selection", {}).get("consulted", ())
    return f"Urvalet gjordes i samråd med {' och '.join(asked)}." if asked else ""


def led(programme: Programme) -> Said:
    """Return who led the work in the municipalities, where the function was vacant, and a model of steering."""
    leaders: Mapping[str, Any] = programme.more.get("local_project_leaders", {})
    model: Mapping[str, Any] = programme.more.get("governance_model", {})
    said = []
    if leaders.get("share"):
        said.append(f"Varje kommun hade en lokal projektledare på {leaders['share']}.")
    vacant = [
        f"{programme.municipality(one['municipality']).name} ({vacancy(one)})"
        for one in leaders.get("vacancies", ())
    ]
    if vacant:
        said.append(f"Funktionen var vakant i {' och '.join(vacant)}.")
    if model:
        place = programme.municipality(model["municipality"]).name
        said.append(f"{place}: {model['text']}, införs {model.get('introduced', NOT_STATED)}.")
    return tuple(said)


def vacancy(one: Mapping[str, Any]) -> str:
    """Return when a function was vacant and whether somebody came after, as it is stated."""
    when = str(one.get("when") or "när är ej angivet")
    return f"{when}, ersattes" if one.get("replaced") else when


def rules_table(programme: Programme, number: int) -> DataTable | None:
    """Return the rules that were analysed by crime proofing, in the focus area that they belong to."""
    told: Mapping[str, Any] = programme.more.get("rule_analyses", {})
    if not programme.rules or told.get("focus_area") != number:
        return None
    note = " ".join(
        f"I {one['municipality']} samordnades arbetsgrupperna av {one['by']}."
        for one in told.get("coordinated", ())
    )
    return DataTable(
        key="rules",
        caption="Regler som analyserades med crime proofing",
        columns=tuple(Column(label=head) for head in ("Kommun", "Vad som analyserades", "Under ledning av")),
        rows=tuple((one.municipality, one.object, one.led_by or NOT_STATED) for one in programme.rules),
        note=note,
    )


def reports_table(programme: Programme) -> DataTable | None:
    """Return how many quarterly reports were asked for, handed in and in time; none where they are not kept here."""
    if not programme.reported:
        return None
    heads = ("Begärda", "Inlämnade", "I tid")
    return DataTable(
        key="quarters",
        caption="Kvartalsrapporter",
        columns=(Column(label="Kvartal"), *(Column(label=head, number=True) for head in heads)),
        rows=tuple(
            (parse(one.quarter).label, one.asked, one.handed_in, one.in_time) for one in programme.reported
        ),
    )
