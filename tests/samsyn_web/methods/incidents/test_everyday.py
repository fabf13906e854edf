"""The everyday page: the register looked at, compared, noted on and kept as views."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from python_calamine import CalamineWorkbook

from samsyn.cycle import Status
from samsyn.errors import BadInput, Refused
from samsyn.period import parse
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.incidents import policies, queries, services
from samsyn_web.methods.incidents.models import Annotation, Grain, Report, SavedView
from samsyn_web.observations.models import Source
from samsyn_web.places.models import Area, AreaVersion
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, bring_in, csv_bytes, source_of

EXPLORE = "/rapporter/utforska/"
CORNERS = [[15, 59], [15.01739, 59], [15.01739, 59.00898], [15, 59.00898], [15, 59]]
SQUARE = json.dumps({"type": "Polygon", "coordinates": [CORNERS]})
NOW = datetime(2024, 10, 10, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_world(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def source(anna: Person) -> Source:
    """Return a source with 92 weeks in three areas."""
    return source_of(bring_in(anna))


@pytest.fixture
def placed(anna: Person, source: Source) -> Source:
    """Return the source placed in areas of a known population, the first with a border of one square kilometre."""
    version = AreaVersion.objects.create(
        organisation_id=anna.organisation.pk, version="2024", digest="d" * 32, created_at=AT
    )
    areas, _ = queries.labels_counted(anna.scope, source)
    for n, key in enumerate(areas):
        border = SQUARE if n == 0 else ""
        people = 1500 * (n + 1)
        Area.objects.create(
            version=version, position=n, key=key, name=key, population=people, geometry=border
        )
    Source.objects.filter(pk=source.pk).update(area_version=version)
    source.refresh_from_db()
    return source


def text_of(response) -> str:
    """Return a page's text without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def heading(response) -> str:
    """Return the page's answer."""
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.S)[1]


def rows_between(start: date, end: date, **chosen) -> int:
    """Count the rows themselves."""
    return Report.objects.counting().filter(kind="incident", day__gte=start, day__lt=end, **chosen).count()


def note(person: Person, **said) -> Annotation:
    """Write a note."""
    usual = {"kind": "event", "what": "Ny belysning i parken", "first_day": date(2024, 9, 2)}
    return services.add_annotation(by=person.scope, at=AT, **usual | said)


def test_an_empty_register_teaches(anna: Person) -> None:
    page = text_of(anna.client().get(EXPLORE))
    assert "Registret är tomt" in page
    assert "Läs in den första filen" in page


def test_the_answer_is_what_the_rows_say(anna: Person, source: Source) -> None:
    page = anna.client().get(EXPLORE)
    september = rows_between(date(2024, 9, 1), date(2024, 10, 1))
    august = rows_between(date(2024, 8, 1), date(2024, 9, 1))
    assert f"{september} rapporter september 2024" in heading(page)
    assert f"{august} augusti 2024" in heading(page)
    assert "De säger inte varför." in text_of(page)
    assert 'id="tid"' in page.content.decode()


@pytest.mark.parametrize("side", ["area", "category"])
def test_a_choice_counts_only_what_is_chosen(anna: Person, source: Source, side: str) -> None:
    areas, categories = queries.labels_counted(anna.scope, source)
    key = areas[0] if side == "area" else categories[0]
    page = anna.client().get(EXPLORE, {"period": "2024-W39", "compare": "year", side: key})
    now, then = parse("2024-W39"), parse("2023-W39")
    chosen = {side: key} if side == "area" else {"category": key}
    assert f"{rows_between(now.start, now.end, **chosen)} rapporter" in heading(page)
    assert f"mot {rows_between(then.start, then.end, **chosen)} vecka 39, 2023" in heading(page)
    both = anna.client().get(EXPLORE, {"period": "2024-W39", "area": areas[0], "category": categories[0]})
    cell = rows_between(now.start, now.end, area=areas[0], category=categories[0])
    assert heading(both).startswith(f"{cell} rapport")


def test_sums_are_those_of_the_rows_for_every_part(anna: Person, source: Source) -> None:
    areas, categories = queries.labels_counted(anna.scope, source)
    span = (date(2024, 1, 1), date(2024, 7, 1))
    for chosen in ({}, {"areas": areas[:2]}, {"categories": categories[:1]}):
        for side in (None, "area", "category"):
            table = queries.summed(anna.scope, source, spans=[span], side=side, **chosen)
            rows = rows_between(
                *span,
                **{
                    f"{name[:-1] if name == 'areas' else 'category'}__in": some
                    for name, some in chosen.items()
                },
            )
            assert table["n"].sum() == rows, (chosen, side)
    apart = [(date(2024, 1, 1), date(2024, 2, 1)), (date(2024, 6, 1), date(2024, 7, 1))]
    assert queries.summed(anna.scope, source, spans=apart)["n"].sum() == sum(
        rows_between(*one) for one in apart
    )
    weekly = queries.summed(
        anna.scope, source, spans=[(date(2024, 1, 1), date(2024, 1, 15))], grain=Grain.WEEK
    )
    assert weekly["n"].sum() == rows_between(date(2024, 1, 1), date(2024, 1, 15))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"period": "2024-10"}, "inte slut än"),
        ({"period": "2024-09", "compare": "own", "compare_other": "2024-Q3"}, "överlappar"),
        ({"other": "2024-09-03..2024-09-12"}, "varken hela veckor eller hela månader"),
        ({"period": "2023-W02", "compare": "year"}, "säger inget om"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    anna: Person, source: Source, asked: dict[str, str], said: str
) -> None:
    page = anna.client().get(EXPLORE, asked)
    assert page.status_code == 200
    assert said in text_of(page)
    assert "säkert fler" not in heading(page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"other": "i går"}, "är ingen period"),
        ({"compare": "own"}, "Skriv vilken period"),
        ({"area": "Atlantis"}, "Området finns inte"),
        ({"period": "x"}, "är ingen period"),
    ],
)
def test_choices_that_cannot_be_used_are_errors_in_words(
    anna: Person, source: Source, asked: dict[str, str], said: str
) -> None:
    page = anna.client().get(EXPLORE, asked)
    assert page.status_code == 422
    assert said in text_of(page)
    assert anna.client().get("/rapporter/utforska/tabeller.csv", asked).status_code == 404


def test_a_break_that_somebody_noted_stops_the_comparison_and_stands_on_the_line(
    anna: Person, source: Source
) -> None:
    note(anna, kind="break", what="Ny e-tjänst", source=source)
    page = text_of(anna.client().get(EXPLORE, {"period": "2024-09"}))
    assert "Källan ändrades 2 september 2024, mitt i september 2024: Ny e-tjänst." in page
    assert page.count("Ny e-tjänst") >= 3  # the refusal, the drawing and the list
    assert "mot" in heading(anna.client().get(EXPLORE, {"period": "2024-08"}))


def test_a_note_about_an_area_stands_only_where_it_is_looked_at(anna: Person, source: Source) -> None:
    (one, other, *_rest), _ = queries.labels_counted(anna.scope, source)
    said = {"kind": "break", "first_day": "2024-09-02", "what": "Ny vaktstyrka", "area": one}
    assert anna.client().post("/rapporter/anteckningar/", said).status_code == 302
    assert anna.client().post("/rapporter/anteckningar/", {**said, "area": "Atlantis"}).status_code == 422
    assert "Källan ändrades" not in text_of(anna.client().get(EXPLORE, {"period": "2024-09", "area": other}))
    assert "Källan ändrades" in text_of(anna.client().get(EXPLORE, {"period": "2024-09", "area": one}))


def test_areas_have_rates_where_their_population_is_known(anna: Person, placed: Source) -> None:
    asked = {"period": "2024-Q3", "compare": "none"}
    page = anna.client().get(EXPLORE, asked).content.decode()
    table = page[page.index('id="invanare"') :]
    areas, _ = queries.labels_counted(anna.scope, placed)
    for n, key in enumerate(areas):
        rows = rows_between(date(2024, 7, 1), date(2024, 10, 1), area=key)
        assert f">{rows / 1.5 / (n + 1):.1f}<".replace(".", ",") in table
    facts = queries.area_facts(anna.scope, placed)
    assert facts is not None
    assert facts.km2 == {areas[0]: pytest.approx(1.0, rel=0.01)}  # the others have no border
    Area.objects.update(population=None)
    assert 'id="invanare"' not in anna.client().get(EXPLORE, asked).content.decode()


def test_areas_that_a_file_gives_codes_are_called_by_their_names(anna: Person) -> None:
    codes = {"Åsen": "2281", "Norrby": "2380", "Söderängen": "2480"}
    rows = [line.split(";")[:3] for line in csv_bytes().decode().splitlines()[1:]]
    lines = [";".join([at, category, codes[name], name]) for at, category, name in rows]
    content = "\n".join(["Tidpunkt;Kategori;Områdeskod;Områdesnamn", *lines, ""]).encode()
    source = source_of(bring_in(anna, content))
    assert queries.labels_counted(anna.scope, source)[0] == sorted(codes.values())
    assert queries.area_names(anna.scope) == {code: name for name, code in sorted(codes.items())}
    note(anna, area="2281")
    for address in (EXPLORE, f"{EXPLORE}?area=2281", "/rapporter/anteckningar/"):
        page = text_of(anna.client().get(address))
        assert "Åsen" in page
        assert "2281" not in page
        assert "Söderängen" in page or "area=" in address


def test_what_htmx_swaps_in_is_what_the_page_holds(anna: Person, source: Source) -> None:
    client = anna.client()
    part = client.get(EXPLORE, {"period": "2024-W39"}, HTTP_HX_REQUEST="true")
    whole = client.get(EXPLORE, {"period": "2024-W39"})
    assert part["Vary"].startswith("HX-Request") or "HX-Request" in part["Vary"]

    def plain(text: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text).strip()

    assert plain(part.content.decode()) in plain(whole.content.decode())


def test_the_number_of_database_queries_does_not_grow(
    anna: Person, placed: Source, django_assert_max_num_queries
) -> None:
    for n in range(12):
        note(anna, what=f"Händelse {n}")
        services.save_view(by=anna.scope, at=AT, name=f"Vy {n}", choices={"period": "2024-W39"})
    client = anna.client()
    client.get(EXPLORE, {"period": "2024-Q3"})
    with django_assert_max_num_queries(24):
        client.get(EXPLORE, {"period": "2024-Q3", "compare": "year"})


def test_tables_can_be_taken_out_with_their_numbers(anna: Person, source: Source) -> None:
    asked = {"period": "2024-09", "compare": "year"}
    answer = anna.client().get("/rapporter/utforska/tabeller.csv", asked)
    assert answer["Content-Disposition"] == 'attachment; filename="jamforelse_2024-09.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("Område;"))
    areas = {line.split(";")[0]: int(line.split(";")[1]) for line in lines[head + 1 : head + 4]}
    assert sum(areas.values()) == rows_between(date(2024, 9, 1), date(2024, 10, 1))
    book = anna.client().get("/rapporter/utforska/tabeller.xlsx", asked)
    cells = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert {row[0]: row[1] for row in cells if row[0] in areas} == areas


def test_a_view_is_saved_opened_renamed_removed_and_taken_back(anna: Person, source: Source) -> None:
    client = anna.client()
    choices = f"compare=year&grain=month&period=latest_week&source={source.pk}"
    given = {"name": "Veckan", "choices": choices, "is_default": "on"}
    saved = client.post("/rapporter/utforska/vyer/spara/", given)
    view = SavedView.objects.get()
    assert saved.status_code == 302
    assert QueryDict(saved.url.partition("?")[2]) == QueryDict(choices)
    opened = client.get(EXPLORE)
    assert opened.url == saved.url  # the default view opens the page
    assert "vecka 40, 2024" in heading(client.get(opened.url))
    page = f"/rapporter/utforska/vyer/{view.pk}/"
    client.post(page, {"name": "Min vecka"})
    assert "Min vecka" in text_of(client.get("/rapporter/utforska/vyer/"))
    assert client.get(EXPLORE).status_code == 200  # no longer first
    client.post(f"{page}ta-bort/")
    assert "Ingen vy är sparad" in text_of(client.get("/rapporter/utforska/vyer/"))
    assert "Ångra borttagningen" in text_of(client.get(page))
    client.post(f"{page}angra/")
    assert "Min vecka" in text_of(client.get("/rapporter/utforska/vyer/"))
    verbs = list(AuditEvent.objects.filter(verb__startswith="saved_view").values_list("verb", flat=True))
    assert verbs == [f"saved_view.{verb}" for verb in ("saved", "changed", "removed", "restored")]


def test_what_is_shared_is_seen_and_not_changed_by_a_colleague(
    anna: Person, bo: Person, source: Source
) -> None:
    mine = services.save_view(by=anna.scope, at=AT, name="Min", choices={"period": "2024-W39"})
    ours = services.save_view(
        by=anna.scope, at=AT, name="Vår", choices={"period": "2024-W39"}, is_shared=True, is_default=True
    )
    page = text_of(bo.client().get("/rapporter/utforska/vyer/"))
    assert "Vår" in page
    assert "delas av Anna" in page
    assert "Min" not in page.replace("Min ", "")
    assert bo.client().get(EXPLORE).status_code == 200  # Anna's first view is not Bo's
    for view in (mine, ours):
        assert bo.client().get(f"/rapporter/utforska/vyer/{view.pk}/").status_code == 404
    with pytest.raises(Refused):
        services.remove_view(by=bo.scope, at=AT, view=ours)


def test_limits_of_views_are_told_in_words(
    anna: Person, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.save_view(by=anna.scope, at=AT, name="Veckan", choices={})
    given = {"name": "Veckan", "choices": "period=2024-W39"}
    page = anna.client().post("/rapporter/utforska/vyer/spara/", given)
    assert page.status_code == 422
    assert "Du har redan en vy som heter ”Veckan”" in text_of(page)
    monkeypatch.setattr(policies, "MOST_VIEWS", 1)
    page = anna.client().post("/rapporter/utforska/vyer/spara/", {**given, "name": "En till"})
    assert "Det finns redan 1 sparade vyer" in text_of(page)
    bad = {"name": "X", "choices": "area=Atlantis"}
    assert anna.client().post("/rapporter/utforska/vyer/spara/", bad).status_code == 404
    assert SavedView.objects.count() == 1


def test_only_one_view_is_first(anna: Person) -> None:
    first, second = (
        services.save_view(by=anna.scope, at=AT, name=name, choices={}, is_default=True) for name in "ab"
    )
    assert queries.default_view(anna.scope) == second
    services.remove_view(by=anna.scope, at=AT, view=second)
    services.change_view(by=anna.scope, at=AT, view=first, name="a", is_shared=False, is_default=True)
    second.refresh_from_db()
    services.restore_view(by=anna.scope, at=AT, view=second)
    assert queries.default_view(anna.scope) == first
    first.refresh_from_db()
    services.remove_view(by=anna.scope, at=AT, view=first)
    first.refresh_from_db()
    services.restore_view(by=anna.scope, at=AT, view=first)
    assert queries.default_view(anna.scope) == first  # nothing else has become the first


def test_a_note_is_written_changed_removed_and_taken_back(anna: Person, source: Source) -> None:
    client = anna.client()
    said = {"kind": "action", "first_day": "2024-09-02", "last_day": "2024-09-08", "what": "Ny belysning"}
    assert client.post("/rapporter/anteckningar/", said).status_code == 302
    one = Annotation.objects.get()
    page = text_of(client.get("/rapporter/anteckningar/"))
    assert "2–8 september 2024 Åtgärd: Ny belysning alla källor, Anna" in page
    href = f"/rapporter/anteckningar/{one.pk}/"
    client.post(href, {**said, "what": "Nya lampor", "source": source.pk})
    assert "Nya lampor" in text_of(client.get(EXPLORE, {"period": "2024-09"}))
    assert "Nya lampor (till 8 september 2024)" in client.get(EXPLORE, {"period": "2024-09"}).content.decode()
    client.post(f"{href}ta-bort/")
    assert "Nya lampor" not in text_of(client.get(EXPLORE, {"period": "2024-09"}))
    client.post(f"{href}angra/")
    assert "Nya lampor" in text_of(client.get(EXPLORE, {"period": "2024-09"}))
    verbs = list(AuditEvent.objects.filter(verb__startswith="annotation").values_list("verb", flat=True))
    assert verbs == [f"annotation.{verb}" for verb in ("added", "changed", "removed", "restored")]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Skriv vad som hände."),
        ({"what": "Ring 070-123 45 67"}, "Vad som hände"),
        ({"what": "x" * 201}, "200"),
        ({"last_day": "2024-09-01"}, "Sista dagen ligger före den första."),
        ({"first_day": "i går"}, "Skriv dagen så här"),
    ],
)
def test_what_may_not_be_noted_is_told(anna: Person, wrong: dict[str, str], said: str) -> None:
    usual = {"kind": "event", "first_day": "2024-09-02", "what": "Ny belysning"}
    page = anna.client().post("/rapporter/anteckningar/", usual | wrong)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Annotation.objects.exists()


def test_the_service_checks_what_the_form_checks(anna: Person, cecilia: Person, source: Source) -> None:
    for wrong in (
        {"what": "Ring 070-123 45 67"},
        {"what": ""},
        {"last_day": date(2024, 1, 1)},
        {"kind": "x"},
    ):
        with pytest.raises(BadInput):
            note(anna, **wrong)
    with pytest.raises(Refused):
        note(cecilia, source=source)
    with pytest.raises(Refused):
        services.remove_annotation(by=cecilia.scope, at=AT, note=note(anna))


def test_notes_are_found_by_source_and_days(anna: Person, source: Source) -> None:
    note(anna, what="dag")
    note(anna, what="spann", first_day=date(2024, 8, 1), last_day=date(2024, 9, 1), source=source)

    def found(*span) -> list[str]:
        return [one.what for one in queries.dated_annotations(anna.scope, source, *span)]

    assert found() == ["spann", "dag"]
    assert found(date(2024, 9, 1), date(2024, 9, 2)) == ["spann"]
    assert found(date(2024, 9, 2), date(2024, 9, 3)) == ["dag"]
    assert found(date(2024, 9, 3), None) == []


def test_the_judgement_is_the_librarys(anna: Person, source: Source) -> None:
    ((one, reach),) = queries.reaches(anna.scope)
    assert one == source
    assert (reach.first, reach.rows) == (date(2023, 1, 2), rows_between(date(2023, 1, 1), date(2025, 1, 1)))
    choices = queries.Choices(now=parse("2024-Q3"), then=parse("2024-Q2"), grain=Grain.MONTH)
    found = queries.comparison(anna.scope, source, reach, choices, [], NOW.date())
    assert found is not None
    assert found.whole is not None
    assert found.whole.status in (Status.EXPECTED, Status.ABOVE, Status.BELOW)
    assert sum(line.now for line in found.areas) == found.total == sum(line.now for line in found.categories)
    assert sum(found.series["values"][-3:]) == found.total


def test_a_visitor_is_sent_to_sign_in(source: Source) -> None:
    for address in (EXPLORE, "/rapporter/anteckningar/", "/rapporter/utforska/vyer/"):
        assert Client().get(address).url.startswith("/konto/login/")


def test_a_register_that_is_a_few_weeks_old_opens_with_its_latest_week(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2023, 1, 31, 8, 0, tzinfo=UTC))
    bring_in(anna, csv_bytes(weeks=4))
    page = anna.client().get(EXPLORE)
    assert "vecka 4, 2023" in heading(page)
    assert "säger inget om" not in heading(page)
