"""What a document is before it is rendered."""

from dataclasses import replace
from datetime import UTC, datetime

from samsyn import documents
from samsyn.cycle import DataTable, Edition, Section
from samsyn.documents.composed import level_column, level_table
from tests.support.charted import LEVELS, document, table


def test_the_imprint_has_swedish_labels_in_order():
    doc = document(digest="abc", version="2", credit=["SCB", "MSB"], Beslut="§ 12")
    assert doc.facts == (
        ("Organisation", "Exempelköpings kommun"),
        ("Period", "vecka 39, 2024"),
        ("Version", "2"),
        ("Källor", "SCB; MSB"),
        ("Kontrollsumma", "abc"),
        ("Beslut", "§ 12"),
    )


def test_notices_can_be_one_or_several():
    assert document(notice="Uppdiktade data").notices == ("Uppdiktade data",)
    assert document(notice=["a", "b"]).notices == ("a", "b")
    assert document(notice="").notices == ()


def test_a_time_is_kept_as_a_time():
    at = datetime(2024, 10, 3, 9, 0, tzinfo=UTC)
    doc = document(generated_at=at)
    assert doc.generated_at == at
    assert ("Framställd", "2024-10-03 09:00") in doc.facts


def test_the_first_page_takes_over_what_the_first_section_says():
    doc = document()
    assert doc.highlights == ("Åsen: fler än väntat.",)
    assert doc.levels == LEVELS
    assert [section.key for section in doc.body][:2] == ["levels", "s-trend"]


def test_sections_that_say_something_else_are_all_kept():
    sections = (Section(key="a", title="A", lead="Något annat."), Section(key="b", title="B", lead="Mer."))
    doc = documents.document(title="T", subtitle="S", edition=Edition.PUBLIC, sections=sections)
    assert doc.body == sections
    assert doc.highlights == ("Mer.",)


def test_levels_are_stated_once_by_the_table_that_links_to_the_same_figures():
    section = Section(key="levels", title="Läget", levels=LEVELS)
    made = level_table(section)
    assert made.rows[0] == ("Åsen", "samordnad insats", "stigande", "Fler än väntat.")
    assert level_column(section, made) == 1
    own = replace(made, caption="Egen")
    assert level_table(replace(section, tables=(table(), own))) is own
    assert level_table(replace(section, levels=())) is None
    other = DataTable(key="x", caption="X", columns=made.columns, rows=(("a", "b", "c", "d"),) * 2)
    assert level_column(section, other) == -1
