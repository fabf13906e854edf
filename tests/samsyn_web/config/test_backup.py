"""A backup holds everything, and a restore is everything or nothing; on whichever database the tests run."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from samsyn.errors import Refused, UnreadableFile
from samsyn_web.base import audit
from samsyn_web.base.models import AuditEvent
from samsyn_web.config import archive, backup
from samsyn_web.config.restore import restore
from samsyn_web.people.models import Membership, Organisation, User
from samsyn_web.places.models import Area


def content():
    """Every row of every table that a backup holds."""
    return {
        model._meta.label_lower: sorted(map(str, model._base_manager.values_list()))
        for model in archive.kept_models()
    }


def empty_database(media):
    for model in archive.kept_models():
        model._base_manager.all()._raw_delete(connection.alias)
    for path in list(archive.files_under(media)):
        path.unlink()


def test_everything_comes_back(saved, media):
    before = content()
    empty_database(media)
    manifest = restore(saved)
    assert content() == before
    assert (media / "2024" / "rapporter.csv").read_bytes().endswith(b"\xc5sen\n")
    assert {table["model"] for table in manifest["tables"]} >= {
        "people.user",
        "places.area",
        "base.auditevent",
    }
    assert all(audit.verify(organisation.pk).holds for organisation in Organisation.objects.all())


def test_new_rows_go_on_from_the_restored_ones(saved, media, material, at):
    empty_database(media)
    restore(saved)
    last = max(User.objects.values_list("pk", flat=True))
    assert User.objects.create_user(email="ny@example.org").pk > last
    event = audit.record(
        organisation_id=material.anna.organisation.pk, by=None, at=at, verb="x.done", target="x"
    )
    assert AuditEvent.objects.filter(organisation_id=event.organisation_id).count() == event.sequence


def test_the_summary_names_the_end_of_each_chain(saved, material, tmp_path, at):
    summary = backup.write(tmp_path / "again.tar.gz", at=at)
    key = material.anna.organisation.pk
    verdict = audit.verify(key)
    assert summary.heads[key] == (verdict.events, verdict.head)
    assert summary.attachments == 1
    assert summary.rows == sum(len(rows) for rows in content().values())


def test_only_the_owner_may_read_the_file(saved):
    assert saved.stat().st_mode & 0o077 == 0


def test_a_database_with_people_in_it_is_left_alone(saved, media):
    User.objects.create_user(email="ny@example.org")
    before = content()
    with pytest.raises(Refused, match="inte tom"):
        restore(saved)
    assert content() == before


def test_replace_puts_the_old_state_back(saved, media, material):
    before = content()
    User.objects.create_user(email="ny@example.org")
    Membership.objects.filter(pk=material.bo.membership.pk).update(role="reader")
    (media / "senare.csv").write_text("x")
    restore(saved, replace=True)
    assert content() == before
    assert not (media / "senare.csv").exists()


def changed(source: Path, target: Path, change) -> Path:
    """Write the archive again with changed members; `change(name, bytes)` gives new bytes, or none to leave it out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
    return target


def with_manifest(name, data, **changes):
    return json.dumps(json.loads(data) | changes).encode() if name == archive.MANIFEST else data


def resealed(name: str, new: bytes):
    """Change one table and its digest in the manifest, as one would who knows the format."""
    import hashlib

    def change(member, data):
        if member == f"tables/{name}.jsonl":
            return new
        if member == archive.MANIFEST:
            manifest = json.loads(data)
            for table in manifest["tables"]:
                if table["model"] == name:
                    table["sha256"] = hashlib.sha256(new).hexdigest()
            return json.dumps(manifest).encode()
        return data

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda name, data: data.replace(b"Anna", b"Anne") if name.endswith("people.user.jsonl") else data,
            "skadad",
        ),
        (lambda name, data: None if name.endswith("places.area.jsonl") else data, "skadad"),
        (lambda name, data: data + b"x" if name.startswith("attachments/") else data, "skadad"),
        (lambda name, data: None if name == archive.MANIFEST else data, "hel säkerhetskopia"),
        (lambda name, data: with_manifest(name, data, format="annat/1"), "format"),
    ],
)
def test_a_damaged_file_changes_nothing(saved, media, tmp_path, change, words):
    bad = changed(saved, tmp_path / "bad.tar.gz", change)
    before = content()
    with pytest.raises(UnreadableFile, match=words):
        restore(bad, replace=True)
    assert content() == before


def test_a_changed_chain_is_found_even_when_the_digests_were_made_anew(saved, media, tmp_path):
    with tarfile.open(saved) as tar:
        events = tar.extractfile("tables/base.auditevent.jsonl").read()
    bad = changed(
        saved,
        tmp_path / "bad.tar.gz",
        resealed("base.auditevent", events.replace(b"round.frozen", b"round.thawed")),
    )
    before = content()
    with pytest.raises(UnreadableFile, match="Händelseloggen"):
        restore(bad, replace=True)
    assert content() == before
    assert audit.verify(Organisation.objects.get(name="Exempelköping").pk).holds


def test_missing_rows_are_found_even_when_the_digests_were_made_anew(saved, media, tmp_path):
    bad = changed(saved, tmp_path / "bad.tar.gz", resealed("places.area", b""))
    with pytest.raises(UnreadableFile, match="places.area skulle ha 1 rader men fick 0"):
        restore(bad, replace=True)
    assert Area.objects.count() == 1


@pytest.mark.parametrize("cut", [0, 100, 0.5, 0.99])
def test_a_cut_file_is_no_backup(saved, media, tmp_path, cut):
    whole = saved.read_bytes()
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(whole[: int(cut * len(whole)) if isinstance(cut, float) else cut])
    with pytest.raises(UnreadableFile, match="ingen hel säkerhetskopia"):
        restore(broken, replace=True)


def test_a_path_out_of_the_folder_is_refused(saved, media, tmp_path):
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("../evil.txt"), io.BytesIO())
    with pytest.raises(UnreadableFile):
        restore(tmp_path / "evil.tar.gz", replace=True)
    assert not (tmp_path / "evil.txt").exists()


def test_another_version_of_the_tables_is_refused(saved, media, tmp_path):
    older = changed(
        saved, tmp_path / "older.tar.gz", lambda name, data: with_manifest(name, data, migrations=["x.0001"])
    )
    with pytest.raises(Refused, match="en annan|skiljer sig"):
        restore(older, replace=True)


def test_a_file_that_is_in_the_way_is_not_overwritten(saved, media):
    (media / "2024" / "rapporter.csv").write_text("något annat")
    before = content()
    with pytest.raises(Refused, match="redan en annan fil"):
        restore(saved, replace=True)
    assert content() == before
    assert (media / "2024" / "rapporter.csv").read_text() == "något annat"


def test_a_backup_that_fails_leaves_the_old_one(saved, monkeypatch, at):
    before = saved.read_bytes()
    monkeypatch.setattr(archive, "migrations", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup.write(saved, at=at)
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir() if path.name.startswith(".samsyn")] == []
