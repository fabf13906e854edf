"""Files are read, staged, and let go; rounds are frozen."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from django.apps import apps as django_apps
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from samsyn import files
from samsyn.errors import Refused, UnreadableFile
from samsyn_web.base.models import AuditEvent
from samsyn_web.observations import queries, services
from samsyn_web.observations.models import Attachment, AttachmentKind, Intake, IntakeState, Round, RoundIntake
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, PERIOD, SECRET, bring_in, compute, csv_bytes, open_round, stage, upload


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def on_disk() -> list[Path]:
    """Return every kept file."""
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def again(person: Person, intake: Intake, corrections: dict[str, str], **given) -> Intake:
    """Read a staged file again with other columns."""
    return services.read_again(
        by=person.scope,
        at=AT,
        intake=intake,
        declared=queries.draft(intake),
        corrections=corrections,
        **given,
    )


def test_a_file_is_read_and_nothing_is_guessed_away(anna: Person) -> None:
    intake = stage(anna)
    reading = queries.reading_of(anna.scope, intake)
    assert reading is not None
    assert reading.rows_read == reading.rows_used == csv_bytes().count(b"\n") - 1
    assert reading.source.columns["category"] == "Kategori"
    assert intake.first_day < intake.last_day
    assert intake.state == IntakeState.STAGED


def test_what_is_kept_equals_what_was_read(anna: Person, tmp_path: Path) -> None:
    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    direct = files.read(path, at=AT)
    intake = stage(anna)
    stored = queries.reading_of(anna.scope, intake, kept=True)
    rows = queries.staged_rows(anna.scope, intake)
    assert rows.select(direct.table.frame.columns).equals(direct.table.frame)
    assert stored.source == direct.source
    assert (stored.guesses, stored.columns, stored.sha256) == (direct.guesses, direct.columns, direct.sha256)
    assert stored.areas.keys == direct.areas.keys
    assert stored.kept.cells["Beskrivning"].null_count() == rows.height


def test_the_same_bytes_are_one_file_and_one_begun_intake(anna: Person) -> None:
    first = stage(anna)
    assert stage(anna, name="samma fil, annat namn.csv") == first
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 1


def test_the_same_bytes_in_another_organisation_are_another_file(anna: Person, cecilia: Person) -> None:
    assert stage(anna) != stage(cecilia)
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 2


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 a broken workbook", b"\x00\x01\x02" * 50, b"%PDF-1.7 not a table"]
)
def test_a_hostile_file_leaves_nothing_behind(anna: Person, content: bytes) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(UnreadableFile) as raised:
        stage(anna, content, "rapporter.xlsx")
    assert raised.value.message
    assert not Attachment.objects.exists()
    assert not Intake.objects.exists()
    assert on_disk() == []
    assert AuditEvent.objects.count() == events


def test_one_bad_file_among_good_ones_leaves_nothing_behind(anna: Person) -> None:
    bad = upload(b"\x00\x01\x02" * 50, "dålig.xlsx")
    with pytest.raises(UnreadableFile):
        services.open_intakes(by=anna.scope, at=AT, method="incidents", reports=[upload(), bad])
    assert not Intake.objects.exists()
    assert on_disk() == []


STRANGE = csv_bytes(heading="a;b;c;d").replace(b"-", b"~").replace(b":", b"'")


def test_a_file_without_known_columns_waits_for_a_person(anna: Person) -> None:
    intake = stage(anna, STRANGE)
    assert intake.reading is None
    assert "Peka ut" in intake.problem
    assert intake.is_read
    with pytest.raises(Refused, match="Välj filen igen"):
        again(anna, intake, {"category": "b"})


def test_a_correction_needs_no_file(anna: Person) -> None:
    intake = again(anna, stage(anna), {"area": ""})
    reading = queries.reading_of(anna.scope, intake)
    assert "area" not in reading.source.columns
    assert intake.corrections == {"area": ""}
    assert queries.staged_rows(anna.scope, intake)["area"].null_count() == reading.rows_used
    back = again(anna, intake, {"area": "Område"})
    assert queries.staged_rows(anna.scope, back)["area"].null_count() == 0


PERSONS = [
    csv_bytes(),
    csv_bytes(heading="Tidpunkt;Kategori;Område;Personnummer", text="19121212-1212"),
    csv_bytes(heading="Tidpunkt;Kategori;Område;Anmälare"),
    STRANGE,  # nobody knows yet what it holds
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
    intake = stage(anna, content)
    attachment = Attachment.objects.get(kind=AttachmentKind.REPORTS)
    assert not attachment.file
    assert attachment.size == len(content)
    assert not kept_anywhere(b"Hemligsson")
    assert not kept_anywhere(b"121212")
    if intake.cells:
        cells = queries.table_rows(intake.cells)
        assert not any("Hemligsson" in str(row) or "121212" in str(row) for row in cells.iter_rows())


def test_a_number_of_a_person_in_a_harmless_column_is_not_kept(anna: Person) -> None:
    content = csv_bytes().replace(b"Buller", b"Buller 19121212-1212", 1)
    assert not kept_anywhere(b"19121212")
    cells = queries.table_rows(stage(anna, content).cells)
    assert not cells.select(pl.col(pl.String).str.contains("1212-1212").any()).row(0).count(True)


def test_a_file_that_the_worker_reads_is_let_go_when_it_has(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    waiting = services.open_intakes(
        by=anna.scope, at=AT, method="incidents", reports=[upload()], read_now=False
    )
    assert kept_anywhere(SECRET.encode())
    with django_capture_on_commit_callbacks(execute=True):
        services.read_intakes(by=anna.scope, at=AT, intakes=waiting)
    assert not kept_anywhere(SECRET.encode())
    assert AuditEvent.objects.filter(verb="attachment.emptied").exists()


def test_a_withheld_column_needs_the_same_file_and_does_not_store_it(anna: Person) -> None:
    content = csv_bytes(heading="Tidpunkt;Kategori;Område;Anmälare", text="Vakten")
    intake = stage(anna, content)
    with pytest.raises(files.reports.MissingColumn, match="sparades inte"):
        again(anna, intake, {"reporter": "Anmälare"})
    with pytest.raises(Refused, match="inte samma fil"):
        again(anna, intake, {"reporter": "Anmälare"}, content=upload(csv_bytes()))
    read = again(anna, intake, {"reporter": "Anmälare"}, content=upload(content))
    assert queries.reading_of(anna.scope, read).source.columns["reporter"] == "Anmälare"
    assert not read.attachment.file


@pytest.mark.django_db(transaction=True)
def test_nothing_waits_while_a_file_is_read(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    for name in ("read", "read_again"):
        real = getattr(files, name)

        def watched(*args, real=real, **named):
            inside.append(connection.in_atomic_block)
            return real(*args, **named)

        monkeypatch.setattr(files, name, watched)
    again(anna, stage(anna), {"area": ""})
    other = [upload(csv_bytes(weeks=3))]
    later = services.open_intakes(by=anna.scope, at=AT, method="incidents", reports=other, read_now=False)
    services.read_intakes(by=anna.scope, at=AT, intakes=later)
    assert inside == [False] * 3


def test_what_is_in_the_register_is_not_changed_by_a_service(anna: Person) -> None:
    intake = bring_in(anna)
    with pytest.raises(Refused):
        again(anna, intake, {"area": ""})
    with pytest.raises(Refused):
        services.discard_intake(by=anna.scope, at=AT, intake=intake)
    with pytest.raises(Refused):
        services.draft_source(by=anna.scope, at=AT, intake=intake, declared=queries.draft(intake))


def test_a_frozen_round_is_never_changed(anna: Person) -> None:
    picture = compute(anna)
    with pytest.raises(Refused):
        services.discard_round(by=anna.scope, at=AT, observed=picture.round)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=picture.round_id).update(period="2024-W41")
    for change in (
        lambda rows: rows.update(position=9),
        lambda rows: RoundIntake.objects.create(round=picture.round, intake=Intake.objects.get(), position=9),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(RoundIntake.objects.filter(round=picture.round))
    assert Round.objects.get(pk=picture.round_id).period == PERIOD


def test_a_staged_intake_may_be_thrown_away_with_its_files(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_intake(by=anna.scope, at=AT, intake=stage(anna))
    assert not Attachment.objects.exists()
    assert on_disk() == []


def test_throwing_away_keeps_what_the_register_rests_on(
    anna: Person, django_capture_on_commit_callbacks
) -> None:
    bring_in(anna)
    with django_capture_on_commit_callbacks(execute=True):
        services.discard_intake(by=anna.scope, at=AT, intake=stage(anna))
    assert Attachment.objects.filter(kind=AttachmentKind.REPORTS).count() == 1


@pytest.mark.parametrize("who", ["lars", "rut", "ada"])
def test_only_those_who_work_with_data_may_add_files(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refused):
        stage(person)
    assert not Attachment.objects.exists()


def test_a_stranger_may_not_change_anything(anna: Person, cecilia: Person) -> None:
    intake = stage(anna)
    for change in (
        lambda: services.discard_intake(by=cecilia.scope, at=AT, intake=intake),
        lambda: again(cecilia, intake, {"area": ""}),
        lambda: services.begin_commit(by=cecilia.scope, at=AT, intake=intake),
    ):
        with pytest.raises(Refused):
            change()
    assert queries.intakes(cecilia.scope).count() == 0
    assert queries.left_out(cecilia.scope, intake) is None
    observed = open_round(anna)
    with pytest.raises(Refused):
        services.discard_round(by=cecilia.scope, at=AT, observed=observed)


def test_every_step_is_in_the_trail(anna: Person) -> None:
    compute(anna)
    verbs = list(AuditEvent.objects.filter(by_id=anna.id).values_list("verb", flat=True))
    for verb in (
        "attachment.added",
        "intake.opened",
        "intake.committed",
        "round.opened",
        "round.frozen",
        "picture.made",
    ):
        assert verb in verbs


@pytest.mark.django_db(transaction=True)
def test_a_file_staged_again_as_declared_keeps_what_was_read(anna: Person) -> None:
    """What the first reading kept lies in the same place as what the second keeps, and must not go with the first."""
    first = stage(anna)
    second = stage(anna, declared=queries.draft(first))
    assert second.pk != first.pk
    assert queries.staged_rows(anna.scope, second).height == second.rows_used
