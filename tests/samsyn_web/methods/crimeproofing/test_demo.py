"""The demonstration's case goes the whole way, every page of it opens in both languages, and its memo can be read."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pypdf
import pytest
from django.core.management import call_command
from django.test import Client

from samsyn_web.methods.crimeproofing.models import Case, Proposal, Risk, Sitting
from samsyn_web.people.models import User
from samsyn_web.people.queries import scope_of


@pytest.fixture
def client(db: None) -> Client:
    """Return Anna's browser in the demonstration."""
    call_command("demo_people", password="sju sjösjuka sjömän")
    call_command("demo_crimeproofing")
    call_command("demo_crimeproofing")  # the second time changes nothing
    client = Client()
    client.force_login(User.objects.get(email="anna@exempel.se"))
    return client


def test_the_case_goes_the_whole_way_and_its_memo_is_read_back(client: Client) -> None:
    anna = scope_of(User.objects.get(email="anna@exempel.se").pk)
    assert anna is not None
    case = Case.objects.get(organisation_id=anna.organisation_id)
    assert "påhittat" in case.title
    assert Sitting.objects.get(case=case).opened_at is not None
    assert set(Proposal.objects.values_list("state", flat=True)) == {"proposed", "accepted", "rejected"}
    assert Risk.objects.filter(case=case, problem__isnull=False).count() == 1
    assert Case.objects.filter(state="stated").count() == 8
    assert "3 eller fler" in client.get("/brottssakring/jamfor/").content.decode()
    files = {
        form: client.post(
            f"/brottssakring/{case.pk}/promemoria/", {"form": form, "reason": "Nämnden", "confirmed": "on"}
        ).content
        for form in ("pdf", "docx")
    }
    with pikepdf.open(io.BytesIO(files["pdf"])) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang).startswith("sv")
    pages = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
    read = {"pdf": " ".join(" ".join(page.extract_text() for page in pages).split())}
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as packed:
        read["docx"] = packed.read("word/document.xml").decode()
    for form, text in read.items():
        for words in (
            "Begränsad spridning",
            "Uppdiktade data",
            "Riskerna i korthet",
            "Handläggaren",
            "kritisk",
        ):
            assert words in text, (form, words)
        for one in Risk.objects.filter(case=case):
            assert one.modus.split(".")[0][:40] in text, (form, one.number)
        assert "stryks:" in text


def test_every_page_opens_in_both_languages(client: Client) -> None:
    case = Case.objects.get(title__startswith="Föreningsbidrag")
    risk, change = Risk.objects.filter(case=case).first(), Proposal.objects.filter(state="proposed").first()
    assert risk is not None
    assert change is not None
    stated = Case.objects.filter(state="stated").first()
    assert stated is not None
    inside = (
        *(
            "",
            "andra/",
            "avsluta/",
            "dela/",
            "prova/",
            "flode/",
            "texter/",
            "risker/",
            "risker/ny/",
            "bedomning/",
        ),
        *("promemoria/", f"risker/{risk.pk}/", f"risker/{risk.pk}/andra/", f"risker/{risk.pk}/ta-bort/"),
        *(f"risker/{risk.pk}/problem/", f"risker/{risk.pk}/forslag/", f"forslag/{change.pk}/"),
    )
    paths = ["", "lage/", "nytt/", "jamfor/", *(f"{case.pk}/{path}" for path in inside)]
    for language in ("sv", "en"):
        client.cookies["samsyn_language"] = language
        for path in paths:
            page = client.get(f"/brottssakring/{path}")
            assert page.status_code == 200, path
            assert "<c-" not in page.content.decode(), path
