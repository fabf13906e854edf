"""A programme is begun in the web with nothing but what is written, each page answers for it, and it can be changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from samsyn.errors import BadInput, Refused
from samsyn.programme import STANDARD_FORMATS, final_report, from_plain, read_programme
from samsyn_web.base.scope import Role
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import FactsChange, Participant, Programme
from samsyn_web.programmes.urls import urlpatterns
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person, make_person

SUO = read_programme(ROOT / "examples/suo")
WRITTEN = {
    "name": "Stöd till små kommuner", "short_name": "SSK", "reference": "Ju2027/00123",
    "commissioner": "regeringen", "commissioned_on": "2027-01-15", "starts": "2027-03", "ends": "2028-12",
    "report_due_on": "2029-02-01", "focus_areas": "1. Skola och fritid\n2 Otillåten påverkan\n",
    "formats": "\n".join(f"{number}. {name}" for number, name in STANDARD_FORMATS.items()), "version": "0",
}  # fmt: skip
OTHERWISE: dict[str, dict[str, str]] = {
    "programmes:status_file": {"form": "html"},
    "programmes:report_file": {"form": "html"},
    "programmes:selection_export": {"form": "csv"},
    "programmes:obstacle": {"obstacle": "vacancy"},
    "programmes:write_text": {"part": "learnt"},
}


NOT_YET = {
    False: ("initiativ/nytt/", "urval.csv", "slutrapport.html", "belastning/ansprak/"),
    True: ("urval.csv", "slutrapport.html", "belastning/ansprak/"),
}
"""What has nothing to show before there is a municipality, a selection, a report that was made, or
a municipality whose load is asked for."""
LINK = re.compile(r'href="(/program/[^"?#]*)')


def addresses_of(numbers: dict[str, int]) -> list[str]:
    """Return every address of programmes that asks for these numbers and no other."""
    found = []
    for pattern in urlpatterns:
        name, holes = f"programmes:{pattern.name}", set(pattern.pattern.converters)
        other = OTHERWISE.get(name, {})
        if name == "programmes:end_joining":  # not there while nobody has the place
            continue
        if holes and holes <= set(numbers) | set(other):
            found.append(reverse(name, kwargs={key: numbers[key] for key in holes & set(numbers)} | other))
    return found


def founded(**other: Any) -> services.Founded:
    """Return what a coordinator writes: two focus areas, and what else is asked for."""
    given: dict[str, Any] = {
        "name": "Stöd till små kommuner", "short_name": "SSK", "formats": STANDARD_FORMATS,
        "focus_areas": {1: "Skola och fritid", 2: "Otillåten påverkan"},
    }  # fmt: skip
    return services.Founded(**(given | other))


@pytest.fixture
def new(dag: Person) -> Programme:
    """A programme that Dag has just begun."""
    return services.found_programme(by=dag.scope, at=AT, founded=founded())


def test_a_programme_is_begun_with_what_is_written_and_nothing_else(dag: Person) -> None:
    client, path = dag.client(), "/program/nytt/"
    empty = client.get("/program/").content.decode()
    assert f'href="{path}"' in empty
    begins = client.get(path).content.decode()
    assert all(f"{number}. {name}" in begins for number, name in STANDARD_FORMATS.items())
    for field, wrong in (
        ("name", ""), ("focus_areas", ""), ("focus_areas", "Skola"), ("focus_areas", "1. Skola\n1. Hem"),
        ("focus_areas", "1. Skola\n2. skola"), ("formats", ""), ("starts", "mars 2027"), ("ends", "2026-12"),
        ("report_due_on", "2026-12-31"), ("commissioner", "19121212-1212"), ("focus_areas", "0. Skola"),
    ):  # fmt: skip
        assert client.post(path, WRITTEN | {field: wrong}).status_code == 422, (field, wrong)
    assert not Programme.objects.exists()
    answer = client.post(path, WRITTEN)
    made = Programme.objects.get()
    assert answer.headers["Location"] == f"/program/{made.pk}/"
    facts = from_plain(made.facts)
    assert (facts.name, facts.reference, made.organisation) == (
        WRITTEN["name"],
        "Ju2027/00123",
        dag.organisation,
    )
    assert facts.focus_areas == {1: "Skola och fritid", 2: "Otillåten påverkan"}
    assert facts.formats == STANDARD_FORMATS
    assert (facts.more["starts"], facts.more["report_due_on"]) == ("2027-03", "2029-02-01")
    assert facts.is_fictional, "an organisation of the demonstration has invented programmes only"
    nothing = (facts.municipalities, facts.activities, facts.money, facts.readiness, facts.rules, facts.areas)
    assert (nothing, facts.survey) == (((),) * 6, None)
    assert "documents" not in facts.more
    assert set(made.facts) == set(
        services.load(by=None, at=AT, organisation=dag.organisation, facts=SUO).facts
    )
    assert client.post(path, WRITTEN).status_code == 422, "the short name is taken"


def test_only_who_decides_where_programmes_are_run_begins_one(
    dag: Person, anna: Person, running: Programme
) -> None:
    reader = make_person("Lova", Role.READER, Organisation.objects.get(pk=dag.organisation.pk))
    for person in (anna, reader):
        assert person.client().get("/program/nytt/").status_code in (403, 404)
        assert "/program/nytt/" not in person.client().get("/program/").content.decode()
        with pytest.raises(Refused):
            services.found_programme(by=person.scope, at=AT, founded=founded())


def test_a_real_organisations_programme_is_not_invented_and_claims_no_document(
    programme: Organisation,
) -> None:
    lead = make_person("Disa", Role.COORDINATOR, programme)
    made = services.found_programme(by=lead.scope, at=AT, founded=founded())
    page = lead.client().get(f"/program/{made.pk}/").content.decode()
    assert not made.is_fictional
    assert "Skrivet i Samsyn" in page
    assert "offentliga dokument" not in page


@pytest.mark.parametrize("begun", [False, True])
def test_every_page_answers_for_a_programme_that_is_empty(dag: Person, new: Programme, begun: bool) -> None:
    numbers = {"programme_id": new.pk}
    if begun:
        numbers["participant_id"] = services.add_participant(
            by=dag.scope, at=AT, programme=new, name="Lillby"
        ).pk
    client = dag.client()
    pages = {path: client.get(path) for path in addresses_of(numbers)}
    without = {path for path, answer in pages.items() if answer.status_code not in (200, 405)}
    assert without == {f"/program/{new.pk}/{rest}" for rest in NOT_YET[begun]}
    linked = set().union(*(LINK.findall(page.content.decode("latin-1")) for page in pages.values()))
    assert not linked & without, "no page leads to what is not there yet"
    assert len(pages) >= (30 if begun else 26)
    home = client.get(f"/program/{new.pk}/").content.decode()
    assert ("Lägg till den första kommunen" in home) is not begun


def test_the_final_report_of_an_empty_programme_claims_nothing(dag: Person, new: Programme) -> None:
    facts = queries.whole_facts(dag.scope, new.pk)
    assert facts is not None
    sections = final_report(facts)
    told = " ".join(" ".join((one.title, one.lead, *one.paragraphs, one.method)) for one in sections)
    for claim in ("medverkade", "0 hinder", "0 lärdomar", "som dokumenten anger", "inte publicerade", "F6"):
        assert claim not in told
    assert "F1–F2" in told
    assert [one.key for one in sections if one.tables] == ["commission"]


def test_what_is_written_is_changed_with_what_it_was_before(
    dag: Person, anna: Person, new: Programme
) -> None:
    client, path = dag.client(), f"/program/{new.pk}/uppgifter/"
    same = client.get(f"{path}andra/").context["form"].initial
    assert client.post(f"{path}andra/", WRITTEN | same).status_code == 302
    assert not FactsChange.objects.exists(), "nothing was changed"
    other = WRITTEN | {"focus_areas": "1. Skola, fritid och hem\n3. Lägesbild"}
    assert client.post(f"{path}andra/", other).headers["Location"] == path
    page = client.get(path).content.decode()
    for said in (
        "mars 2027",
        "1 februari 2029",
        "3. Lägesbild",
        "Det var:",
        "1. Skola och fritid",
        "Dag",
        "ej angivet",
    ):
        assert said in page
    new.refresh_from_db()
    assert new.facts["focus_areas"] == {"1": "Skola, fritid och hem", "3": "Lägesbild"}
    assert (new.reference, new.facts["reference"]) == ("Ju2027/00123", "Ju2027/00123")
    late = client.post(f"{path}andra/", WRITTEN)
    assert late.status_code == 422
    assert "Någon annan" in late.content.decode()
    with pytest.raises(Refused):
        services.change_programme(by=anna.scope, at=AT, programme=new, version=1, founded=founded())
    assert anna.client().get(path).status_code == 404


def test_what_is_used_is_not_taken_away(dag: Person, new: Programme) -> None:
    place = services.add_participant(by=dag.scope, at=AT, programme=new, name="Lillby")
    written = services.Written(focus_area=1, also_in=(2,), title="Kurs i EST", formats=(2,))
    services.add_activity(by=dag.scope, at=AT, programme=new, municipality=place.key, written=written)
    services.write_plan(by=dag.scope, at=AT, participant=place, focus_areas=[2], text="Börja i skolan.")
    for gone, said in (
        ({"focus_areas": {2: "Otillåten påverkan"}}, ("1. Skola och fritid", "Kurs i EST")),
        (
            {"focus_areas": {1: "Skola och fritid"}},
            ("2. Otillåten påverkan", "Kurs i EST", "planen för Lillby"),
        ),
        ({"formats": {1: "kunskap"}}, ("2. workshops", "Kurs i EST")),
    ):
        with pytest.raises(Refused) as refused:
            services.change_programme(by=dag.scope, at=AT, programme=new, version=0, founded=founded(**gone))
        assert all(word in refused.value.message for word in said), gone
    changed = services.change_programme(
        by=dag.scope, at=AT, programme=new, version=0,
        founded=founded(formats={2: "workshops"}, report_due_on=date(2030, 1, 1)),
    )  # fmt: skip
    assert changed.facts["formats"] == {"2": "workshops"}


def test_a_retold_programme_is_read_and_not_changed(dag: Person) -> None:
    retold = services.load(by=None, at=AT, organisation=dag.organisation, facts=SUO)
    client, path = dag.client(), f"/program/{retold.pk}/uppgifter/"
    page = client.get(path).content.decode()
    assert "Ju2022/01000" in page
    assert "augusti 2022" in page
    assert f"{path}andra/" not in page
    assert client.get(f"{path}andra/").status_code == 404
    with pytest.raises(Refused):
        services.change_programme(by=dag.scope, at=AT, programme=retold, version=0, founded=founded())


def test_files_that_are_read_again_leave_what_was_written_in_the_history(dag: Person, new: Programme) -> None:
    facts = from_plain(new.facts)
    services.load(by=None, at=AT, organisation=dag.organisation, facts=facts)
    assert not FactsChange.objects.exists()
    services.load(by=None, at=AT, organisation=dag.organisation, facts=replace(facts, name="Nytt namn"))
    assert queries.facts_changes(dag.scope, new.pk)[0].before == {"name": "Stöd till små kommuner"}
    page = dag.client().get(f"/program/{new.pk}/uppgifter/").content.decode()
    assert "ny inläsning" in page


def test_a_part_needs_a_name(dag: Person) -> None:
    with pytest.raises(BadInput):
        services.found_programme(by=dag.scope, at=AT, founded=founded(focus_areas={1: ""}))
    assert Participant.objects.count() == 0
