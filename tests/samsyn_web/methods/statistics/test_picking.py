"""Figures of a file from the page where they are picked to the picture, the problem and the reader."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn.methods.statistics import TEMPLATES, Pick
from samsyn_cli.bundling import document_from_rows
from samsyn_web.base.models import AuditEvent
from samsyn_web.causes import services as causes
from samsyn_web.findings import queries as findings
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import FindingRecord, Picture
from samsyn_web.governance.queries import picture_facts
from samsyn_web.methods.statistics import queries, services
from samsyn_web.methods.statistics.models import StatisticsFile
from samsyn_web.observations.models import Round
from samsyn_web.reports.models import PublishedFile
from tests.support.published import allow_public, publish
from tests.support.story import AT, Person

TODAY = date(2024, 10, 8)
HEAD = "Kommun;Brottstyp;År;Antal;Folkmängd"
ROWS = [
    f"{area};{kind};{year};{n};50000"
    for area, own in (("Exempelköping", 4), ("Huddinge", 30), ("Lokalpolisområde Norr", 2))
    for kind, n in (("Rån", own), ("Stöld", own * 100), ("Våld", own * 50))
    for year in (2014, 2015, 2016)
]
GOOD = "\r\n".join([HEAD, *ROWS])


def kept(anna: Person, text: str = GOOD, name: str = "brott.csv") -> StatisticsFile:
    """A file that Anna has read and kept."""
    sent = {"file": SimpleUploadedFile(name, text.encode()), "template": "bra-reported"}
    answer = anna.client().post("/statistik/las-in/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return services.keep(by=anna.scope, at=AT, one=StatisticsFile.objects.latest("pk"))


def picked(anna: Person, one: StatisticsFile, *kinds: str, **other: Any) -> Any:
    """What the page answers to chosen figures."""
    given = {"ar": "2015", "omrade": "Exempelköping", "figures": [f"count:{kind}" for kind in kinds], **other}
    return anna.client().post(f"/statistik/{one.pk}/valj/", given)


def test_picked_figures_stand_in_a_picture_with_file_rows_and_limits(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    one = kept(anna)
    page = anna.client().get(f"/statistik/{one.pk}/valj/?ar=2015").content.decode()
    assert "Rån: 4, jämförs inte med 2014" in page
    answer = picked(anna, one, "Rån", "Stöld")
    picture = Picture.objects.get()
    assert answer.url == f"/lagesbilder/{picture.pk}/"
    assert picked(anna, one, "Stöld", "Rån").url == answer.url  # the same again is the same picture
    assert Round.objects.get().declared["files"] == {one.sha256: "brott.csv"}
    shown = anna.client().get(answer.url).content.decode()
    for said in ("Exempelköping", "blev bättre 2015", "inte hur många brott som har begåtts", "Källa: Brå"):
        assert said in shown
    assert "Våld" not in shown
    assert "Huddinge" not in shown
    assert f"/statistik/omgang/{picture.round_id}/" in shown
    assert anna.client().get(f"/statistik/omgang/{picture.round_id}/").url == f"/statistik/{one.pk}/"
    figure = FindingRecord.objects.get(category="Rån", key="reported", period="2015")
    told = anna.client().get(f"/figurer/{figure.digest}/").content.decode()
    assert (figure.value, figure.low, figure.high) == (4, 4, 4)
    for said in ("brott.csv", one.sha256, "statistics/1", "50\u00a0000", "Antal, som källan anger det"):
        assert said in told
    row = re.search(r'<td class="num">3</td><td>1 januari 2015</td><td>Exempelköping</td>', told)
    assert row, told
    assert "Rån" in anna.client().get(f"/figurer/{figure.digest}/rader.csv").content.decode()
    for other in (lars, cecilia):  # a draft is for those who work with it
        assert other.client().get(answer.url).status_code == 404
        assert other.client().get(f"/statistik/{one.pk}/valj/").status_code in (403, 404)
    assert "Lägesbilder med siffror ur filen" in anna.client().get(f"/statistik/{one.pk}/").content.decode()
    assert AuditEvent.objects.filter(verb="picture.made").count() == 1
    assert "Underlag" in anna.client().get("/underlag/").content.decode()


def test_a_problem_rests_on_a_picked_figure(anna: Person) -> None:
    picked(anna, kept(anna), "Stöld")
    figure = FindingRecord.objects.get(category="Stöld", key="rate_per_100000", period="2015")
    problem = causes.open_problem(by=anna.scope, at=AT, title="Stölder i centrum")
    page = anna.client().get(f"/problem/{problem.pk}/underlag/resultat/?sok=stöld").content.decode()
    assert figure.digest in page
    causes.link_finding(by=anna.scope, at=AT, problem=problem, digest=figure.digest)
    cause = causes.add_cause(by=anna.scope, at=AT, problem=problem, statement="Cyklar står olåsta")
    said = {"side": "for", "strength": 2, "text": "Fler än i gruppen", "digest": figure.digest}
    assert causes.add_evidence(by=anna.scope, at=AT, cause=cause, **said).finding == figure
    shown = anna.client().get(f"/problem/{problem.pk}/").content.decode()
    assert "per 100 000 invånare" in shown.replace("\u00a0", " ")
    assert figure.digest in shown


def test_the_public_edition_withholds_what_the_files_own_withholds(anna: Person) -> None:
    picked(anna, kept(anna), "Rån", "Stöld")
    picture = Picture.objects.get()
    table = findings.sections(anna.scope, picture, Edition.PUBLIC)[0].tables[0]
    assert [row[2] for row in table.rows] == [None, 400]


def test_figures_that_say_nothing_here_are_refused_with_the_reason(anna: Person, cecilia: Person) -> None:
    one = kept(anna)
    page = anna.client().get(f"/statistik/{one.pk}/valj/?omrade=Huddinge").content.decode()
    assert "inte den egna kommunen" in page
    assert "Gör en lägesbild" not in page
    assert picked(anna, one, "Rån", omrade="Huddinge").status_code == 422
    assert "Välj minst en siffra" in picked(anna, one).content.decode()
    picked(anna, one, "Rån", omrade="Lokalpolisområde Norr")
    assert any("resten av kommunen" in text for text in
               findings.sections(anna.scope, Picture.objects.get(), Edition.PUBLIC)[0].paragraphs)  # fmt: skip
    pick = Pick(area="Exempelköping", category="Stöld", kind="count")
    with pytest.raises(Refused, match="inget värde"):
        services.pick_figures(by=anna.scope, at=AT, one=one, picks=[pick], year=1999)
    with pytest.raises(Refused, match="inte rätt"):
        services.pick_figures(by=cecilia.scope, at=AT, one=one, picks=[pick], year=2015)
    services.withdraw(by=anna.scope, at=AT, one=one)
    with pytest.raises(Refused, match="tillbakadragen"):
        services.pick_figures(by=anna.scope, at=AT, one=one, picks=[pick], year=2015)
    assert Picture.objects.count() == 1


def test_a_figure_that_a_newer_file_has_changed_is_taken_from_the_newer(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    old = kept(anna)
    new = kept(
        anna, GOOD.replace("Exempelköping;Stöld;2015;400", "Exempelköping;Stöld;2015;420"), "nyare.csv"
    )
    page = anna.client().get(f"/statistik/{old.pk}/valj/?ar=2015").content.decode()
    assert "ändrat siffran för 2015" in page
    assert f"/statistik/{new.pk}/valj/" in page
    with pytest.raises(Refused, match=r"nyare\.csv"):
        services.pick_figures(
            by=anna.scope, at=AT, one=old, year=2015,
            picks=[Pick(area="Exempelköping", category="Stöld", kind="count")],
        )  # fmt: skip
    assert "var 400" in anna.client().get(f"/statistik/{new.pk}/valj/?ar=2015").content.decode()
    for address, word in ((new, "Ändrat mot tidigare filer"), (old, "Ändrat av nyare filer")):
        changes = lars.client().get(f"/statistik/{address.pk}/andringar/").content.decode()
        assert word in changes
        assert re.search(r'<td class="num">400</td><td class="num">420</td>', changes)
    assert cecilia.client().get(f"/statistik/{new.pk}/andringar/").status_code == 404
    picked(anna, new, "Stöld")
    said = findings.sections(anna.scope, Picture.objects.get(), Edition.INTERNAL)[0].paragraphs
    assert any("Det tidigare värdet för Stöld" in text for text in said)
    assert [one.revision.before for one in queries.revised(anna.scope, new)] == [400]
    assert queries.revised(anna.scope, old) == ()
    assert [one.other for one in queries.replaced(anna.scope, old)] == [new]


def test_a_published_picture_of_figures_is_a_source_of_the_statutory_one_with_its_limits(
    anna: Person,
) -> None:
    text = GOOD.replace(";2014;", ";2022;").replace(";2015;", ";2023;").replace(";2016;", ";2024;")
    text = text.replace("köping;Stöld;2023;400", "köping;Stöld;2023;60").replace(
        "köping;Våld;2023;200", "köping;Våld;2023;20"
    )
    one = kept(anna, text)
    facts = picture_facts(anna.scope, TODAY)
    assert facts is not None
    assert [name for name, why in facts.unused if "inte hur många brott" in why] == [one_name(one)]
    picked(anna, one, "Rån", "Stöld", ar="2023")
    picture = judging.mark_judged(by=anna.scope, at=AT, picture=Picture.objects.get())
    for edition in (Edition.INTERNAL, Edition.PUBLIC):
        publish(anna, picture, edition)
    packed = PublishedFile.objects.get(kind="zip", publication__edition="internal")
    opened = bundle.read(bytes(packed.content))
    assert picture.round.rows is not None
    again = document_from_rows(opened, picture.round.rows.file.path)
    assert again["findings"] == opened.document["findings"]  # from the frozen rows alone
    counts = public_counts(anna)
    assert counts == {Edition.INTERNAL: [4, 60], Edition.PARTNER: [None, 60], Edition.PUBLIC: [None, 60]}
    allow_public(anna, smallest_count=100)
    assert public_counts(anna)[Edition.PUBLIC] == [None, None]  # by the limit that was decided
    kept(anna, text.replace("köping;Stöld;2023;60", "köping;Stöld;2023;62"), "nyare.csv")
    facts = picture_facts(anna.scope, TODAY)
    assert facts is not None
    used = facts.pictures[0]
    assert (used.sources, used.total, used.kind) == ((one_name(one),), None, "year")
    assert not [name for name, _why in facts.unused if name == one_name(one)]
    for said in ("inte hur många brott", "Källan har ändrat siffran för Stöld 2023 i filen nyare.csv"):
        assert any(said in limit for limit in used.limits[Edition.PUBLIC])


def public_counts(anna: Person) -> dict[Edition, list[Any]]:
    """The counts that the statutory picture shows to each kind of reader."""
    facts = picture_facts(anna.scope, TODAY)
    assert facts is not None
    tables = facts.pictures[0].tables
    return {edition: [row[2] for row in tables[edition][0].rows] for edition in Edition}


def one_name(one: StatisticsFile) -> str:
    """What the series of a file is called."""
    return TEMPLATES[one.template].source.name
