"""The legal kit is filled from what is configured, cannot drift from the tables, and is for those who answer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from django.apps import apps
from python_calamine import CalamineWorkbook

from samsyn.instruments.load import BLANK, LEGAL_KIT
from samsyn.table import Sensitivity
from samsyn_web.base.scope import Role
from samsyn_web.governance import queries
from samsyn_web.governance.presenters import legal_kit as presenters
from samsyn_web.methods.incidents.models import Retention
from samsyn_web.reports.models import PartnerKind
from tests.samsyn_web.conftest import Person
from tests.support.opened_word import Word
from tests.support.published import add_partner, allow_public
from tests.support.story import AT
from tests.support.uploads import bring_in

KIT = "/styrning/handlingar/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def fetched(person: Person, code: str) -> Word:
    answer = person.client().get(f"{KIT}{code}.docx")
    assert answer.status_code == 200
    assert f"utkast_{code}.docx" in answer.headers["Content-Disposition"]
    return Word(answer.content)


def cells(word: Word) -> str:
    return "\n".join(" | ".join(row) for table in word.tables() for row in table)


@pytest.mark.parametrize("code", LEGAL_KIT)
def test_each_is_a_draft_with_sources_and_is_read_by_another_library(anna: Person, code: str) -> None:
    data = anna.client().get(f"{KIT}{code}.docx").content
    word, file = Word(data), python_docx.Document(BytesIO(data))
    assert any("utkast som kommunens jurist ska bedöma" in text for text in word.texts("Notice"))
    assert file.core_properties.language == "sv-SE"
    assert file.core_properties.title == word.texts("Title")[0]
    sources = [text for text in word.texts("TableNote") if text.startswith("Källa: ")]
    assert len(sources) == len(word.texts("Normal")) - 1, "one for each paragraph beside that of the version"
    assert len(word.texts("Heading1")) >= 3
    whole = "".join(text for _, text in word.paragraphs())
    assert "{" not in whole, "a name that was not filled in"
    assert "Exempelköping" in whole
    assert "Anna" not in whole, "no name of a person"


def test_it_is_filled_from_what_is_configured(anna: Person, bo: Person, lars: Person) -> None:
    bring_in(anna)
    add_partner(anna, kind=PartnerKind.MUNICIPAL_COMPANY)
    allow_public(anna, smallest_count=9)
    record = fetched(anna, "registerforteckning")
    assert any("3 aktiva konton" in text for text in record.texts("Normal"))
    for row in (
        f"{Role.COORDINATOR.label} | ",
        "Bostadsbolaget | Kommunalt bolag",
        "E-postadress och lösenord",
    ):
        assert row in cells(record), row
    assert "Rapportens fria text | Det som rapportören skrev | Gallras efter 2 år" in cells(record)
    assert "Fastställd lägesbild | " in cells(record)
    assert f"Händelselogg | Vem som gjorde vad och när | {BLANK}" in cells(record)
    assert "inga antal under 9" in cells(fetched(anna, "konsekvensbedomning"))
    lars.membership.is_active = False
    lars.membership.save()
    assert any("2 aktiva konton" in text for text in fetched(anna, "registerforteckning").texts("Normal"))


def test_what_is_stored_cannot_drift_from_what_the_tables_declare(anna: Person) -> None:
    said = cells(fetched(anna, "registerforteckning"))
    lines = {line.split(" | ")[0].rpartition(", ")[2]: line for line in said.splitlines()}
    for model in apps.get_models():
        for name, kind in getattr(model, "SENSITIVITY", {}).items():
            line = lines.get(model._meta.label, "")
            assert (name in line) or str(kind) == Sensitivity.HARMLESS.value, f"{model._meta.label}.{name}"
    assert "password" in lines["people.User"].split(" | ")[3]
    assert "email" in lines["account.EmailAddress"]
    assert not {label for label in lines if label.startswith(("sessions.", "contenttypes."))}


def test_a_table_that_keeps_nothing_of_anybody_is_left_out() -> None:
    labels = {one.table for one in presenters.stored()}
    assert "people.User" in labels
    assert "places.Municipality" not in labels


def test_the_plan_is_a_workbook_too(anna: Person) -> None:
    answer = anna.client().get(f"{KIT}informationshanteringsplan.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [
        "Personlig länk till rapportör",
        "Vilken funktion som har en länk",
        "Gallras efter 3 månader",
    ] in [row[:3] for row in rows]
    assert ["Handlingstyp", "Innehåll", "Bevaras eller gallras"] in [row[:3] for row in rows]


def test_the_page_is_for_those_who_answer_for_it(
    anna: Person, bo: Person, lars: Person, cecilia: Person, exempelkoping, at
) -> None:
    page = anna.client().get(KIT).content.decode()
    assert page.count(".docx") == len(LEGAL_KIT)
    assert "informationshanteringsplan.xlsx" in page
    for person in (bo, lars):
        assert person.client().get(KIT).status_code == 403
        assert person.client().get(f"{KIT}information.docx").status_code == 403
    lars.membership.role = Role.PROTECTION.value
    lars.membership.save()
    assert lars.client().get(KIT).status_code == 200
    add_partner(anna)
    assert "Bostadsbolaget" not in cells(fetched(cecilia, "registerforteckning"))


def test_the_time_that_the_municipality_has_set_is_the_one_that_is_told(
    anna: Person, cecilia: Person
) -> None:
    Retention.objects.create(
        organisation=anna.organisation, kind="text", months=7, decision="KS 1", decided_on=AT.date(),
        changed_by=anna.user, changed_at=AT,
    )  # fmt: skip
    assert {one.code: one.months for one in queries.retention(anna.scope)}["raw_text"] == 7
    assert {one.code: one.months for one in queries.retention(cecilia.scope)}["raw_text"] == 24
