"""What each edition may hold, read back from every format: levels, hot places, names of reporters, what was done."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from samsyn import bundle
from samsyn.charts.tokens import LEVELS
from samsyn.cycle import Edition, Status
from samsyn_web.actions import services as actions
from samsyn_web.actions.models import MeetingDecision
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.reports import queries
from samsyn_web.reports.models import PartnerKind, Publication
from tests.samsyn_web.conftest import Person
from tests.support.mapped_once import *  # noqa: F403
from tests.support.opened_word import Word
from tests.support.published import add_partner, allow_public, publish
from tests.support.read_pages import pdf_text

WORDS = [
    look.word for key, look in LEVELS.items() if key != Status.GREY.value
]  # "underlag saknas" is no level
HOT = (
    "hot_place",
    "hot_places",
    "concentration",
    "rhythm_hour",
    "rhythm_weekday",
    "rhythm_peak",
    "area_level",
)
FUNCTION, PLACE = "Parkenheten i prov", "vid lekplatsen i prov"


@pytest.fixture
def picture(anna: Person, drawn_once: SimpleNamespace) -> Picture:  # noqa: F811
    """A picture of the example municipality, with decisions that are done, under way and ahead."""
    one = Picture.objects.get(pk=drawn_once.picture)
    names = list(pictures.area_names(anna.scope, one).items())
    for n, (what, status) in enumerate(
        (("Lagade belysningen", "done"), ("Klipper buskarna", "under_way"), ("Flytta bänken", ""))
    ):
        area, area_name = names[n]
        when = datetime.combine(one.start + timedelta(days=1), datetime.min.time(), UTC)
        made = actions.decide(
            by=anna.scope, at=when, period=one.period if not status else "före", what=what, function=FUNCTION,
            until=one.end, area=area, area_name=area_name, place=PLACE,
        )  # fmt: skip
        if status:
            actions.tell(by=anna.scope, at=when, decision=made, status=status, text="Nu syns det i prov.")
    return one


def texts(person: Person, one: Publication) -> dict[str, str]:
    """All that each format says."""

    def content(kind: str) -> bytes:
        return queries.content(person.scope, one.pk, kind) or b""

    book = CalamineWorkbook.from_filelike(BytesIO(content("xlsx")))
    opened = bundle.read(content("zip"))
    word = Word(content("docx"))
    return {
        "json": content("json").decode(),
        "html": content("html").decode(),
        "pdf": pdf_text(content("pdf")),
        "docx": " ".join(
            part.decode(errors="ignore") for name, part in word.parts.items() if name.endswith(".xml")
        ),
        "xlsx": str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]),
        "zip": json.dumps(opened.document, ensure_ascii=False) + str(opened.frozen),
    }


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def holds(found: dict[str, str], words: str) -> list[str]:
    """The formats that say something; the text of a PDF comes without spaces."""
    return [kind for kind, text in found.items() if without_spaces(words) in without_spaces(text)]


def test_the_public_edition_has_no_levels_no_hot_places_and_no_hours_in_any_format(
    anna: Person, picture: Picture
) -> None:
    inside = texts(anna, publish(anna, picture))
    outside = texts(anna, publish(anna, picture, Edition.PUBLIC))
    assert {word for word in WORDS if holds(inside, word)}, (
        "the internal edition has levels, or this proves nothing"
    )
    for word in (*WORDS, "Lägesnivå"):
        assert holds(outside, word) == [], word
    assert {key for key in HOT if f'"{key}"' in inside["json"]} >= {"area_level", "rhythm_hour"}
    for key in HOT:
        assert f'"{key}"' not in outside["json"], key
    document = json.loads(outside["json"])
    assert not {"hot_places", "rhythm"} & set(document["series"])
    assert document["judgements"]["levels"] == []
    for address in ("", "karta/"):
        page = anna.client().get(f"/lagesbilder/{picture.pk}/{address}?upplaga=public").content.decode()
        main = page[page.index("<main") :]
        assert "level level--" not in main
        for word in WORDS:
            assert word not in main, word


def test_those_who_did_not_report_are_named_only_inside(anna: Person, picture: Picture) -> None:
    silent = FindingRecord.objects.filter(picture=picture, key="silent_reporter")
    names = {str(one.detail["reporter"]) for one in silent} | {
        str(one.detail.get("label", "")) for one in silent
    }
    names -= {""}
    assert names
    partner = add_partner(
        anna, *list(pictures.area_names(anna.scope, picture).values())[:1], kind=PartnerKind.AUTHORITY
    )
    assert any(holds(texts(anna, publish(anna, picture)), name) for name in names)
    for one in (
        publish(anna, picture, Edition.PARTNER),
        publish(anna, picture, Edition.PARTNER, partner=partner),
        publish(anna, picture, Edition.PUBLIC),
    ):
        found = texts(anna, one)
        assert [name for name in names if holds(found, name)] == [], one.edition
        assert "silent_reporter" not in found["json"]
    assert (
        "reporters_answered" in texts(anna, Publication.objects.get(edition="partner", partner=None))["json"]
    )


def test_each_edition_says_what_was_done_as_it_may(anna: Person, picture: Picture) -> None:
    areas = list(pictures.area_names(anna.scope, picture).values())
    partner = add_partner(anna, areas[0], kind=PartnerKind.AUTHORITY)
    every = ["json", "html", "pdf", "docx", "xlsx", "zip"]
    inside = texts(anna, publish(anna, picture))
    for words in (
        "Lagade belysningen",
        "Klipper buskarna",
        "Flytta bänken",
        FUNCTION,
        PLACE,
        "Nu syns det i prov.",
    ):
        assert holds(inside, words) == every, words
    own = texts(anna, publish(anna, picture, Edition.PARTNER, partner=partner))
    assert holds(own, "Lagade belysningen") == every
    assert holds(own, FUNCTION) == every
    assert holds(own, "Klipper buskarna") + holds(own, "Flytta bänken") == []
    one = publish(anna, picture, Edition.PUBLIC)
    public = texts(anna, one)
    assert holds(public, "Lagade belysningen") == every
    for words in ("Klipper buskarna", "Flytta bänken", FUNCTION, PLACE, "Nu syns det i prov."):
        assert holds(public, words) == [], words
    assert f'<p class="says">Gjort under perioden: Lagade belysningen ({areas[0]}).</p>' in public["html"]
    headings = re.findall(r"<h2[^>]*>(?:<[^>]+>)*([^<]+)", public["html"])
    assert headings.index("Vad som har gjorts") < headings.index("I korthet")


def test_what_was_done_is_frozen_with_the_publication(anna: Person, picture: Picture) -> None:
    allow_public(anna)
    one = publish(anna, picture, Edition.PUBLIC)
    decision = MeetingDecision.objects.get(what="Lagade belysningen")
    actions.withdraw(by=anna.scope, at=decision.decided_at, decision=decision)
    assert "Lagade belysningen" in texts(anna, one)["html"]
    assert queries.done_in(anna.scope, picture)[0].what == "Klipper buskarna"
