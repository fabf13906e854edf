"""Money of a programme: what documents state, what the coordinator writes, and nothing summed over what is not said."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from openpyxl import load_workbook

from samsyn.errors import BadInput
from samsyn.programme import final_report, read_programme, to_plain
from samsyn_web.base.scope import Role
from samsyn_web.people.models import Organisation
from samsyn_web.programmes import presenters, queries, services
from samsyn_web.programmes.models import MoneyRow, Programme
from tests.architecture.tree import ROOT
from tests.support.story import AT, Person, make_person

SUO = read_programme(ROOT / "examples/suo")
WRITTEN = {
    "side": "budget", "kind": "services", "year": "2025", "amount": "1 250,50", "payer": "anslaget",
    "recipient": "Sweco", "purpose": "intervjuer", "version": "0",
}  # fmt: skip


@pytest.fixture
def loaded(dag: Person) -> Programme:
    """The programme that Samsyn comes with, as rows."""
    return services.load(by=None, at=AT, organisation=dag.organisation, facts=SUO)


def shown(person: Person, address: str) -> str:
    """Return a page as a person reads it."""
    return person.client().get(address).content.decode().replace("\xa0", " ")


def test_rows_tell_what_the_documents_state_and_the_report_stays_as_it_was(
    dag: Person, loaded: Programme
) -> None:
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert again.money == SUO.money
    assert final_report(again) == final_report(SUO)
    assert loaded.facts["money"] == []
    rows = {one.key: one for one in queries.money(dag.scope, loaded.pk)}
    assert (rows["M1"].amount_ore, rows["M2"].amount_ore) == (300_000_000, 300_000_000)
    assert rows["M4"].certainty == "about"
    assert all(rows[key].amount_ore is None and rows[key].year is None for key in ("M8", "M9"))


def test_programmes_that_were_here_before_get_rows(dag: Person, loaded: Programme) -> None:
    MoneyRow.objects.all().delete()
    Programme.objects.filter(pk=loaded.pk).update(facts=to_plain(SUO))
    import_module("samsyn_web.programmes.migrations.0009_money").make_rows(apps, None)
    again = queries.whole_facts(dag.scope, loaded.pk)
    assert again is not None
    assert again.money == SUO.money


def test_nothing_is_summed_over_what_is_not_stated(dag: Person, loaded: Programme) -> None:
    rows = list(queries.money(dag.scope, loaded.pk))
    groups = {one.names: one for one in presenters.sum_rows(rows, "mottagare", exact=False)}
    assert groups["Brå", "anslag till uppdraget"].sums[0].ore == 600_000_000
    both = groups["de fem kommunerna tillsammans", "stöd till kommunerna"].sums[2]
    assert (both.ore, both.note) == (400_000_000, "ungefär"), "one of the two is about 2 million"
    assert groups["Södertälje", "stöd till kommunerna"].sums[2].text == "ej angivet"
    one = MoneyRow.objects.get(programme=loaded, key="M3")
    silent = replace(
        services.MoneyWritten(side="outcome", kind="local_support", recipient=one.recipient), year=2022
    )
    services.add_money(by=dag.scope, at=AT, programme=loaded, written=silent)
    rows = list(queries.money(dag.scope, loaded.pk))
    mixed = {one.names: one for one in presenters.sum_rows(rows, "slag", exact=False)}
    cell = mixed["2022", "stöd till kommunerna"].sums[2]
    assert (cell.ore, cell.text, cell.note.replace("\xa0", " ")) == (
        None, "ej angivet", "2 000 angivet i 1 av 2 rader",
    )  # fmt: skip


def test_budget_stands_against_outcome_and_each_sum_opens_to_its_rows(
    dag: Person, running: Programme
) -> None:
    for side, ore in (("budget", 30_000_000), ("outcome", 12_345_650), ("outcome", 20_000_000)):
        written = services.MoneyWritten(
            side=side, kind="wages", recipient="Låtsas 1", year=2025, amount_ore=ore, purpose=f"{side}-{ore}"
        )
        services.add_money(by=dag.scope, at=AT, programme=running, written=written)
    path = f"/program/{running.pk}/pengar/"
    thousands, exact = shown(dag, path), shown(dag, f"{path}?enhet=exakt")
    assert ">323</a>" in thousands
    assert '<td class="num">23</td>' in thousands, "outcome less budget: 23 456,50"
    assert ">323 456,50</a>" in exact
    assert '<td class="num">23 456,50</td>' in exact
    opened = shown(dag, f"{path}?ar=2025&slag=wages&mottagare=L%C3%A5tsas+1&sida=outcome")
    assert "outcome-12345650" in opened
    assert "budget-30000000" not in opened
    odd = queries.whole_facts(dag.scope, running.pk)
    assert odd is not None
    assert [(one.amount_ksek, one.exact) for one in odd.money] == [
        (300, "yes"), (123, "rounded"), (200, "yes"),
    ]  # fmt: skip


def test_a_sum_is_added_changed_withdrawn_and_taken_back(
    dag: Person, anna: Person, running: Programme
) -> None:
    client, new = dag.client(), f"/program/{running.pk}/pengar/ny/"
    for field, wrong in (
        ("amount", "tusen"),
        ("amount", "-5"),
        ("amount", "1,234"),
        ("recipient", "19121212-1212"),
    ):
        assert client.post(new, {**WRITTEN, field: wrong}).status_code == 422, (field, wrong)
    path = client.post(new, WRITTEN).headers["Location"]
    row = MoneyRow.objects.get(programme=running)
    assert (row.amount_ore, row.certainty) == (125_050, "yes")
    assert client.post(f"{path}andra/", {**WRITTEN, "version": "1", "amount": ""}).status_code == 302
    assert client.post(f"{path}andra/", {**WRITTEN, "version": "1"}).status_code == 422, "somebody was first"
    page = shown(dag, path)
    assert "summa: 1 250,50" in page
    assert "ej angivet" in page
    assert client.post(f"{path}ta-bort/", {"reason": ""}).status_code == 422
    client.post(f"{path}ta-bort/", {"reason": "Skrevs två gånger."})
    assert not queries.money(dag.scope, running.pk).exists()
    assert "Borttagna rader" in shown(dag, f"/program/{running.pk}/pengar/")
    assert "Borttagna rader" not in shown(anna, f"/program/{running.pk}/pengar/"), (
        "she only reads what counts"
    )
    client.post(f"{path}ta-tillbaka/")
    assert queries.money(dag.scope, running.pk).count() == 1
    assert anna.client().get(path).status_code == 200
    assert anna.client().get(f"{path}andra/").status_code == 404, (
        "her municipality takes part and does not run it"
    )
    assert anna.client().post(f"{path}ta-bort/", {"reason": "Nej."}).status_code in (403, 404, 422)
    row.refresh_from_db()
    assert not row.is_withdrawn


def test_what_a_document_states_is_not_changed_and_strangers_find_nothing(
    dag: Person, loaded: Programme, exempelkoping: Organisation
) -> None:
    row = MoneyRow.objects.get(programme=loaded, key="M1")
    path = f"/program/pengar/{row.pk}/"
    assert "ändras inte här" in shown(dag, path)
    assert dag.client().get(f"{path}andra/").status_code == 404
    assert dag.client().post(f"{path}ta-bort/", {"reason": "Nej."}).status_code == 422
    row.refresh_from_db()
    assert not row.is_withdrawn
    stranger = make_person("Sten", Role.COORDINATOR, exempelkoping)
    for address in (path, f"/program/{loaded.pk}/pengar/", f"/program/{loaded.pk}/pengar.csv"):
        assert stranger.client().get(address).status_code == 404


def test_reading_the_document_again_keeps_what_people_wrote(dag: Person, loaded: Programme) -> None:
    own = services.MoneyWritten(side="budget", kind="wages", recipient="Brå", year=2023, amount_ore=1)
    services.add_money(by=dag.scope, at=AT, programme=loaded, written=own)
    changed = replace(SUO, money=(replace(SUO.money[0], amount_ksek=3100), *SUO.money[2:]))
    services.load(by=None, at=AT, organisation=dag.organisation, facts=changed)
    rows = {one.key: one for one in queries.money(dag.scope, loaded.pk)}
    assert rows["M1"].amount_ore == 310_000_000
    assert "M2" not in rows
    assert any(not one.is_sourced for one in rows.values())
    for wrong in ({"kind": "gifts"}, {"amount_ksek": None}, {"exact": "perhaps"}):
        broken = replace(SUO, money=(replace(SUO.money[0], **wrong),))
        with pytest.raises(BadInput, match="M1"):
            services.load(by=None, at=AT, organisation=dag.organisation, facts=broken)


def test_the_files_hold_every_row_exactly(dag: Person, loaded: Programme) -> None:
    text = dag.client().get(f"/program/{loaded.pk}/pengar.csv").content.decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 1 + len(SUO.money)
    assert "ej angivet" in text
    made = dag.client().get(f"/program/{loaded.pk}/pengar.xlsx?per=slag").content
    values = [
        cell
        for sheet in load_workbook(BytesIO(made))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert values.count(3_000_000) == 4, "two rows, and the two sums of their years"
    assert 6_000_000 not in values, "years are not added to each other"
