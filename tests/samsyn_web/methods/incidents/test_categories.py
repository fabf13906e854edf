"""Categories worked out locally: opened, changed, undone, tried, commented and decided, and who may do which."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.errors import BadInput, Refused
from samsyn.instruments.categories import Indicator
from samsyn.instruments.editing import closed
from samsyn.instruments.groups import NamesAGroup
from samsyn.instruments.load import categories as national
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.models import CategoryProposal, CategoryVersion, Report
from tests.samsyn_web.conftest import Person
from tests.support.story import make_person
from tests.support.uploads import bring_in

NOW = datetime(2024, 10, 10, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
HOME = "/rapporter/kategorier/"
NEW = {
    "label": "Skräp i trapphus", "help": "Skräp innanför entrén.", "weight": 3, "words": "Nedskräpning",
    "national": "PLA", "formerly": ["PLA-SKR"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def member(anna: Person) -> Person:
    """Return Mia, who sits in the group."""
    return make_person("Mia", Role.MEMBER, anna.organisation)


@pytest.fixture
def proposal(anna: Person) -> CategoryProposal:
    return services.open_proposal(by=anna.scope, at=NOW, title="Trapphus")


def path(proposal: CategoryProposal, *parts: str) -> str:
    return "/".join([f"{HOME}forslag/{proposal.pk}", *parts, ""])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def listed(proposal: CategoryProposal):
    proposal.refresh_from_db()
    return queries.listed(proposal.content)


def decide(person: Person, proposal: CategoryProposal, day: date = TODAY) -> CategoryVersion:
    return services.decide_categories(
        by=person.scope, at=NOW, proposal=proposal, reason="Vi behöver se mer", valid_from=day
    )


def test_a_group_works_out_its_own_list(anna: Person, member: Person) -> None:
    """A member opens and changes, the analyst tries, the coordinator decides."""
    bring_in(anna)
    mia, client = member.client(), anna.client()
    assert "nationella listan" in text_of(mia.get(HOME))
    sent = mia.post(f"{HOME}nytt/", {"title": "Trapphus och trafik"}, follow=True)
    proposal = CategoryProposal.objects.get()
    assert "Trapphus och trafik" in text_of(sent)
    page = mia.post(path(proposal, "ny"), NEW, follow=True)
    assert "Skräp i trapphus" in text_of(page)
    assert "Mia" in text_of(page)
    weights = {f"p_{code}": 0 for code in listed(proposal).every} | {"p_L01": 2}
    page = mia.post(path(proposal, "indikator"), {"label": "Otrygghet i trapphus", **weights}, follow=True)
    assert "Otrygghet i trapphus" in text_of(page)
    mia.post(path(proposal, "kommentera"), {"text": "Bra för bovärdarna", "code": "PLA"})
    assert "Bra för bovärdarna" in text_of(client.get(path(proposal)))

    tried = text_of(client.get(path(proposal, "prova")))
    there = Report.objects.counting().filter(day__gte=date(2023, 10, 1), day__lt=date(2024, 10, 1))
    rubbish = there.filter(category="Nedskräpning").count()
    assert rubbish > 50
    assert f"Skräp i trapphus 0 {rubbish}" in tried
    assert f"Ingen kategori {there.count()}" in tried  # nothing is mapped yet
    assert "Indikator: Otrygghet i trapphus" in tried

    page = client.post(
        path(proposal, "besluta"),
        {"valid_from": "2024-10-14", "reason": "Trapphusen syns inte i dag"},
        follow=True,
    )
    assert "Trapphusen syns inte i dag" in text_of(page)
    assert "Delarna går inte att räkna bakåt var för sig" in text_of(page)
    assert queries.category_list(anna.scope, date(2024, 10, 13)) == national()
    mine = queries.category_list(member.scope, date(2024, 10, 14))
    assert (mine.version, mine.based_on) == ("egen 1 (samsyn-kategorier 1.0)", national().version)
    assert mine.label_of("L01") == "Skräp i trapphus"
    assert queries.category_list(anna.scope) == mine
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"category_proposal.opened", "category_proposal.changed", "category_version.decided"} <= verbs


def test_versions_are_kept_and_the_list_of_a_day_is_found(anna: Person, proposal: CategoryProposal) -> None:
    services.put_category(
        by=anna.scope, at=NOW, proposal=proposal, one=replace(national().categories[0], label="Klotter")
    )
    first = decide(anna, proposal, date(2024, 11, 1))
    second = services.open_proposal(by=anna.scope, at=NOW, title="Mer")
    services.put_category(
        by=anna.scope, at=NOW, proposal=second, one=replace(listed(second).categories[0], label="Skador")
    )
    with pytest.raises(BadInput, match="2024-11-01"):
        decide(anna, second, date(2024, 10, 20))
    decide(anna, second, date(2025, 1, 1))
    names = [
        queries.category_list(anna.scope, day).label_of("SKA")
        for day in (NOW.date(), date(2024, 12, 31), date(2025, 1, 1))
    ]
    assert names == ["Skadegörelse och klotter", "Klotter", "Skador"]
    assert "hette Skadegörelse och klotter" in text_of(anna.client().get(f"{HOME}version/{first.pk}/"))
    assert "code: SKA" in anna.client().get(f"{HOME}version/{first.pk}/lista.yaml").content.decode()


def test_every_change_can_be_taken_back(anna: Person, member: Person, proposal: CategoryProposal) -> None:
    client = anna.client()
    before = listed(proposal)
    client.post(path(proposal, "flytta"), {"code": "SKA", "way": "down"})
    moved = listed(proposal)
    assert moved.codes[:2] == ("BRN", "SKA")
    member.client().post(path(proposal, "ny"), NEW)
    first, last = queries.category_changes(anna.scope, proposal).order_by("pk")
    page = client.post(path(proposal, "angra"), {"change": first.pk}, follow=True)
    assert "Ångra den senaste ändringen först" in text_of(page)
    client.post(path(proposal, "angra"), {"change": last.pk})
    assert listed(proposal) == moved
    client.post(path(proposal, "angra"), {"change": first.pk})
    assert listed(proposal) == before
    assert not queries.category_changes(anna.scope, proposal)


def test_a_category_is_closed_with_its_parts_and_opened_again(
    anna: Person, proposal: CategoryProposal
) -> None:
    client = anna.client()
    one = national().get("ORD")
    said = {"label": one.label, "help": one.help, "example_ok": one.example_ok, "example_not_ok": one.example_not_ok,
            "weight": one.weight, "words": ""}  # fmt: skip
    client.post(path(proposal, "kategori", "ORD"), {**said, "closed": "on", "instead": "SAM"})
    known = listed(proposal)
    assert known.every["ORD"].closed
    assert known.every["ORD-LJU"].instead == "SAM"
    assert "räknas framåt och bakåt i" in text_of(client.get(path(proposal)))
    client.post(path(proposal, "kategori", "ORD"), said)
    assert listed(proposal) == replace(national())


@pytest.mark.parametrize("label", ["Tiggeri", "Hemlösa vid stationen", "Ungdomsgäng"])
def test_no_category_names_a_group_of_people(anna: Person, proposal: CategoryProposal, label: str) -> None:
    page = anna.client().post(path(proposal, "ny"), {**NEW, "label": label})
    assert page.status_code == 422
    assert "pekar ut en grupp av människor" in text_of(page)
    assert "Skriv om texten" in text_of(page)
    assert listed(proposal) == national()
    with pytest.raises(NamesAGroup):
        services.put_indicator(
            by=anna.scope,
            at=NOW,
            proposal=proposal,
            indicator=Indicator(code="I01", label=label, parts=(("SKA", 1),)),
        )


def test_a_local_category_has_a_counterpart_or_a_reason(anna: Person, proposal: CategoryProposal) -> None:
    page = anna.client().post(path(proposal, "ny"), {**NEW, "national": ""})
    assert "skriv varför ingen passar" in text_of(page)
    anna.client().post(path(proposal, "ny"), {**NEW, "national": "", "no_national": "Bara hos oss"})
    assert listed(proposal).every["L01"].no_national == "Bara hos oss"


def test_a_sensitive_part_is_off_until_it_is_turned_on(anna: Person, proposal: CategoryProposal) -> None:
    new = {"label": "Sovplats i garage", "help": "", "weight": 1, "national": "ORD-SOV", "sensitive": "on"}
    anna.client().post(f"{path(proposal, 'ny')}?under=ORD", new)
    assert not listed(proposal).every["ORD-L01"].enabled
    anna.client().post(path(proposal, "kategori", "ORD-L01"), {**new, "enabled": "on"})
    assert listed(proposal).every["ORD-L01"].enabled
    assert listed(proposal).every["ORD-L01"].sensitive


def test_a_list_goes_out_and_comes_in(anna: Person, proposal: CategoryProposal) -> None:
    client = anna.client()
    client.post(path(proposal, "ny"), NEW)
    sent = client.get(path(proposal, "forslag.yaml")[:-1]).content
    client.post(f"{HOME}nytt/", {"title": "Från fil", "file": SimpleUploadedFile("lista.yaml", sent)})
    assert listed(CategoryProposal.objects.get(title="Från fil")) == listed(proposal)
    cut = re.sub(rb"- code: SKA\n.*?(?=- code: BRN\n)", b"", sent, flags=re.S)
    assert cut != sent
    page = client.post(f"{HOME}nytt/", {"title": "Trasig", "file": SimpleUploadedFile("lista.yaml", cut)})
    assert "aldrig tas bort" in text_of(page)
    page = client.post(
        f"{HOME}nytt/", {"title": "Trasig", "file": SimpleUploadedFile("lista.yaml", b"\xff\xfe\x00")}
    )
    assert "inte text i UTF-8" in text_of(page)


def test_what_has_nothing_to_decide_or_an_old_base_is_refused(
    anna: Person, proposal: CategoryProposal
) -> None:
    with pytest.raises(BadInput, match="likadant"):
        decide(anna, proposal)
    other = services.open_proposal(by=anna.scope, at=NOW, title="Andra")
    for each in (proposal, other):
        services.put_category(
            by=anna.scope, at=NOW, proposal=each, one=replace(national().categories[0], weight=5)
        )
    with pytest.raises(BadInput, match="i dag eller senare"):
        decide(anna, proposal, date(2024, 10, 9))
    decide(anna, proposal)
    with pytest.raises(policies.ListHasMoved):
        decide(anna, other)
    with pytest.raises(Refused, match="beslutat"):
        services.put_category(
            by=anna.scope,
            at=NOW,
            proposal=CategoryProposal.objects.get(pk=proposal.pk),
            one=national().categories[0],
        )


def test_who_may_do_what(
    anna: Person,
    bo: Person,
    lars: Person,
    rut: Person,
    cecilia: Person,
    member: Person,
    proposal: CategoryProposal,
) -> None:
    services.put_category(
        by=bo.scope, at=NOW, proposal=proposal, one=replace(national().categories[0], weight=5)
    )
    assert lars.client().get(path(proposal)).status_code == 200  # reads, and changes nothing
    assert lars.client().post(path(proposal, "ny"), NEW).status_code == 403
    assert rut.client().get(path(proposal)).status_code == 403
    for person in (bo, member):
        assert person.client().get(path(proposal, "besluta")).status_code == 403
        with pytest.raises(Refused, match="leder arbetet"):
            decide(person, proposal)
    assert (
        member.client().get(path(proposal, "prova")).status_code == 403
    )  # counts of the register are not hers
    assert cecilia.client().get(path(proposal)).status_code == 404
    with pytest.raises(Refused, match="annan organisation"):
        services.comment_on_proposal(by=cecilia.scope, at=NOW, proposal=proposal, text="Hej")
    decide(anna, proposal)
    assert queries.category_list(cecilia.scope) == national()
    assert queries.category_list(rut.scope).every["SKA"].weight == 5  # who reports chooses from it


def test_comments_hold_no_person_and_are_taken_back_by_their_writer(
    anna: Person, member: Person, proposal: CategoryProposal
) -> None:
    page = member.client().post(path(proposal, "kommentera"), {"text": "Ring 070-123 45 67"})
    assert page.status_code == 422
    member.client().post(path(proposal, "kommentera"), {"text": "Bra"})
    comment = queries.category_comments(anna.scope, proposal).get()
    address = f"{HOME}kommentar/{comment.pk}/ta-bort/"
    assert anna.client().post(address).status_code == 404
    assert member.client().post(address).status_code == 302
    assert not queries.category_comments(anna.scope, proposal)


def test_a_proposal_is_put_aside_and_taken_up(anna: Person, proposal: CategoryProposal) -> None:
    client = anna.client()
    client.post(path(proposal, "lagg-undan"))
    assert client.post(path(proposal, "ny"), NEW).status_code == 422
    assert "Ta upp förslaget igen" in text_of(client.get(path(proposal)))
    client.post(path(proposal, "ta-upp"))
    assert client.post(path(proposal, "ny"), NEW).status_code == 302


def test_without_reports_the_trial_teaches(anna: Person, proposal: CategoryProposal) -> None:
    assert "inga rapporter att pröva på" in text_of(anna.client().get(path(proposal, "prova")))


def test_the_form_offers_what_can_be_chosen(anna: Person, rut: Person, proposal: CategoryProposal) -> None:
    home = national().get("ORD")
    assert home is not None
    services.put_category(by=anna.scope, at=NOW, proposal=proposal, one=closed(home, "SAM"))
    anna.client().post(path(proposal, "ny"), NEW)
    decide(anna, proposal)
    known = queries.category_list(rut.scope, TODAY)
    offered = presenters.form_lists(rut.scope, known)
    codes = [one["code"] for one in offered["categories"]]
    assert "L01" in codes
    assert "ORD" not in codes
    assert offered["versions"]["categories"] == "egen 1 (samsyn-kategorier 1.0)"
    assert known.label_of("ORD-LJU") == "Störande ljud"  # what was reported can still be read
