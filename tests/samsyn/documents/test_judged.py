"""What people decided, laid over a picture: a dismissed level is not the grey of missing reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn import documents
from samsyn.charts import tokens
from samsyn.cycle import Edition, Section, Status
from samsyn.documents.composed import level_column, level_table, look_of
from samsyn.documents.judged import JudgedLevel, Judgements, judged_sections
from samsyn.documents.printed import content
from tests.support.charted import LEVELS

LINKED = tuple(replace(one, link=f"{n:032x}") for n, one in enumerate(LEVELS))


def judged(decision: str, by: str = "Anna") -> Section:
    """A section of levels where the first area has been judged."""
    first = LINKED[0]
    level = Status.GREY if decision == "dismissed" else first.status
    said = JudgedLevel(
        finding=first.link or "",
        area=first.area,
        area_name=first.name,
        proposed=first.status,
        decision=decision,
        level=level,
        reason="Ny blankett.",
        by=by,
    )
    section = Section(key="levels", title="Läget", levels=LINKED)
    plain = level_table(section)
    assert plain is not None
    (made,) = judged_sections([replace(section, tables=(plain,))], Judgements(levels=(said,)))
    return made


def test_a_dismissed_level_says_so_and_by_whom():
    section = judged("dismissed")
    one = next(level for level in section.levels if level.link == LINKED[0].link)
    assert (one.status, look_of(one), one.dismissed) == (Status.GREY, "dismissed", True)
    assert one.reason == "Avfärdad av Anna. Ny blankett."
    assert "1 avfärdad" in section.lead
    assert "underlag saknas" not in section.lead


def test_where_no_name_is_shown_it_says_that_people_dismissed_it():
    one = next(level for level in judged("dismissed", by="").levels if level.dismissed)
    assert one.reason == "Avfärdad av dem som bedömde. Ny blankett."


def test_the_table_keeps_its_column_of_levels_in_every_form():
    section = judged("dismissed")
    table = level_table(section)
    assert table is not None
    assert level_column(section, table) == 1
    assert "avfärdad" in [row[1] for row in table.rows]
    said = [row[-1] for row in table.rows if row[1] == "avfärdad"]
    assert said == ["avfärdad av Anna; föreslagen: samordnad insats. Ny blankett."]
    html = documents.section_html(section)
    assert 'class="level level--dismissed"' in html
    assert tokens.SYMBOLS["cross"] in html
    doc = documents.document(title="T", subtitle="S", edition=Edition.INTERNAL, sections=(section,))
    shown = content(doc)
    assert "dismissed" in [one["status"] for one in shown["levels"]]
    assert shown["looks"]["dismissed"]["word"] == "avfärdad"
    assert documents.pdf(doc).startswith(b"%PDF")


@pytest.mark.parametrize("decision", ["accepted", "changed"])
def test_other_decisions_are_not_dismissals(decision):
    section = judged(decision)
    assert not any(one.dismissed for one in section.levels)
    assert "avfärdad" not in documents.section_html(section).lower()
