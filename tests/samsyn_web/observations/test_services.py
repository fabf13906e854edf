"""Files are kept once, read, frozen, and let go."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps as django_apps
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from samsyn import files
from samsyn.errors import Refused, UnreadableFile
from samsyn_web.base.models import AuditEvent
from samsyn_web.observations import queries, services
from samsyn_web.observations.models import Attachment, AttachmentKind, Round, RoundFile, RoundState
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, PERIOD, SECRET, compute, csv_bytes, open_round, upload


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_disk() -> list[Path]:
    """Return every kept file."""
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_a_file_is_read_and_nothing_is_guessed_away(anna: Person) -> None:
    observed = open_round(anna)
    (file,) = queries.round_files(anna.scope, observed)
    reading = queries.reading_of(anna.scope, file)
    assert reading is not None
    assert reading.rows_read == reading.rows_used == csv_bytes().count(b"\n") - 1
    assert reading.source.columns["category"] == "Kategori"
    assert file.first_day < file.last_day
    assert observed.state == RoundState.OPEN


def test_what_is_read_back_equals_what_was_read(anna: Person, tmp_path: Path) -> None:
    from samsyn import files

    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    direct = files.read(path, at=AT)
    (stored,) = queries.readings(anna.scope, open_round(anna))
    assert stored.table.frame.equals(direct.table.frame)
    assert stored.source == direct.source
    assert (stored.guesses, stored.columns, stored.sha256) == (direct.guesses, direct.columns, direct.sha256)
    assert stored.areas is not None
    assert stored.areas.keys == direct.areas.keys


def test_the_same_bytes_are_one_file_and_one_begun_round(anna: Person) -> None:
    first = open_round(anna)
    again = open_round(anna, name="samma fil, annat namn.csv")
    assert again == first
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 1


def test_the_same_bytes_in_another_organisation_are_another_file(anna: Person, cecilia: Person) -> None:
    assert open_round(anna) != open_round(cecilia)
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 2


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 a broken workbook", b"\x00\x01\x02" * 50, b"%PDF-1.7 not a table"]
)
def test_a_hostile_file_leaves_nothing_behind(anna: Person, content: bytes) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(UnreadableFile) as raised:
        open_round(anna, content, "rapporter.xlsx")
    assert raised.value.message
    assert not Attachment.objects.exists()
    assert not Round.objects.exists()
    assert on_disk() == []
    assert AuditEvent.objects.count() == events


def test_one_bad_file_among_good_ones_leaves_nothing_behind(anna: Person) -> None:
    bad = upload(b"\x00\x01\x02" * 50, "dålig.xlsx")
    with pytest.raises(UnreadableFile):
        services.open_round(by=anna.scope, at=AT, method="incidents", reports=[upload(), bad])
    assert not Round.objects.exists()
    assert on_disk() == []


def test_a_file_without_known_columns_waits_for_a_person(anna: Person) -> None:
    content = csv_bytes(heading="a;b;c;d").replace(b"-", b"~").replace(b":", b"'")
    observed = open_round(anna, content)
    (file,) = queries.round_files(anna.scope, observed)
    assert file.reading is None
    assert "Peka ut" in file.problem
    assert queries.is_read(anna.scope, observed)
    assert queries.span(anna.scope, observed) is None


def test_a_correction_reads_the_file_again(anna: Person) -> None:
    observed = open_round(anna)
    (file,) = queries.round_files(anna.scope, observed)
    services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""}, content=upload())
    (file,) = queries.round_files(anna.scope, observed)
    reading = queries.reading_of(anna.scope, file)
    assert reading is not None
    assert "area" not in reading.source.columns
    assert file.corrections == {"area": ""}


PLAIN = csv_bytes(heading="Tidpunkt;Kategori;Område;Nummer", text="nr").replace(
    b" s\xc3\xa5g n\xc3\xa5got ", b""
)
PERSONS = [
    csv_bytes(),
    csv_bytes(heading="Tidpunkt;Kategori;Område;Personnummer", text="19121212-1212"),
    csv_bytes(heading="Tidpunkt;Kategori;Område;Anmälare"),
    csv_bytes(heading="a;b;c;d").replace(b"-", b"~").replace(b":", b"'"),  # nobody knows yet what it holds
]


def kept_anywhere(words: bytes) -> bool:
    """Return whether words stand in a kept file or in any cell of the database."""
    if any(words in path.read_bytes() for path in on_disk()):
        return True
    text = words.decode()
    return any(
        text in str(value)
        for model in django_apps.get_models()
        if model._meta.managed
        for row in model._default_manager.values_list()
        for value in row
    )


@pytest.mark.parametrize("content", PERSONS)
def test_a_file_that_may_name_people_is_read_and_never_stored(anna: Person, content: bytes) -> None:
    open_round(anna, content)
    attachment = Attachment.objects.get(kind=AttachmentKind.REPORTS)
    assert not attachment.file
    assert attachment.size == len(content)
    assert not kept_anywhere(b"Hemligsson")
    assert not kept_anywhere(b"121212")


def test_a_file_that_the_worker_reads_is_let_go_when_it_has(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    observed = services.open_round(
        by=anna.scope, at=AT, method="incidents", reports=[upload()], read_now=False
    )
    assert kept_anywhere(SECRET.encode())
    with django_capture_on_commit_callbacks(execute=True):
        services.read_round(by=anna.scope, at=AT, observed=observed)
    assert not kept_anywhere(SECRET.encode())
    assert AuditEvent.objects.filter(verb="attachment.emptied").exists()


def test_a_corrected_file_is_not_stored_either(anna: Person) -> None:
    (file,) = queries.round_files(anna.scope, open_round(anna))
    for content, says in ((None, "Välj filen igen"), (upload(PLAIN), "inte samma fil")):
        with pytest.raises(Refused, match=says):
            services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""}, content=content)
    services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""}, content=upload())
    assert not kept_anywhere(SECRET.encode())


def test_a_file_without_people_is_kept_until_the_round_is_frozen(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    observed = open_round(anna, PLAIN)
    (file,) = queries.round_files(anna.scope, observed)
    assert file.attachment.file.read() == PLAIN
    services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""})
    with django_capture_on_commit_callbacks(execute=True):
        compute(anna, observed)
    attachment = Attachment.objects.get(kind=AttachmentKind.REPORTS)
    assert not attachment.file
    assert on_disk()
    assert not any(path.read_bytes() == PLAIN for path in on_disk())


def test_an_emptied_file_gets_its_bytes_again(anna: Person, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        compute(anna, open_round(anna, PLAIN))
    again = open_round(anna, PLAIN)
    (file,) = queries.round_files(anna.scope, again)
    assert file.attachment.file.read() == PLAIN


@pytest.mark.django_db(transaction=True)
def test_nothing_waits_while_a_file_is_read(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    real = files.read
    monkeypatch.setattr(
        files,
        "read",
        lambda *args, **named: inside.append(connection.in_atomic_block) or real(*args, **named),
    )
    observed = open_round(anna)
    (file,) = queries.round_files(anna.scope, observed)
    services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""}, content=upload())
    waiting = [upload(PLAIN)]
    later = services.open_round(by=anna.scope, at=AT, method="incidents", reports=waiting, read_now=False)
    services.read_round(by=anna.scope, at=AT, observed=later)
    assert inside == [False] * 3


def test_a_frozen_round_is_never_changed_by_a_service(anna: Person) -> None:
    picture = compute(anna)
    (file,) = queries.round_files(anna.scope, picture.round)
    with pytest.raises(Refused):
        services.correct(by=anna.scope, at=AT, file=file, corrections={"area": ""})
    with pytest.raises(Refused):
        services.discard_round(by=anna.scope, at=AT, observed=picture.round)
    with pytest.raises(Refused):
        services.read_round(by=anna.scope, at=AT, observed=picture.round)


def test_a_frozen_round_is_never_changed_in_the_database(anna: Person) -> None:
    picture = compute(anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=picture.round_id).update(period="2024-W41")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundFile.objects.filter(round=picture.round).update(reading={"rows_used": 0})
    assert Round.objects.get(pk=picture.round_id).period == PERIOD


def test_an_open_round_may_be_thrown_away_with_its_files(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        observed = open_round(anna)
        services.discard_round(by=anna.scope, at=AT, observed=observed)
    assert not Attachment.objects.exists()
    assert on_disk() == []


def test_throwing_away_keeps_what_another_round_rests_on(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    picture = compute(anna)
    with django_capture_on_commit_callbacks(execute=True):
        copy = services.copy_round(by=anna.scope, at=AT, observed=picture.round)
        services.discard_round(by=anna.scope, at=AT, observed=copy)
    assert queries.table_rows(picture.round.rows).height > 0
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 1


@pytest.mark.parametrize("who", ["lars", "rut", "ada"])
def test_only_those_who_work_with_data_may_add_files(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        open_round(person)
    assert not Attachment.objects.exists()


def test_a_stranger_may_not_change_a_round(anna: Person, cecilia: Person) -> None:
    observed = open_round(anna)
    with pytest.raises(Refused):
        services.discard_round(by=cecilia.scope, at=AT, observed=observed)
    assert queries.rounds(cecilia.scope).count() == 0
    assert queries.readings(cecilia.scope, observed) == ()
    assert queries.span(cecilia.scope, observed) is None


def test_every_step_is_in_the_trail(anna: Person) -> None:
    compute(anna)
    verbs = list(AuditEvent.objects.filter(by_id=anna.id).values_list("verb", flat=True))
    for verb in ("attachment.added", "round.opened", "round.frozen", "picture.made"):
        assert verb in verbs
