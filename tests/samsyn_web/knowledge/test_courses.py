"""Courses: held from a ready one, counted and never by name, compared before and after, and given as files."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import surveys as ready_surveys
from samsyn_web.base.models import AuditEvent
from samsyn_web.knowledge import policies, presenters, queries, services
from samsyn_web.knowledge.forms import parts_text
from samsyn_web.knowledge.models import Course, CourseGroup
from samsyn_web.methods.surveys import services as surveys
from samsyn_web.methods.surveys.models import Survey
from tests.samsyn_web.conftest import Person

PAGE = "/kunskap/kurser/"
FIRST = date(2026, 3, 2)
PARTS: list[policies.Part] = [
    {"title": "Del ett", "goals": ["Kunna räkna"]},
    {"title": "Del två", "goals": ["Jämföra"]},
]


def hold(by: Person, at: datetime, **more: Any) -> Course:
    given: dict[str, Any] = {"title": "Grundkurs", "held_by": "Kommunen", "parts": PARTS, **more}
    return services.hold_course(by=by.scope, at=at, starts=FIRST, written=services.CourseWritten(**given))


def group(by: Person, at: datetime, course: Course, function: str = "rektorer", n: int = 8) -> CourseGroup:
    return services.add_group(
        by=by.scope, at=at, course=course, employer="Skolan", function=function, enrolled=n
    )


def asked(by: Person, at: datetime, answers: str) -> Survey:
    """A closed survey where each person gave one answer to everything."""
    form = next(one for one in ready_surveys().forms if one.key == "knowledge")
    made = surveys.make(
        by=by.scope, at=at, form=form, title=f"Enkät {at:%B}", purpose="Lära", sender="Vi", about="deltagarna",
        is_anonymous=True, opens_at=at, closes_at=at + timedelta(days=5), asked=20,
    )  # fmt: skip
    for code in answers:
        given = {item.key: code for item in form.items if item.options}
        surveys.answer(by=None, at=at + timedelta(days=1), survey=made, given=given)
    return surveys.close(by=by.scope, at=at + timedelta(days=5), survey=made)


def test_a_ready_course_is_held_with_a_day_for_each_week(bo: Person) -> None:
    client = bo.client()
    empty = client.get(PAGE).content.decode()
    assert "Ingen kurs är upplagd än" in empty
    assert "Vecka 3: Orsakerna" in empty
    begun = client.get(f"{PAGE}ny/?mall=basic").content.decode()
    ready = queries.ready_course("basic")
    assert ready is not None
    assert "- Ställa upp flera möjliga orsaker till samma problem" in begun
    sent = {
        "title": ready.title, "held_by": "Kommunen", "audience": ready.audience, "template": "basic",
        "parts": parts_text(queries.parts_of(ready)), "starts": "2026-03-02", "every": "7",
    }  # fmt: skip
    answer = client.post(f"{PAGE}ny/", sent)
    made = Course.objects.get()
    assert answer.headers["Location"] == f"{PAGE}{made.pk}/"
    assert (made.template, made.source_status) == ("basic", "own_words")
    days = queries.course_sessions(bo.scope, made.pk)
    assert [(one.part, one.on) for one in days] == [
        (n + 1, FIRST + timedelta(weeks=n)) for n in range(6)
    ]  # six weeks, one part each
    client.post(f"{PAGE}{made.pk}/andra/", {**sent, "parts": "Bara en\n- Ett mål", "seen": 1})
    assert len(Course.objects.get().parts) == 6  # days of the others are there still
    services.change_course(
        by=bo.scope, at=made.made_at, course=made, seen=1,
        written=services.CourseWritten(title="Vår", held_by="Vi", parts=[PARTS[0]] * 6, template="basic"),
    )  # fmt: skip
    assert Course.objects.get().source_status == "local_design"
    with pytest.raises(policies.SomebodyChanged):
        services.change_course(
            by=bo.scope, at=made.made_at, course=made, seen=1,
            written=services.CourseWritten(title="Sent", held_by="Vi", parts=PARTS),
        )  # fmt: skip


def test_who_was_there_is_a_number_for_each_group(bo: Person, lars: Person, at: datetime) -> None:
    course = hold(bo, at)
    heads, police = group(bo, at, course), group(bo, at, course, "kommunpoliser", 3)
    first, second = queries.course_sessions(bo.scope, course.pk)
    client = bo.client()
    sent = {"on": "2026-03-03", "part": "1", "place": "Stadshuset", f"n{heads.pk}": "6", f"n{police.pk}": "3"}
    assert client.post(f"{PAGE}tillfalle/{first.pk}/", sent).status_code == 302
    too_many = client.post(f"{PAGE}tillfalle/{second.pk}/", {**sent, f"n{police.pk}": "4"})
    assert too_many.status_code == 422
    assert queries.attendance(bo.scope, course.pk) == {(first.pk, heads.pk): 6, (first.pk, police.pk): 3}
    done = client.post(f"{PAGE}{course.pk}/slutfort/", {f"n{heads.pk}": "5", f"n{police.pk}": ""})
    assert done.status_code == 302
    page = client.get(f"{PAGE}{course.pk}/").content.decode()
    assert "11 anmälda i 2 grupper, i snitt 82" in page  # 9 of 11
    assert "5 har slutfört" in page
    assert presenters.course_page(
        course,
        list(queries.course_sessions(bo.scope, course.pk)),
        list(queries.course_groups(bo.scope, course.pk)),
        queries.attendance(bo.scope, course.pk),
    ).foot == ("11", "9", "–", "–")
    with pytest.raises(BadInput, match="6 har varit med"):
        services.change_group(
            by=bo.scope, at=at, group=heads, employer="Skolan", function="rektorer", enrolled=5
        )
    for refused in (
        lambda: services.remove_group(by=bo.scope, at=at, group=heads),
        lambda: services.remove_session(by=bo.scope, at=at, session=first),
        lambda: services.add_group(
            by=lars.scope, at=at, course=course, employer="Skolan", function="vaktmästare", enrolled=1
        ),
    ):
        with pytest.raises(Refused):
            refused()
    services.remove_session(by=bo.scope, at=at, session=second)
    assert AuditEvent.objects.filter(verb__startswith="course.").count() == 6
    assert lars.client().get(f"{PAGE}ny/").status_code == 403


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": " "}, "vad kursen heter"),
        ({"held_by": "Ring 070-174 06 58"}, "Vilka som håller den"),
        ({"parts": []}, "minst en"),
        ({"parts": [{"title": "Tom", "goals": []}]}, "inget lärandemål"),
        ({"parts": [{"title": "Del", "goals": ["Ring 070-174 06 58"]}]}, "lärandemål"),
    ],
)
def test_what_cannot_stand_is_refused(anna: Person, at: datetime, more: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput) as refused:
        hold(anna, at, **more)
    assert says in refused.value.message
    assert Course.objects.count() == 0


def test_a_course_is_taken_away_and_put_back(bo: Person, cecilia: Person, at: datetime) -> None:
    course, client = hold(bo, at), bo.client()
    client.post(f"{PAGE}{course.pk}/ta-bort/")
    assert "Borttagna kurser" in client.get(PAGE).content.decode()
    with pytest.raises(Refused, match="borttagen"):
        group(bo, at, course)
    assert "Lägg tillbaka" in client.get(f"{PAGE}{course.pk}/").content.decode()
    client.post(f"{PAGE}{course.pk}/lagg-tillbaka/")
    assert "Borttagna kurser" not in client.get(PAGE).content.decode()
    assert cecilia.client().get(f"{PAGE}{course.pk}/").status_code == 404
    assert cecilia.client().post(f"{PAGE}{course.pk}/ta-bort/").status_code == 404


def test_knowledge_before_and_after_is_told_with_its_uncertainty(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    course = hold(anna, at)
    before, after = asked(anna, at, "1122334455"), asked(anna, at + timedelta(days=60), "334444555555")
    few, theirs = asked(anna, at + timedelta(days=90), "44"), asked(cecilia, at, "1" * 12)
    services.tie_surveys(by=anna.scope, at=at, course=course, before=before.pk, after=after.pk)
    page = anna.client().get(f"{PAGE}{course.pk}/").content.decode()
    assert "43 procentenheter (95 %: 3 till 69)" in page
    assert re.search(r"Av \d frågor har [1-9] ökat och 0 minskat mer än slumpen ger", page)
    assert "Diagrammet som tabell" in page
    assert "ökat" in page
    services.tie_surveys(by=anna.scope, at=at, course=course, before=before.pk, after=few.pk)
    page = anna.client().get(f"{PAGE}{course.pk}/").content.decode()
    assert "Färre än 10 har svarat" in page
    assert "2 av 2" not in page  # two answers would tell who gave them
    for wrong in ({"before": before.pk, "after": before.pk}, {"before": theirs.pk, "after": after.pk}):
        with pytest.raises(BadInput):
            services.tie_surveys(by=anna.scope, at=at, course=course, **wrong)


def test_a_file_puts_small_groups_together(anna: Person, at: datetime) -> None:
    course = hold(anna, at)
    sizes = {"rektorer": 9, "poliser": 2, "värdar": 1, "lärare": 6}
    made = {name: group(anna, at, course, name, n) for name, n in sizes.items()}
    rows = presenters.pooled(list(made.values()))
    # two and one are three: the six are taken in as well
    assert [one.enrolled for one in rows] == [9, 9]
    assert presenters.pooled([made["poliser"]]) == ()
    services.note_completion(
        by=anna.scope, at=at, course=course, completed={one.pk: 1 for one in made.values()}
    )
    client = anna.client()
    text = client.get(f"{PAGE}{course.pk}.csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Organisation;Funktion;Anmälda;2026-03-02 Del ett")
    assert "poliser" not in text
    assert text.splitlines()[2].endswith(";9;;;3")
    book = load_workbook(BytesIO(client.get(f"{PAGE}{course.pk}.xlsx").content))
    told = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Kunna räkna" in told
    assert "värdar" not in told
