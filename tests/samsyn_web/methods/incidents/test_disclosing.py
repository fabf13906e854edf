"""What is disclosed is masked on the way out and logged; what is stored can be looked through by those who may."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.db import transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent, FrozenRecord, Job
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import Disclosure, Submission
from samsyn_web.methods.incidents.queries import inspection
from samsyn_web.methods.incidents.services import Withheld
from tests.support.sent import NOW, fresh, make_areas, send
from tests.support.story import Person, make_person


@pytest.fixture
def rolf(anna: Person) -> Person:
    """Rolf is registrar."""
    return make_person("Rolf", Role.REGISTRAR, anna.organisation)


@pytest.fixture
def disa(anna: Person) -> Person:
    """Disa is data protection officer."""
    return make_person("Disa", Role.PROTECTION, anna.organisation)


def disclose(by: Person, ones: list[Submission], form: str = "csv", **values: Any) -> Any:
    """Disclose reports."""
    withheld = values.pop("withheld", Withheld(spans={}, functions=False))
    return services.disclose(
        by=by.scope, at=NOW, submissions=ones, withheld=withheld, form=form, organisation="Exempelköping", **values
    )  # fmt: skip


def test_what_is_withheld_is_not_in_the_document_and_still_in_the_database(rolf: Person, rut: Person) -> None:
    make_areas(rolf)
    one = send(rut, description="Kalle Kula satt där.", area="A1")
    spans = {one.pk: {"description": [[0, 5], [6, 10]]}}
    with pytest.raises(BadInput, match="grund"):
        disclose(rolf, [one], withheld=Withheld(spans=spans, functions=False))
    ground = "OSL 21 kap. 1 §"
    made = disclose(rolf, [one], withheld=Withheld(spans=spans, functions=False, ground=ground))
    text = made.content.decode("utf-8-sig")
    assert "[utelämnat] satt där." in text
    assert "Åsen" in text, "areas are called by their names"
    assert "Kula" not in text
    assert fresh(one).description == "Kalle Kula satt där."
    record = Disclosure.objects.get()
    assert (record.count, record.withheld, record.ground, record.form) == (1, 1, ground, "csv")
    assert "Kula" not in str(AuditEvent.objects.values_list("detail_json"))
    with pytest.raises(FrozenRecord):
        Disclosure.objects.all().delete()


def test_the_reporters_function_can_be_left_out_on_a_ground(rolf: Person, rut: Person) -> None:
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(works_as="Fastighetsvärd, Bostad AB")
    one = fresh(one)
    assert "Fastighetsvärd" in disclose(rolf, [one]).content.decode()
    made = disclose(rolf, [one], withheld=Withheld(spans={}, functions=True, ground="OSL 21:1"))
    assert "Fastighetsvärd" not in made.content.decode()
    assert made.record.withheld == 1


def test_as_pdf_and_word(rolf: Person, rut: Person) -> None:
    one = send(rut, description="Två rutor <b>är</b> krossade.")
    assert disclose(rolf, [one], "pdf", reference="KS 2026/3").content.startswith(b"%PDF")
    word = zipfile.ZipFile(io.BytesIO(disclose(rolf, [one], "docx").content))
    text = word.read("word/document.xml").decode()
    assert "är" in text
    assert "krossade" in text
    everything = text + "".join(word.read(name).decode("utf-8", "ignore") for name in word.namelist())
    assert "Allmän handling, utlämnad" in everything
    assert "Bara för organisationens eget arbete" not in everything
    assert "Vad som förändrats" not in everything, "it is no picture"


def test_who_may_disclose(rolf: Person, anna: Person, bo: Person, rut: Person, cecilia: Person) -> None:
    one, theirs = send(rut), send(cecilia)
    for by, some in ((bo, [one]), (rut, [one]), (cecilia, [one]), (rolf, [theirs]), (rolf, [])):
        with pytest.raises((Refused, BadInput)), transaction.atomic():
            disclose(by, some)
    assert not Disclosure.objects.exists()
    assert list(queries.disclosable(rolf.scope, NOW.date(), NOW.date())) == []
    assert queries.disclosable(bo.scope, NOW.date(), NOW.date().replace(day=9)).count() == 0
    assert list(queries.disclosable(rolf.scope, NOW.date(), NOW.date().replace(day=9))) == [one]


def test_the_guard_looks_through_everything_and_keeps_nothing_of_it(disa: Person, rut: Person) -> None:
    one = send(rut)
    Submission.objects.filter(pk=one.pk).update(description="Ring 811218-9876")  # as if it had slipped in
    job = services.ask_to_inspect(by=disa.scope, at=NOW)
    job.refresh_from_db()
    assert job.state == "done", job.error
    assert sum(n for _name, _sure, n in job.result["counts"]) == 1
    assert job.result["places"] == [
        {"table": "incidents.Submission", "key": str(one.pk), "field": "description", "sure": True}
    ]
    assert "9876" not in str(Job.objects.values())
    place = job.result["places"][0]
    found = queries.stored_text(disa.scope, place["table"], place["key"], place["field"])
    assert found is not None
    assert "9876" in found.text


def test_words_are_found_wherever_they_stand_and_not_logged(
    disa: Person, anna: Person, rut: Person, cecilia: Person
) -> None:
    one = send(rut, description="Klubben Kulan stängde sent.")
    services.send_back(by=anna.scope, at=NOW, submission=one, answer="Menar du  KULAN vid torget?")
    send(cecilia, description="Kulan i Annanstad.")
    found = services.find_words(by=disa.scope, at=NOW, words=" kulan ")
    assert {(each.table, each.field) for each in found} == {
        ("incidents.Submission", "description"),
        ("incidents.Submission", "answer"),
        ("incidents.ReviewStep", "answer"),
    }
    event = AuditEvent.objects.get(verb="texts.searched")
    assert event.detail == {"found": 3}
    with pytest.raises(BadInput):
        services.find_words(by=disa.scope, at=NOW, words="a ")
    for by in (rut, cecilia):
        if by is cecilia:
            assert {each.text for each in services.find_words(by=by.scope, at=NOW, words="kulan")} == {
                "Kulan i Annanstad."
            }
            continue
        with pytest.raises(Refused):
            services.find_words(by=by.scope, at=NOW, words="kulan")


def test_every_table_with_free_text_is_looked_through() -> None:
    """A table whose organisation cannot be found would be left out of the search without a word."""
    from django.apps import apps

    own = [model for model in apps.get_models() if model.__module__.startswith("samsyn_web.")]
    written = {
        model._meta.label
        for model in own
        if "free_text" in {str(kind) for kind in getattr(model, "SENSITIVITY", {}).values()}
        and not getattr(model, "RESTRICTED", False)  # read by named people only, and so in no search
    }
    searched = {model._meta.label for model, _path, _fields in inspection._of_kind("free_text")}
    assert written - searched == {"base.ScheduledRun"}, "errors of the program, which belong to nobody"
    personal = {
        model._meta.label
        for model in own
        if {"personal", "sensitive"} & {str(kind) for kind in getattr(model, "SENSITIVITY", {}).values()}
    }
    known = {
        model._meta.label for kind in ("personal", "sensitive") for model, _p, _f in inspection._of_kind(kind)
    }
    assert personal - known == {"people.User"}, "which is found by its memberships"


def test_what_is_stored_about_users_is_told_by_table(disa: Person, rut: Person) -> None:
    send(rut)
    found = {one.table_name: one for one in queries.about_users(disa.scope)}
    assert found["inskickade rapporter"].rows == 1
    assert "rapportörens funktion" in found["inskickade rapporter"].fields
    assert found["användare"].rows == 3
    assert queries.about_users(rut.scope) == []


def test_no_field_is_shown_by_its_name_in_the_code() -> None:
    for kind in ("free_text", "personal", "sensitive"):
        for model, _path, fields in inspection._of_kind(kind):
            for field in fields:
                said = inspection._name(model, field)
                assert said != field.replace("_", " ") or said == "problem", f"{model._meta.label}.{field}"
