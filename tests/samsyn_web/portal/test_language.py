"""A page in English is English: all but what a frozen picture says, which is marked as Swedish."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from samsyn.cycle import Edition
from samsyn.instruments.load import categories
from samsyn_web.base.models import Job
from samsyn_web.findings import queries, services
from samsyn_web.findings.models import Decision, FindingRecord, Picture
from samsyn_web.findings.services import LevelChoice
from samsyn_web.observations.models import Source
from samsyn_web.places import services as areas
from samsyn_web.places.models import AreaDraft
from samsyn_web.reports import queries as published
from samsyn_web.reports import services as reports
from tests.architecture.test_language import SWEDISH
from tests.samsyn_web.places.test_pages import geojson
from tests.samsyn_web.places.test_pages import send as send_areas
from tests.support.published import add_partner, publish
from tests.support.uploads import AT, bring_in, compute, csv_bytes, source_of, stage

IMPRINT = reports.Imprint(organisation="Exempelköping", person="Anna")
NO_END = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source"}
# Names, and examples of what may be written, which are Swedish whoever reads.
NAMES = {
    "Exempelköpings kommun",
    "Exempelköping",
    "rapporter.csv",
    "Rapporter från Exempelbostäder",
    "anmält brott",
    "Område",
    "Lantmäteriet",
    "Utkast, inte fastställd",
}
ROOT = Path(__file__).parents[3]


class Foreign(HTMLParser):
    """Gathers the text that stands in the page's own language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_other = (
            (self.open and self.open[-1]) or given.get("lang") == "sv" or tag in ("code", "script", "style")
        )
        if tag not in NO_END:
            self.open.append(bool(is_other))
        if not is_other:
            self.found += [value for name, value in attrs if value and name in ("aria-label", "title", "alt")]

    def handle_endtag(self, tag: str) -> None:
        if tag not in NO_END:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1]):
            self.found.append(data)


def own_words(page: str) -> str:
    """Return what a page says in its own language, on one line."""
    reader = Foreign()
    reader.feed(page)
    return " ".join(" ".join(reader.found).split())


def left_in_swedish(client: Client, addresses: list[str]) -> list[tuple[str, str]]:
    """Return what pages say in Swedish without marking it; what the material calls things is as it is."""
    columns = ("area_name", "category_name")
    names = {name for column in columns for name in FindingRecord.objects.values_list(column, flat=True)}
    names |= {one.label for one in categories().categories} | NAMES
    left: list[tuple[str, str]] = []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        said = own_words(answer.content.decode())
        for name in sorted(filter(None, names), key=len, reverse=True):
            said = said.replace(name, "")
        left += [(address, said[max(0, at.start() - 40) : at.end() + 40]) for at in SWEDISH.finditer(said)]
    return left


def english(client: Client) -> Client:
    """Return the client, with English chosen as on the page."""
    client.post("/sprak/", {"language": "en", "next": "/om/"})
    return client


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna) -> Picture:
    """A draft where one area has far more reports in the last week."""
    burst = "".join(f"2024-10-0{1 + n % 4} 1{n % 9}:15;Skadegörelse;Åsen;{n}\n" for n in range(40))
    return compute(anna, source_of(bring_in(anna, csv_bytes() + burst.encode())))


def test_the_choice_is_kept_in_a_cookie_and_leads_back(db):
    client = Client()
    answer = client.post("/sprak/", {"language": "en", "next": "/om/"})
    assert answer.url == "/om/"
    assert client.cookies["samsyn_language"].value == "en"
    page = client.get("/om/").content.decode()
    assert '<html lang="en"' in page
    assert "Samsyn is open software" in page
    client.post("/sprak/", {"language": "sv", "next": "/om/"})
    assert '<html lang="sv"' in client.get("/om/").content.decode()


def test_each_language_is_named_in_itself_and_the_one_in_use_is_said(db):
    for client in (Client(), english(Client())):
        page = client.get("/om/").content.decode()
        buttons = re.findall(r'<button name="language"[^>]*lang="(\w+)" aria-pressed="(\w+)">([^<]+)<', page)
        assert [(code, name) for code, _, name in buttons] == [("sv", "Svenska"), ("en", "English")]
        assert [code for code, pressed, _ in buttons if pressed == "true"] == re.findall(
            r'<html lang="(\w+)"', page
        )


def test_the_browsers_language_is_used_until_one_is_chosen(db):
    client = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    assert '<html lang="en"' in client.get("/om/").content.decode()
    client.post("/sprak/", {"language": "sv", "next": "/om/"})
    assert '<html lang="sv"' in client.get("/om/").content.decode()
    assert '<html lang="sv"' in Client(headers={"accept-language": "fi"}).get("/om/").content.decode()


@pytest.mark.parametrize("back", ["https://annan.example/", "//annan.example/", "javascript:alert(1)"])
def test_the_way_back_stays_here(db, back):
    assert Client().post("/sprak/", {"language": "en", "next": back}).url == "/"


def test_a_language_that_there_is_not_changes_nothing(db):
    client = Client()
    client.post("/sprak/", {"language": "de", "next": "/om/"})
    assert "samsyn_language" not in client.cookies
    assert client.get("/sprak/").status_code == 405


def test_an_error_page_is_in_the_language_too(db):
    page = english(Client()).get("/finns-inte/").content.decode()
    assert '<html lang="en"' in page
    assert "The page does not exist" in page


def test_a_sign_in_that_fails_says_so_in_english(anna):
    page = english(Client()).post(
        "/konto/login/", {"login": "anna@example.org", "password": "fel-lösenord-här"}
    )
    assert "not correct" in own_words(page.content.decode())


def test_the_pages_of_a_picture_are_english_but_for_what_is_marked(anna, picture):
    level = queries.areas_to_judge(anna.scope, picture)[0].finding
    chosen = {level.digest: LevelChoice(decision=Decision.ACCEPTED, level=None, reason="")}
    services.judge_levels(by=anna.scope, at=AT, picture=picture, chosen=chosen)
    alarm = queries.alarms(anna.scope, picture)[0].finding
    services.answer_alarm(by=anna.scope, at=AT, picture=picture, digest=alarm.digest, answer="real", text="")
    count = FindingRecord.objects.filter(picture=picture, key="count").first()
    addresses = [
        reverse("portal:home"),
        reverse("portal:about"),
        reverse("portal:accessibility"),
        reverse("portal:help"),
        reverse("people:members"),
        reverse("findings:pictures"),
        reverse("findings:picture", args=[picture.pk]),
        reverse("findings:picture", args=[picture.pk]) + "?upplaga=public",
        reverse("findings:judge", args=[picture.pk]),
        reverse("findings:discard", args=[picture.pk]),
        *(reverse("findings:figure", args=[one.digest]) for one in (level, alarm, count)),
    ]
    assert left_in_swedish(english(anna.client()), addresses) == []


def test_the_pages_of_the_register_areas_and_publications_are_english_too(anna, picture):
    partner = add_partner(anna)
    publication = publish(anna, picture)
    staged = stage(anna, csv_bytes() + b"31/12;Skadegorelse;Norr;9\n", "flera.csv")
    source = Source.objects.get()
    send_areas(anna, geojson(("1", "Åsen"), ("2", "Norrby")))
    kept = areas.keep_draft(by=anna.scope, at=AT, draft=AreaDraft.objects.get(), name="2025")
    draft = areas.draft_of_version(by=anna.scope, at=AT, version=kept)
    send_areas(anna, geojson(("1", "Åsen")))
    read = AreaDraft.objects.latest("pk")
    addresses = [
        *(reverse(f"incidents:{name}") for name in ("register", "upload", "new_picture")),
        *(
            reverse(f"incidents:{name}", args=[staged.pk])
            for name in ("columns", "categories", "review", "discard")
        ),
        *(reverse(f"incidents:{name}", args=[source.pk]) for name in ("source", "source_categories")),
        reverse("incidents:round", args=[picture.round_id]),
        *(reverse(f"places:{name}") for name in ("versions", "begin", "layers")),
        *(reverse(f"places:{name}", args=[kept.pk]) for name in ("version", "remove")),
        *(reverse(f"places:{name}", args=[draft.pk]) for name in ("draft", "new_area", "discard")),
        reverse("places:area", args=[draft.pk, 0]),
        reverse("places:draft", args=[read.pk]),
        *(reverse("findings:map", args=[picture.pk]) + edition for edition in ("", "?upplaga=public")),
        *(reverse(f"reports:{name}", args=[picture.pk]) for name in ("publish", "of_picture")),
        *(reverse(f"reports:{name}") for name in ("reports", "brand", "partners", "add_partner")),
        reverse("reports:publication", args=[publication.pk]),
        *(reverse(f"reports:{name}", args=[partner.pk]) for name in ("change_partner", "remove_partner")),
    ]
    assert left_in_swedish(english(anna.client()), addresses) == []


def test_numbers_and_periods_follow_the_language(anna, picture):
    address = reverse("findings:picture", args=[picture.pk])
    assert "vecka 40, 2024" in anna.client().get(address).content.decode()
    assert "week 40, 2024" in own_words(english(anna.client()).get(address).content.decode())


def test_what_documents_freeze_is_the_same_whoever_has_them_made(anna, picture):
    alarm = queries.alarms(anna.scope, picture)[0].finding
    services.answer_alarm(by=anna.scope, at=AT, picture=picture, digest=alarm.digest, answer="real", text="")
    made = {}
    for language in ("sv", "en"):
        with override(language):
            made[language] = queries.judged_document(anna.scope, picture, Edition.INTERNAL)
    assert made["en"] == made["sv"]
    assert json.loads(made["en"])["judgements"]["answers"][0]["answer_words"] == "verklig förändring"


def test_a_published_page_is_the_same_whoever_publishes_it(anna, picture):
    said = {}
    for language in ("sv", "en"):
        with override(language), transaction.atomic():
            one = reports.publish(
                by=anna.scope,
                at=AT,
                picture=picture,
                edition=Edition.INTERNAL,
                imprint=IMPRINT,
                as_proposals=True,
            )
            said[language] = (one.title, published.content(anna.scope, one.pk, "html"), one.document)
            transaction.set_rollback(True)
    assert said["en"] == said["sv"]


def test_every_english_word_agrees_with_the_glossary():
    import polib

    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z -]+) \| ([a-zåäö -]+) \|", text, re.MULTILINE)
    assert len(rows) > 40
    catalog = polib.pofile(str(ROOT / "src/samsyn_web/locale/en/LC_MESSAGES/django.po"))
    said = {entry.msgid: entry.msgstr for entry in catalog}
    # One Swedish word for two things: in the log an "event"; how much evidence weighs beside statistical power; what is
    # done with a decision beside what came of an action; a heading beside a doubt; money paid beside a finding's word.
    twofold = {"händelse", "styrka", "uppföljning", "att veta", "utfall"}
    wrong = {
        swedish: said[swedish]
        for code, swedish in rows
        if said.get(swedish, code) != code and swedish not in twofold
    }
    assert wrong == {}


def test_what_the_library_refuses_is_said_in_swedish_and_marked(anna, picture):
    client = english(anna.client())
    path = reverse("findings:write_note", args=[picture.pk])
    page = client.post(path, {"text": "ring 070-174 06 05"}).content.decode()
    assert 'From the field: <span lang="sv">' in page
    assert not SWEDISH.search(own_words(page).split("Something needs to be corrected")[1][:60])


def test_work_that_goes_on_says_in_swedish_what_it_does_and_is_marked(anna, at):
    Job.objects.create(
        organisation_id=anna.organisation.pk, kind="x", function="x", state="running", created_at=at,
        message="Läser <rader>", progress=42,
    )  # fmt: skip
    page = english(anna.client()).get("/").content.decode()
    assert '<span lang="sv">Läser &lt;rader&gt;</span>' in page
    assert "Läser &lt;rader&gt;" in anna.client().get("/").content.decode()


@pytest.mark.parametrize("kind", ["incidents.commit", "reports.publish"])
def test_a_page_of_work_marks_what_the_worker_says(anna, at, kind):
    job = Job.objects.create(
        organisation_id=anna.organisation.pk, created_by_id=anna.id, kind=kind, function="x", state="running",
        created_at=at, message="Läser <rader>", arguments={"picture_id": 1, "intake_id": 1},
    )  # fmt: skip
    client, path = english(anna.client()), reverse(f"{kind.partition('.')[0]}:work", args=[job.pk])
    page = client.get(path).content.decode()
    assert ' lang="sv">Läser &lt;rader&gt;' in page
    assert not SWEDISH.search(own_words(page).replace("Exempelköping", ""))
    Job.objects.filter(pk=job.pk).update(state="failed", error="Filen är <tom>.")
    page = client.get(path).content.decode()
    assert '<span lang="sv">Filen är &lt;tom&gt;.</span>' in page
    assert not SWEDISH.search(own_words(page).replace("Exempelköping", ""))
