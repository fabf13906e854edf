"""A file of statistics from the upload to the document: what is understood, kept, withheld and refused."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from openpyxl import load_workbook

from samsyn.errors import Refused
from samsyn.sweden import municipalities
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.statistics import policies, queries, services
from samsyn_web.methods.statistics.models import StatisticsFile
from tests.support.story import AT, Person

frozen = import_module("samsyn_web.methods.statistics.migrations.0002_frozen")
HEAD = "Kommun;Brottstyp;År;Antal;Folkmängd"
ROWS = [
    f"{area};{kind};{year};{n};50000"
    for area, home in (("Södertälje", 4), ("Huddinge", 30), ("Nacka", 20), ("Botkyrka", 40))
    for kind, n in (("Rån", home), ("Stöld", home * 100), ("Våld", home * 50))
    for year in (2014, 2015, 2016)
]
GOOD = "\r\n".join([HEAD, *ROWS])


def sent(anna: Person, text: str | bytes, template: str = "bra-reported", **other: Any) -> Any:
    """What the page answers to a file."""
    content = text if isinstance(text, bytes) else text.encode()
    said = {"file": SimpleUploadedFile("anmälda brott.csv", content), "template": template, **other}
    return anna.client().post("/statistik/las-in/", said)


def read(anna: Person, **other: Any) -> StatisticsFile:
    """A file that Anna has read and not kept."""
    answer = sent(anna, GOOD, **other)
    assert answer.status_code == 302, answer.content.decode()
    return StatisticsFile.objects.latest("pk")


def test_what_was_understood_is_shown_before_anything_is_kept(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    one = read(anna, home="Södertälje", size="0.5")
    address = f"/statistik/{one.pk}/"
    page = anna.client().get(address).content.decode()
    for said in ("Stämmer det här?", "2014–2016", "Rån, Stöld, Våld", "Källa: Brå", "blev bättre 2015", "36"):
        assert said in page
    assert "Kommuner med" in page  # the criteria of the group
    for other in (lars, cecilia):
        assert other.client().get(address).status_code == 404
    with pytest.raises(Refused):
        services.keep(by=cecilia.scope, at=AT, one=one)
    assert anna.client().post(f"{address}behall/").status_code == 302
    kept = lars.client().get(address).content.decode()
    assert "Stämmer det här?" not in kept
    assert "Dra tillbaka" not in kept
    assert "Hur räknades" in kept
    assert cecilia.client().get(address).status_code == 404
    assert lars.client().post(f"{address}dra-tillbaka/").status_code == 403
    assert lars.client().get("/statistik/las-in/").status_code == 403
    verbs = AuditEvent.objects.filter(verb__startswith="statistics_file.").order_by("pk")
    assert [event.verb for event in verbs] == ["statistics_file.read", "statistics_file.kept"]


@pytest.mark.parametrize(
    ("text", "template", "said"),
    [
        ("", "bra-reported", "Filen är tom"),
        (HEAD, "bra-reported", "Filen"),
        (GOOD, "ntu", "kolumn för siffran"),
        (GOOD, "", "Välj varifrån siffrorna är"),
        (GOOD.replace(";400;", ";många;", 1), "bra-reported", "många"),
        (GOOD.replace("Rån;2014;4", "Rån;i fjol;4", 1), "bra-reported", "Rad 2"),
        (f"{GOOD}\r\n{ROWS[0]}", "bra-reported", "mer än en gång"),
        (GOOD.replace("Rån", "Anna Svensson 19850101-1236"), "bra-reported", "Vad siffran gäller"),
        (b"\x00\x01PK\x03\x04inte en tabell", "bra-reported", "Fil"),
    ],
    ids=["empty", "headings", "template", "none", "word", "year", "twice", "person", "binary"],
)
def test_of_a_bad_file_nothing_is_kept_and_the_page_says_why(
    anna: Person, text: str | bytes, template: str, said: str
) -> None:
    answer = sent(anna, text, template)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StatisticsFile.objects.exists()


def test_a_swedish_spreadsheets_own_encoding_is_read(anna: Person) -> None:
    assert sent(anna, GOOD.encode("cp1252")).status_code == 302
    old = StatisticsFile.objects.get()
    told = queries.told(anna.scope, old.pk)
    assert told is not None
    assert "Södertälje" in told.observed.table.frame["area"].to_list()
    # The same figures in another encoding are the same rows.
    assert read(anna).rows == old.rows


def test_no_municipality_or_usual_indicator_is_taken_for_a_person(anna: Person) -> None:
    names = [one.name for one in municipalities()]
    kinds = ("Skadegörelse mot motorfordon", "Hot mot tjänsteman", "Otrygg vid utevistelse sent på kvällen")
    lines = [f"{name};{kinds[place % 3]};2024;9;1000" for place, name in enumerate(names)]
    assert sent(anna, "\n".join([HEAD, *lines])).status_code == 302


def test_a_comparison_that_cannot_be_made_is_told_and_the_file_read(anna: Person) -> None:
    one = read(anna, home="Stockholm")
    assert one.options == "{}"
    page = anna.client().get(f"/statistik/{one.pk}/").content.decode()
    assert "Filen har inga siffror för Stockholm" in page
    assert sent(anna, GOOD, home="Ankeborg").status_code == 422


def test_the_public_edition_and_its_files_withhold_small_counts(anna: Person) -> None:
    one = services.keep(by=anna.scope, at=AT, one=read(anna))
    address, client = f"/statistik/{one.pk}/", anna.client()

    def counts(edition: str) -> set[Any]:
        book = load_workbook(BytesIO(client.get(f"{address}statistik.xlsx?upplaga={edition}").content))
        cells = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
        return {row[2] for row in cells if row[:2] == ("Södertälje", "Rån") and len(row) >= 7}

    assert 4 in counts("internal")
    assert not {4, 8.0} & counts("public")
    public = client.get(f"{address}?upplaga=public").content.decode()
    assert "visas inte" in public
    assert client.get(f"{address}?upplaga=partner").status_code == 404
    for kind, mark in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{address}statistik.{kind}").content.startswith(mark)
    assert client.get(f"{address}statistik.exe").status_code == 404


def test_a_kept_file_is_withdrawn_and_taken_back_and_one_not_kept_is_thrown_away(
    anna: Person, lars: Person
) -> None:
    one, client = read(anna), anna.client()
    address = f"/statistik/{one.pk}/"
    assert client.get(f"{address}statistik.pdf").status_code == 404  # not kept yet
    client.post(f"{address}behall/")
    client.post(f"{address}kasta/")  # refused: it is kept
    assert StatisticsFile.objects.filter(pk=one.pk).exists()
    assert "ångra" in client.get(f"{address}dra-tillbaka/").content.decode()
    client.post(f"{address}dra-tillbaka/")
    assert lars.client().get(address).status_code == 404
    assert "tillbakadragen" in client.get(address).content.decode()
    client.post(f"{address}angra/")
    assert lars.client().get(address).status_code == 200
    other = read(anna)
    client.post(f"/statistik/{other.pk}/kasta/")
    assert list(StatisticsFile.objects.all()) == [one]


def test_a_row_that_was_changed_afterwards_is_seen(anna: Person) -> None:
    one = read(anna)
    assert policies.is_unchanged(one)
    with connection.cursor() as cursor:  # by somebody who is past the database's own refusal
        for name in frozen.TRIGGERS:
            on = "" if connection.vendor == "sqlite" else f" ON {frozen.TABLE}"
            cursor.execute(f"DROP TRIGGER {name}{on}")
    StatisticsFile.objects.filter(pk=one.pk).update(rows=one.rows.replace('"value": 400.0', '"value": 401.0'))
    one.refresh_from_db()
    assert not policies.is_unchanged(one)
    assert "Kontrollsumman stämmer inte" in anna.client().get(f"/statistik/{one.pk}/").content.decode()


def test_the_demonstration_shows_an_invented_file_marked_as_such(anna: Person) -> None:
    assert "Ingen statistik än" in anna.client().get("/statistik/").content.decode()
    call_command("demo_statistics")
    call_command("demo_statistics")
    one = StatisticsFile.objects.get()
    listed = anna.client().get("/statistik/").content.decode()
    assert "Uppdiktad." in listed
    assert f"/statistik/{one.pk}/" in listed
    page = anna.client().get(f"/statistik/{one.pk}/").content.decode()
    assert "Uppdiktade siffror" in page
    assert "Påhittade kommuner av samma storlek." in page
    assert "<svg" in page


def test_every_row_that_is_wrong_is_told_at_once(anna: Person) -> None:
    rows = [HEAD, "Nacka;Rån;2015;många;50000", "Nacka;Stöld;i fjol;4;50000", "Nacka;Våld;2015;5;okänd",
            "Nacka;Våld;2016;5;50000", "Nacka;Våld;2016;6;50000", "Nacka;Hot;2016;-7;50000"]  # fmt: skip
    page = sent(anna, "\n".join(rows)).content.decode()
    for said in ("Filen har 5 fel", "Rad 2: &#x27;många&#x27;", "Rad 3: i fjol är inget år", "Rad 4: &#x27;okänd&#x27;",
                 "Rad 6: Våld för Nacka 2016 finns mer än en gång, först på rad 5", "Rad 7: värdet"):  # fmt: skip
        assert said in page, said
    many = "\n".join([HEAD, *(f"Nacka;Rån {n};2015;x{n};50000" for n in range(30))])
    page = sent(anna, many).content.decode()
    assert "Filen har 30 fel" in page
    assert page.count("är inget tal") == 2 * 20  # in the summary and at the field
    assert not StatisticsFile.objects.exists()


def test_the_database_lets_no_file_be_changed(anna: Person) -> None:
    one = services.keep(by=anna.scope, at=AT, one=read(anna))
    for change in ({"rows": "[]"}, {"digest": "0" * 32}, {"year": 1999}, {"kept_at": None}, {"read_at": AT}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            StatisticsFile.objects.filter(pk=one.pk).update(**change)
    services.withdraw(by=anna.scope, at=AT, one=one)
    assert services.restore(by=anna.scope, at=AT, one=one).withdrawn_at is None
