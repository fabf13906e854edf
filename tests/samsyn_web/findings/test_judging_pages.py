"""The page where people judge: who may open it, what it does without JavaScript, and what it says when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from samsyn_web.findings import queries, services
from samsyn_web.findings.models import FieldNote, LevelJudgement, Picture, PictureState, Priority
from samsyn_web.reports.models import Publication
from tests.samsyn_web.conftest import Person
from tests.support.published import page_of
from tests.support.uploads import AT, bring_in, compute, csv_bytes, source_of


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna: Person) -> Picture:
    """A draft where one area has far more reports in the last week."""
    burst = "".join(f"2024-10-0{1 + n % 4} 1{n % 9}:15;Skadegörelse;Åsen;{n}\n" for n in range(40))
    return compute(anna, source_of(bring_in(anna, csv_bytes() + burst.encode())))


def digests(person: Person, picture: Picture) -> dict[str, str]:
    return {
        one.finding.area_name: one.finding.digest for one in queries.areas_to_judge(person.scope, picture)
    }


def address(name: str, picture: Picture, *more: object) -> str:
    return reverse(f"findings:{name}", args=[picture.pk, *more])


def test_the_whole_page_is_saved_at_once(anna: Person, picture: Picture) -> None:
    named = digests(anna, picture)
    data = {
        f"{named['Norrby']}-choice": "accepted",
        f"{named['Söderängen']}-choice": "red",
        f"{named['Söderängen']}-reason": "En skola brann.",
    }
    page = anna.client().post(address("judge_areas", picture), data, follow=True)
    assert "Sparat: 2 bedömningar." in page.content.decode()
    assert {one.level for one in LevelJudgement.objects.all()} == {"green", "red"}


def test_an_error_is_said_where_it_is_and_what_was_written_stays(anna: Person, picture: Picture) -> None:
    named = digests(anna, picture)
    data = {f"{named['Norrby']}-choice": "red", f"{named['Åsen']}-reason": "skriv till a@b.se"}
    page = anna.client().post(address("judge_areas", picture), data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Skriv varför nivån skiljer sig från förslaget." in text
    assert "en e-postadress (tecken 12–17, efter ”skriv till”)" in text
    assert "skriv till a@b.se</textarea>" in text
    assert not LevelJudgement.objects.exists()


def test_one_area_is_swapped_and_the_count_with_it(anna: Person, picture: Picture) -> None:
    digest = digests(anna, picture)["Norrby"]
    client, path = anna.client(), address("judge_area", picture, digest)
    wrong = client.post(path, {f"{digest}-choice": "red"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    right = client.post(path, {f"{digest}-choice": "accepted"}, headers={"HX-Request": "true"})
    text = right.content.decode()
    assert "<html" not in text
    assert "1 av 3 områden är bedömda." in text
    assert 'hx-swap-oob="true"' in text
    plain = client.post(path, {f"{digest}-choice": "yellow", f"{digest}-reason": "Fler bråk."})
    assert plain.url.endswith(f"#niva-{digest}")
    assert client.post(path, {f"{digest}-choice": ""}).status_code == 422


def test_from_draft_to_judged_and_published_by_forms(anna: Person, picture: Picture) -> None:
    client = anna.client()
    client.post(address("accept_green", picture))
    digest = digests(anna, picture)["Åsen"]
    client.post(address("mark_judged", picture))
    assert Picture.objects.get().state == PictureState.DRAFT
    data = {f"{digest}-choice": "dismissed", f"{digest}-reason": "Samma händelse flera gånger."}
    client.post(address("judge_area", picture, digest), data)
    alarm = queries.alarms(anna.scope, picture)[0].finding
    given = {f"larm-{alarm.digest}-answer": "wrong", f"larm-{alarm.digest}-text": "Dubbla rader."}
    client.post(address("answer", picture, alarm.digest), given)
    client.post(address("write_note", picture), {"text": "Lampan vid torget är trasig."})
    client.post(address("prioritise", picture), {"problem_1": "Mörkt torg", "why_1": "Många går där."})
    client.post(address("mark_judged", picture))
    assert Picture.objects.get().state == PictureState.JUDGED
    form = client.get(f"/lagesbilder/{picture.pk}/publicera/").content.decode()
    assert "as_proposals" not in form
    client.post(f"/lagesbilder/{picture.pk}/publicera/", {"edition": "internal"})
    html = page_of(Publication.objects.get())
    for said in (
        "Samma händelse flera gånger.",
        "Dubbla rader.",
        "Lampan vid torget",
        "Mörkt torg",
        "avfärdad av Anna",
    ):
        assert said in html, said
    assert "är inte bedömd" not in html
    assert "Fastställd" in html
    page = client.get(address("judge", picture)).content.decode()
    assert "Bedömningen är fryst med den." in page
    assert 'name="text"' not in page
    figure = client.get(reverse("findings:figure", args=[alarm.digest])).content.decode()
    assert "Felaktig uppgift. Dubbla rader. (Anna)" in figure


def test_what_is_not_judged_is_published_only_knowingly(anna: Person, picture: Picture) -> None:
    client, path = anna.client(), f"/lagesbilder/{picture.pk}/publicera/"
    refused = client.post(path, {"edition": "internal"})
    assert refused.status_code == 422
    assert "Bekräfta att nivåerna publiceras som förslag" in refused.content.decode()
    assert not Publication.objects.exists()
    client.post(path, {"edition": "internal", "as_proposals": "on"})
    assert "Lägesbilden är inte bedömd: nivåerna är systemets förslag." in page_of(Publication.objects.get())
    assert "publicerad utan bedömning" in client.get(f"/lagesbilder/{picture.pk}/").content.decode()


def test_a_judgement_is_opened_again(anna: Person, picture: Picture) -> None:
    proposals = digests(anna, picture).values()
    data = {f"{digest}-choice": "accepted" for digest in proposals if digest} | {}
    client = anna.client()
    client.post(address("judge_areas", picture), data)
    client.post(address("mark_judged", picture))
    client.post(address("reopen", picture))
    assert Picture.objects.get().state == PictureState.DRAFT


def test_notes_and_priorities_come_and_go(anna: Person, picture: Picture) -> None:
    client = anna.client()
    wrong = client.post(address("write_note", picture), {"text": "Ring 08-123 45 67"})
    assert wrong.status_code == 422
    assert "ett telefonnummer" in wrong.content.decode()
    client.post(address("write_note", picture), {"text": "Tyst i helgen."})
    client.post(address("remove_note", picture, FieldNote.objects.get().pk))
    assert not FieldNote.objects.exists()
    page = client.get(address("judge", picture)).content.decode()
    assert "Noteringen är borttagen" in page
    assert 'name="text" value="Tyst i helgen."' in page
    assert "Noteringen är borttagen" not in client.get(address("judge", picture)).content.decode()
    assert client.post(address("prioritise", picture), {"problem_1": "Buller"}).status_code == 422
    client.post(address("prioritise", picture), {"problem_2": "Buller", "why_2": "Varje kväll."})
    assert Priority.objects.get().position == 1


PAGES = [
    "judge_areas", "accept_green", "write_note", "prioritise", "mark_judged", "reopen",
    "judge_area", "answer", "remove_note",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_strangers_and_readers_reach_nothing(
    anna: Person, lars: Person, rut: Person, cecilia: Person, picture: Picture, name: str
) -> None:
    note = services.write_note(by=anna.scope, at=AT, picture=picture, text="Tyst i helgen.")
    more = {
        "judge_area": [digests(anna, picture)["Åsen"]],
        "answer": [queries.alarms(anna.scope, picture)[0].finding.digest],
        "remove_note": [note.pk],
    }.get(name, [])
    path = address(name, picture, *more)
    assert cecilia.client().post(path, {"text": "x"}).status_code == 404
    for person in (lars, rut):
        assert person.client().post(path, {"text": "x"}).status_code == 403
    assert anna.client().get(path).status_code == 405
    assert not LevelJudgement.objects.exists()
    assert FieldNote.objects.count() == 1


def test_who_may_read_the_judging(
    anna: Person, lars: Person, rut: Person, cecilia: Person, picture: Picture
) -> None:
    path = address("judge", picture)
    assert [one.client().get(path).status_code for one in (lars, cecilia, rut)] == [404, 404, 403]
    services.mark_published(by=anna.scope, at=AT, picture=picture)
    page = lars.client().get(path)
    assert page.status_code == 200
    assert "Godta alla gröna" not in page.content.decode()
