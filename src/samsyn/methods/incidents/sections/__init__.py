"""The picture's sections: first what it says, then the picture, then the table, then how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samsyn.cycle import Section
from samsyn.methods.incidents.sections.basis import (
    effort_section,
    method_section,
    quality_section,
    refusal_section,
)
from samsyn.methods.incidents.sections.changed import change_section
from samsyn.methods.incidents.sections.clustered import cluster_section
from samsyn.methods.incidents.sections.gathered import gathered_section
from samsyn.methods.incidents.sections.overview import level_section, summary_section
from samsyn.methods.incidents.sections.repeated import repeat_section
from samsyn.methods.incidents.sections.time import rhythm_section, trend_section, year_section
from samsyn.methods.incidents.sections.where import area_section, category_section
from samsyn.methods.incidents.story import Story


def sections(story: Story, origin: Mapping[str, Any] | None = None) -> tuple[Section, ...]:
    """
    Return the sections of an edition, those without anything to say left out.

    Parameters
    ----------
    story : Story
    origin : mapping, optional
        The `source` part of the picture's document.
    """
    made = (
        summary_section(story),
        level_section(story),
        change_section(story),
        cluster_section(story),
        trend_section(story),
        area_section(story),
        category_section(story),
        gathered_section(story),
        repeat_section(story),
        rhythm_section(story),
        year_section(story),
        effort_section(story),
        quality_section(story, origin or {}),
        refusal_section(story),
        method_section(story, origin or {}),
    )
    return tuple(section for section in made if section is not None)
