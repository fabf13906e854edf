"""Folders that files are laid in: read once when they are whole, staged when a person is needed, refused with why."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from samsyn.errors import Refused
from samsyn_web.base import clock, schedule
from samsyn_web.base.scope import Role
from samsyn_web.methods.incidents import queries, services, tasks
from samsyn_web.methods.incidents.models import Inbox, InboxFile, Report
from samsyn_web.methods.incidents.services import inbox as inbox_services
from samsyn_web.observations.models import Intake
from samsyn_web.people.models import Membership
from tests.samsyn_web.conftest import Person
from tests.support.uploads import bring_in, csv_bytes, source_of

NOW = datetime(2024, 10, 10, 8, 0, tzinfo=UTC)
HOME = "/rapporter/inkorg/"


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.INBOX_ROOT = tmp_path / "inbox"
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def inbox(anna: Person) -> Inbox:
    """Return a folder for the source of a file with half of the weeks."""
    source = source_of(bring_in(anna, csv_bytes(weeks=46)))
    return services.set_up_inbox(by=anna.scope, at=NOW, source=source, organisation="Exempelköping")


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def lay(inbox: Inbox, name: str, content: bytes) -> Path:
    path = queries.folder_of(inbox) / name
    path.write_bytes(content)
    return path


def read(*minutes: int) -> None:
    """Let the worker come round at some minutes past."""
    for one in minutes:
        tasks.read_inboxes(NOW + timedelta(minutes=one))


def there(inbox: Inbox, below: str = "") -> list[str]:
    return sorted(one.name for one in (queries.folder_of(inbox) / below).iterdir() if one.is_file())


def states() -> list[str]:
    return list(InboxFile.objects.order_by("pk").values_list("state", flat=True))


def rows() -> int:
    return Report.objects.counting().count()


def test_the_folder_is_named_for_organisation_and_source(inbox: Inbox, anna: Person) -> None:
    assert inbox.folder == f"{anna.organisation.pk}-exempelkoping/{inbox.source.key}"
    assert (queries.folder_of(inbox) / "done").is_dir()
    assert any(one.name == "incidents.inboxes" for one in schedule.scheduled())


def test_a_whole_file_is_brought_in_once(inbox: Inbox) -> None:
    before = rows()
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(0)
    assert (states(), rows()) == (["seen"], before)
    read(5, 10)
    after = rows()
    assert after > before
    assert states() == ["done"]
    assert (there(inbox), there(inbox, "done")) == ([], ["vecka.csv"])
    inbox.refresh_from_db()
    assert (inbox.result, inbox.error) == ("inga nya filer", "")

    lay(inbox, "vecka.csv", csv_bytes(weeks=92))  # the same again
    read(15, 20)
    assert rows() == after
    assert there(inbox, "done") == ["vecka (2).csv", "vecka.csv"]
    assert Intake.objects.count() == 2


def test_a_file_that_grows_is_left_until_it_has_stopped(inbox: Inbox) -> None:
    whole = csv_bytes(weeks=60)
    path = lay(inbox, "vecka.csv", whole[:500])
    read(0)
    path.write_bytes(whole[:900])
    read(5)
    assert (states(), there(inbox)) == (["seen"], ["vecka.csv"])
    path.write_bytes(whole)
    read(10)
    tasks.read_inboxes(NOW + timedelta(minutes=10, seconds=30))  # alike, but not for long enough
    assert states() == ["seen"]
    read(15)
    assert states() == ["done"]
    assert Report.objects.counting().filter(intake__attachment__name="vecka.csv").count() > 0


@pytest.mark.parametrize("name", [".vecka.csv", "vecka.csv.part", "~$vecka.xlsx"])
def test_names_that_say_not_whole_are_left(inbox: Inbox, name: str) -> None:
    lay(inbox, name, csv_bytes())
    read(0, 5, 10)
    assert states() == []


def test_a_link_is_not_followed(inbox: Inbox, tmp_path: Path) -> None:
    secret = tmp_path / "annat.csv"
    secret.write_bytes(csv_bytes())
    (queries.folder_of(inbox) / "a.csv").symlink_to(secret)
    read(0, 5)
    assert states() == []


def test_what_needs_a_person_is_staged_and_shown(anna: Person, inbox: Inbox) -> None:
    services.declare(
        by=anna.scope, at=NOW, source=inbox.source,
        declared=queries_declared(inbox, {"Skadegörelse": "SKA", "Nedskräpning": "PLA", "Buller": "ORD"}),
    )  # fmt: skip
    before = rows()
    lay(inbox, "nytt.csv", csv_bytes(weeks=50).replace(b"Buller", b"Raketer"))
    lay(inbox, "kolumn.csv", csv_bytes().replace(b"Kategori", b"Klass"))
    read(0, 5)
    assert states() == ["waiting", "waiting"]
    assert rows() == before
    page = text_of(anna.client().get(HOME))
    assert "Nya ord för kategori: Raketer." in page
    assert "Kategori" in page
    staged = Intake.objects.get(attachment__name="nytt.csv")
    assert staged.is_staged
    assert f"/rapporter/inlasning/{staged.pk}/" in anna.client().get(HOME).content.decode()
    lay(inbox, "nytt igen.csv", csv_bytes(weeks=50).replace(b"Buller", b"Raketer"))
    read(10, 15)
    assert Intake.objects.filter(attachment__name="nytt.csv").get() == staged  # what a person has begun stays


def queries_declared(inbox: Inbox, categories: dict[str, str]):
    from dataclasses import replace

    from samsyn_web.observations import queries as observations

    return replace(observations.declared(inbox.source), categories=categories)


def test_what_cannot_be_read_is_refused_with_why(inbox: Inbox, anna: Person) -> None:
    lay(inbox, "bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(200))
    lay(inbox, "tom.csv", b"")
    read(0, 5)
    assert states() == ["refused", "refused"]
    assert there(inbox, "refused") == ["bild.csv", "bild.csv.txt", "tom.csv", "tom.csv.txt"]
    said = (queries.folder_of(inbox) / "refused" / "tom.csv.txt").read_text()
    assert "tom.csv kunde inte läsas" in said
    assert "Rätta filen" in said
    assert "kunde inte läsas" in text_of(anna.client().get(HOME))


def test_what_a_person_has_undone_does_not_come_back_by_itself(inbox: Inbox, anna: Person) -> None:
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(0, 5)
    before = rows()
    services.undo(by=anna.scope, at=NOW, intake=Intake.objects.get(attachment__name="vecka.csv"))
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(10, 15)
    assert rows() < before
    assert InboxFile.objects.last().why == "Samma fil har lästs in och ångrats förut."


class Cut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("where", ["_stage", "commit", "_end", "_move"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reading_that_is_cut_off_is_taken_up(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, where: str, when: str
) -> None:
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(0)
    real = getattr(inbox_services, where)

    def cut(*given, **named):
        if when == "after":
            real(*given, **named)
        raise Cut

    monkeypatch.setattr(inbox_services, where, cut)
    with pytest.raises(Cut):
        read(5)
    monkeypatch.setattr(inbox_services, where, real)
    read(10, 15)
    assert (there(inbox), there(inbox, "done")) == ([], ["vecka.csv"])
    assert rows() == len(csv_bytes(weeks=92).splitlines()) - 1
    assert set(states()) == {"done"}
    assert set(Intake.objects.values_list("state", flat=True)) == {"committed"}


def test_one_fault_stops_no_other_and_is_told(anna: Person, bo: Person, inbox: Inbox) -> None:
    other = source_of(bring_in(anna, csv_bytes(heading="Tid;Typ;Plats;Text"), "annan.csv"))
    second = services.set_up_inbox(by=bo.scope, at=NOW, source=other, organisation="Exempelköping")
    Membership.objects.filter(user=bo.user).update(is_active=False)
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(0, 5)
    assert states() == ["done"]
    second.refresh_from_db()
    assert "inte längre med i organisationen" in second.error
    assert "inte längre med i organisationen" in text_of(anna.client().get(HOME))
    services.turn_inbox(by=anna.scope, at=NOW, inbox=second, on=False)
    services.turn_inbox(by=anna.scope, at=NOW, inbox=Inbox.objects.get(pk=second.pk), on=True)
    assert Inbox.objects.get(pk=second.pk).set_up_by == anna.user


def test_whoever_may_no_longer_read_in_files_reads_none(anna: Person, inbox: Inbox) -> None:
    Membership.objects.filter(user=anna.user).update(role=Role.READER)
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    read(0, 5)
    inbox.refresh_from_db()
    assert "rätt att läsa in underlag" in inbox.error
    assert states() == []


def test_the_page_sets_up_and_pauses(anna: Person, capsys: pytest.CaptureFixture[str]) -> None:
    client = anna.client()
    assert "Ingen mapp är uppsatt" in text_of(client.get(HOME))
    source = source_of(bring_in(anna, csv_bytes(weeks=46)))
    page = client.post(HOME, {"source": source.pk}, follow=True)
    inbox = Inbox.objects.get()
    assert inbox.folder in text_of(page)
    lay(inbox, "vecka.csv", csv_bytes(weeks=92))
    client.post(f"{HOME}{inbox.pk}/pausa/")
    read(0, 5)
    assert states() == []
    client.post(f"{HOME}{inbox.pk}/sla-pa/")
    call_command("read_inbox")
    assert inbox.folder in capsys.readouterr().out
    assert states() == ["seen"]


def test_files_are_left_at_an_address_until_it_is_revoked(anna: Person, inbox: Inbox) -> None:
    client, stranger = anna.client(), Client(enforce_csrf_checks=True)
    page = client.post(f"{HOME}{inbox.pk}/adress/")
    address = re.search(r"/rapporter/inkorg/lamna/([\w-]+)/", page.content.decode())[0]
    token = address.split("/")[-2]
    assert token not in Inbox.objects.get().digest
    given = {"file": SimpleUploadedFile("../../vecka 41.csv", csv_bytes(weeks=92))}
    sent = stranger.post(address, given)
    assert sent.status_code == 201
    (name,) = there(inbox)
    assert name.endswith("_vecka_41.csv")
    read(0, 5)
    assert states() == ["done"]
    assert stranger.post(address, {}).status_code == 422
    client.post(f"{HOME}{inbox.pk}/adress/aterkalla/")
    given = {"file": SimpleUploadedFile("vecka.csv", csv_bytes())}
    assert stranger.post(address, given).status_code == 404
    assert stranger.get(address).status_code == 405


def test_a_left_file_is_whole_or_not_there(inbox: Inbox) -> None:
    with pytest.raises(Exception, match="tom"):
        services.leave_file(by=inbox, at=NOW, name="a.csv", content=ContentFile(b""))
    assert there(inbox) == []


def test_strangers_find_no_folder(inbox: Inbox, cecilia: Person, lars: Person) -> None:
    assert inbox.folder not in text_of(cecilia.client().get(HOME))
    for address in ("pausa", "sla-pa", "adress", "adress/aterkalla", "las"):
        assert cecilia.client().post(f"{HOME}{inbox.pk}/{address}/").status_code == 404
    assert lars.client().get(HOME).status_code == 403
    with pytest.raises(Refused):
        services.read_inbox(by=cecilia.scope, at=NOW, inbox=inbox)
