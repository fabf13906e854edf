"""Each paragraph of the law, from what is decided and told: it turns right, and it turns wrong again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import make_aware

from samsyn.duties import Status
from samsyn.errors import Refused
from samsyn.instruments.load import statute
from samsyn.statutory import Kind
from samsyn_web.actions.models import PlanVersion
from samsyn_web.base.models import AuditEvent
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import DutyRecord, Paper, PlanTie
from tests.support.planned import DAY, decide_plan, decided, make_cause, plan_of
from tests.support.story import AT, Person

PAGE, LAW, TIE = "/styrning/skyldigheter/", "/styrning/lagen/", "/styrning/skyldigheter/5/lagesbild/"
TWO_YEARS = date(2026, 10, 7)


def morning(day: date) -> datetime:
    """Return eight o'clock on a day."""
    return make_aware(datetime.combine(day, time(8)))


def paper(by: Person, kind: Kind, day: date = DAY, title: str = "Handling") -> Paper:
    """Return a document whose parts are all written, decided by the board on a day."""
    made = services.start_paper(by=by.scope, at=AT, kind=kind, title=title)
    stand = queries.texts(by.scope, made)
    for part in queries.parts_of(made):
        version = stand[part.key].version if part.key in stand else 0
        services.write_paper_text(
            by=by.scope, at=AT, paper=made, key=part.key, text="Skrivet.", version=version
        )
    services.decide_paper(
        by=by.scope,
        at=morning(day),
        paper=made,
        body="Kommunstyrelsen",
        decided_on=day,
        minute_reference="KS § 1",
    )
    made.refresh_from_db()
    return made


def planned(by: Person) -> PlanVersion:
    """Return a plan with one action, decided by the board."""
    plan = plan_of(by)
    decided(by, make_cause(by), plan=plan)
    return decide_plan(by, plan)


def status(by: Person, code: str, day: date = DAY) -> Status:
    """Return how a paragraph stands on a day."""
    return next(one.status for one in queries.standing(by.scope, day) if one.paragraph.code == code)


def test_a_decided_picture_is_four_and_its_clock_is_six(anna: Person, cecilia: Person) -> None:
    assert (status(anna, "4"), status(anna, "6")) == (Status.NOT_STARTED, Status.NOT_STARTED)
    paper(anna, Kind.PICTURE)
    assert status(anna, "4") is Status.DONE
    assert status(anna, "4", DAY - timedelta(days=1)) is Status.NOT_STARTED, "not before it was decided"
    assert status(cecilia, "4") is Status.NOT_STARTED
    planned(anna)
    assert status(anna, "6", TWO_YEARS) is Status.UNDER_WAY, "in time until the last day"
    assert status(anna, "6", TWO_YEARS + timedelta(days=1)) is Status.OVERDUE
    paper(anna, Kind.PICTURE, TWO_YEARS)
    assert status(anna, "6", TWO_YEARS + timedelta(days=1)) is Status.OVERDUE, "the plan is not followed up"
    paper(anna, Kind.FOLLOW_UP, TWO_YEARS)
    assert status(anna, "6", TWO_YEARS + timedelta(days=1)) is Status.DONE
    assert status(anna, "6", TWO_YEARS + timedelta(days=732)) is Status.OVERDUE


def test_the_first_picture_here_updates_one_that_was_told_by_hand(anna: Person) -> None:
    paper(anna, Kind.PICTURE)
    assert "6:update" not in {one.key for one in queries.facts(anna.scope)}
    (told,) = services.record_duty(
        by=anna.scope, at=AT, paragraph="4", slots=["analysis"], outcome="result", day=date(2022, 5, 2),
        reference="Lägesbild 2022",
    )  # fmt: skip
    assert "6:update" in {one.key for one in queries.facts(anna.scope)}
    services.withdraw_duty_record(by=anna.scope, at=AT, record=told)
    assert "6:update" not in {one.key for one in queries.facts(anna.scope)}


def test_a_follow_up_of_no_plan_counts_for_nothing(anna: Person) -> None:
    paper(anna, Kind.FOLLOW_UP)
    assert "6:follow_up" not in {one.key for one in queries.facts(anna.scope)}
    planned(anna)
    assert "6:follow_up" in {one.key for one in queries.facts(anna.scope)}


def test_a_plan_is_five_while_it_rests_on_a_picture(anna: Person, cecilia: Person, bo: Person) -> None:
    picture, version = paper(anna, Kind.PICTURE, title="Lägesbild 2024"), planned(anna)
    assert status(anna, "5") is Status.OVERDUE, "decided, but on what?"
    client, sent = anna.client(), {"version": version.pk, "picture": picture.pk}
    assert bo.client().post(TIE, sent).status_code == 403
    assert cecilia.client().post(TIE, sent).status_code == 422, "nothing of another's can be chosen"
    assert "inte angivet" in client.get(TIE).content.decode()
    assert client.post(TIE, sent).headers["Location"] == TIE
    assert status(anna, "5") is Status.DONE
    assert "version 1, bygger på Lägesbild 2024" in client.get(f"{PAGE}5/").content.decode()
    assert "Planer som bygger på den" in client.get(f"{LAW}{picture.pk}/").content.decode()
    tie = PlanTie.objects.get()
    there = f"{TIE}{tie.pk}/ta-bort/"
    assert (cecilia.client().post(there).status_code, bo.client().post(there).status_code) == (404, 403)
    client.post(there)
    assert status(anna, "5") is Status.OVERDUE
    verbs = AuditEvent.objects.filter(verb__in=("plan.tied", "plan.untied")).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["plan.tied", "plan.untied"]


def test_a_new_plan_must_say_anew_what_it_rests_on(anna: Person) -> None:
    picture, version = paper(anna, Kind.PICTURE), planned(anna)
    services.tie_plan(by=anna.scope, at=AT, version=version, picture=picture)
    later = DAY + timedelta(days=30)
    second = PlanVersion.objects.create(
        plan=version.plan, number=2, content={"actions": []}, digest="d", body="KS", decided_on=later,
        minute_reference="KS § 9", recorded_by=anna.user, recorded_at=AT,
    )  # fmt: skip
    assert status(anna, "5", later - timedelta(days=1)) is Status.DONE
    assert status(anna, "5", later) is Status.OVERDUE
    services.tie_plan(by=anna.scope, at=AT, version=second, picture=picture)
    assert status(anna, "5", later) is Status.DONE


def test_a_plan_does_not_rest_on_a_draft_or_on_what_came_after_it(anna: Person) -> None:
    version = planned(anna)
    after = paper(anna, Kind.PICTURE, DAY + timedelta(days=1))
    draft = services.start_paper(by=anna.scope, at=AT, kind=Kind.PICTURE, title="Utkast")
    report = paper(anna, Kind.ASSEMBLY)
    for wrong, said in ((after, "efter planen"), (draft, "beslutad"), (report, "beslutad")):
        with pytest.raises(Refused, match=said):
            services.tie_plan(by=anna.scope, at=AT, version=version, picture=wrong)


def test_a_report_and_a_leading_body_are_thirteen_for_a_year(anna: Person) -> None:
    paper(anna, Kind.ASSEMBLY)
    assert status(anna, "13") is Status.UNDER_WAY
    services.set_leading_body(
        by=anna.scope, at=AT, name="Kommunstyrelsen", decided_on=DAY, reference="KF § 1"
    )
    assert status(anna, "13") is Status.DONE
    assert status(anna, "13", DAY + timedelta(days=366)) is Status.UNDER_WAY, "reporting has stopped"


def test_what_is_told_by_hand_makes_every_other_paragraph_right_and_wrong_again(anna: Person) -> None:
    for one in statute().duties:
        if one.code in ("4", "5", "6", "13"):
            continue
        before = status(anna, one.code)
        told = services.record_duty(
            by=anna.scope, at=AT, paragraph=one.code, slots=[slot.code for slot in one.slots], outcome="result",
            day=DAY, until=TWO_YEARS, reference="Beslut, dnr 7",
        )  # fmt: skip
        assert before is not Status.DONE
        goes_on = (
            Status.UNDER_WAY if one.code == "10" else Status.DONE
        )  # a council has stopped when it meets no more
        assert status(anna, one.code, TWO_YEARS) is goes_on
        assert status(anna, one.code, TWO_YEARS + timedelta(days=1)) is Status.OVERDUE
        for record in told:
            services.withdraw_duty_record(by=anna.scope, at=AT, record=DutyRecord.objects.get(pk=record.pk))
        assert status(anna, one.code) is not Status.DONE
