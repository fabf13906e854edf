"""A text with permission is loaded and used; a measurement keeps the texts that it was taken with."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.readiness import queries, services
from samsyn_web.methods.readiness.models import Measurement, TextPack
from tests.support.story import AT, Person

STEPS = [f"godkänt steg {n}" for n in range(1, 10)]
QUESTION = "Vilka leder arbetet, och på vems uppdrag?"
HEAD = {"name": "Godkänd text", "version": 1, "source": "Handboken 2006", "source_status": "original",
        "permission": "Skriftligt från upphovsmannen, 3 mars 2024"}  # fmt: skip


def file(**parts: Any) -> bytes:
    """A file with one dimension's steps and one question."""
    given = {
        **HEAD,
        "anchors": {"C": STEPS},
        "dimensions": {"C": {"name": "Ledning och styrning", "question": "Hur leds det?"}},
        "questions": [{"number": 1, "dimensions": ["C"], "text": QUESTION}],
    }
    return yaml.safe_dump(given | parts, allow_unicode=True).encode()


@pytest.fixture
def pack(anna: Person) -> TextPack:
    """Anna has loaded it."""
    return services.load_text_pack(by=anna.scope, at=AT, content=file(), name="egen.yaml")


def measured(anna: Person, bo: Person, **more: Any) -> Measurement:
    """A measurement that both score."""
    return services.start(
        by=anna.scope, at=AT, unit="Exempelköping", wave="Start", definition="Öppen narkotikahandel i centrum.",
        first_scorer=anna.membership, second_scorer=bo.membership, **more,
    )  # fmt: skip


def test_from_a_file_to_the_pages_of_a_measurement(anna: Person, bo: Person) -> None:
    client = anna.client()
    ours = client.get("/beredskap/texter/beredskap.yaml").content.decode()
    assert yaml.safe_load(ours)["source_status"] == "own_words"
    sent = {"file": SimpleUploadedFile("egen.yaml", file())}
    assert client.post("/beredskap/texter/", sent).status_code == 302
    listed = client.get("/beredskap/texter/").content.decode()
    for said in ("Godkänd text, version 1", "upphovsmannens ord, med tillstånd", HEAD["permission"]):
        assert str(said).lower() in listed.lower()
    made = TextPack.objects.get()
    given = {
        "unit": "Exempelköping", "wave": "Start", "definition": "Öppen narkotikahandel i centrum.", "edition": "six",
        "mode": "interview", "first_scorer": anna.membership.pk, "second_scorer": bo.membership.pk, "previous": "",
        "keep_notes_days": 90, "text_pack": made.pk,
    }  # fmt: skip
    assert client.post("/beredskap/ny/", given).status_code == 302
    one = Measurement.objects.get()
    assert "Texter: Godkänd text, version 1." in client.get(f"/beredskap/{one.pk}/").content.decode()
    interview = services.add_interview(
        by=anna.scope, at=AT, measurement=one, sector="school", held_on=AT.date(), notes={"1": "Ingen leder."}
    )
    assert QUESTION in client.get(f"/beredskap/intervju/{interview.pk}/").content.decode()
    score = client.get(f"/beredskap/intervju/{interview.pk}/poang/").content.decode()
    for said in ("godkänt steg 9", "Ledning och styrning", QUESTION, readiness().dimensions["E"].anchors[0]):
        assert said in score
    assert AuditEvent.objects.filter(verb="text_pack.loaded").exists()


def test_a_measurement_keeps_its_texts_whatever_becomes_of_the_file(
    anna: Person, bo: Person, pack: TextPack
) -> None:
    one = measured(anna, bo, text_pack=pack)
    assert anna.client().post(f"/beredskap/texter/{pack.pk}/").status_code == 302
    assert list(queries.text_packs(anna.scope).filter(withdrawn_at=None)) == []
    assert (
        str(pack.pk) not in anna.client().get("/beredskap/ny/").content.decode().split("text_pack")[1][:400]
    )
    TextPack.objects.all().delete()
    assert Measurement.objects.get(pk=one.pk).texts.dimensions["C"].anchors == tuple(STEPS)
    ours = measured(anna, bo)
    assert ours.instrument["version"] == ours.texts_version == readiness().version
    assert ours.texts == readiness()
    Measurement.objects.filter(pk=ours.pk).update(instrument=None)
    assert Measurement.objects.get(pk=ours.pk).texts == readiness(), "one from before texts were kept"


def test_taken_up_again(anna: Person, pack: TextPack) -> None:
    services.withdraw_text_pack(by=anna.scope, at=AT, pack=pack)
    services.withdraw_text_pack(by=anna.scope, at=AT, pack=pack)
    assert AuditEvent.objects.filter(verb="text_pack.withdrawn").count() == 1
    assert "Använd igen" in anna.client().get("/beredskap/texter/").content.decode()
    services.restore_text_pack(by=anna.scope, at=AT, pack=pack)
    assert queries.text_pack(anna.scope, pack.pk).withdrawn_at is None  # type: ignore[union-attr]


def test_who_may_not_and_what_is_refused(
    anna: Person, bo: Person, cecilia: Person, lars: Person, pack: TextPack
) -> None:
    for by in (lars, cecilia):
        with pytest.raises(Refused):
            services.withdraw_text_pack(by=by.scope, at=AT, pack=pack)
    with pytest.raises(Refused):
        services.load_text_pack(by=lars.scope, at=AT, content=file(version=2), name="x")
    with pytest.raises(Refused):
        services.start(
            by=cecilia.scope, at=AT, unit="x", wave="y", definition="z", first_scorer=None, second_scorer=None,
            text_pack=pack,
        )  # fmt: skip
    assert lars.client().post("/beredskap/texter/", {}).status_code in (403, 404)
    assert queries.text_pack(cecilia.scope, pack.pk) is None
    with pytest.raises(Refused, match="nytt versionsnummer"):
        services.load_text_pack(by=anna.scope, at=AT, content=file(), name="x")
    with pytest.raises(BadInput):
        services.load_text_pack(
            by=anna.scope, at=AT, content=file(version=2, permission="Ring 070-123 45 67"), name="x"
        )
    page = anna.client().post("/beredskap/texter/", {"file": SimpleUploadedFile("x.yaml", b"name: [")})
    assert page.status_code == 422
    assert "går inte att läsa som YAML" in page.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        TextPack.objects.filter(pk=pack.pk).update(permission="")


def test_agreement_is_told_in_every_dimension_with_its_limits(anna: Person, bo: Person) -> None:
    """By hand: of three interviews the scorers are alike in two and a point apart in one, in every dimension."""
    one = measured(anna, bo)
    for first, second in (("3", "3"), ("5", "4"), ("6", "6")):
        interview = services.add_interview(
            by=anna.scope, at=AT, measurement=one, sector="school", held_on=AT.date()
        )
        for by, value in ((anna, first), (bo, second)):
            given = {key: (value, "") for key in "ABCDEF"}
            services.score(by=by.scope, at=AT, interview=interview, given=given)
            services.lock(by=by.scope, at=AT, interview=interview)
        agreed = {key: (first, "Läst en gång till.") for key in "ABCDEF"}
        services.agree(by=anna.scope, at=AT, interview=interview, given=agreed)
    page = anna.client().get(f"/beredskap/{one.pk}/").content.decode().replace("\xa0", " ")
    assert page.count('<td class="num">67 (') == 7, "six dimensions and all together"
    assert page.count('<td class="num">100 (100–100)') == 7
    assert page.count('<td class="num">0,33 (') == 7
    assert "Kvadratvägd kappa" in page
