"""A week from open to decided: who answered, what the freeze takes in, and what happens by itself."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from samsyn.errors import Refused
from samsyn_web.base import jobs, mail
from samsyn_web.base.models import AuditEvent, SentMail
from samsyn_web.base.scope import Role
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Decision, FindingRecord
from samsyn_web.findings.services import LevelChoice, judge_levels
from samsyn_web.methods.incidents import tasks
from samsyn_web.methods.incidents.models import Expectation, Pause, ReportingPeriod, Submission
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.methods.incidents.queries import week as weekly
from samsyn_web.methods.incidents.services import reminding, rhythm, week
from tests.support import weeks
from tests.support.story import Person, make_person
from tests.support.weeks import MONDAY, accept, send

NEXT_MONDAY = MONDAY + timedelta(days=7)
DEADLINE = MONDAY + timedelta(days=8, hours=4)  # Tuesday 12.00


@pytest.fixture
def town(anna: Person, rut: Person) -> SimpleNamespace:
    """Week 47 with two who are expected, and thirty weeks behind."""
    siv = make_person("Siv", Role.REPORTER, anna.organisation)
    weeks.areas(anna)
    held = weeks.set_rhythm(anna)
    weeks.expect(anna, rut, siv)
    weeks.history(anna, [rut, siv])
    return SimpleNamespace(anna=anna, rut=rut, siv=siv, held=held)


def names(some) -> list[str]:
    return [one.user.name for one in some]


def freeze(town: SimpleNamespace, at=NEXT_MONDAY) -> ReportingPeriod:
    return week.freeze_period(
        by=town.anna.scope, at=at, held=town.held, organisation=town.anna.organisation.name
    )


def again(held: ReportingPeriod) -> ReportingPeriod:
    return ReportingPeriod.objects.get(pk=held.pk)


def test_periods_are_made_ahead_and_once(anna: Person) -> None:
    held = weeks.set_rhythm(anna)
    made = ReportingPeriod.objects.count()
    assert (held.period, held.deadline) == ("2026-W47", DEADLINE)
    assert made == 10
    assert rhythm.make_periods(by=None, at=MONDAY, organisation_id=anna.organisation.pk) == 0
    assert rhythm.make_periods(by=None, at=NEXT_MONDAY, organisation_id=anna.organisation.pk) == 1


def test_a_change_of_rhythm_keeps_the_days_of_today_and_leaves_no_gap(anna: Person) -> None:
    weeks.set_rhythm(anna)
    weeks.set_rhythm(anna, every="month", deadline=(4, weeks.MONDAY.time()))
    spans = list(ReportingPeriod.objects.order_by("start").values_list("start", "end", "period"))
    assert spans[0] == (date(2026, 11, 16), date(2026, 11, 23), "2026-W47")
    assert spans[1][2] == "2026-11-23..2026-12-01"
    assert all(a[1] == b[0] for a, b in zip(spans[:-1], spans[1:], strict=True))
    assert ReportingPeriod.objects.get(period="2026-W47").deadline.weekday() == 4


def test_who_has_answered_and_who_is_on_holiday(town: SimpleNamespace) -> None:
    send(town.rut, "NOL", at=MONDAY + timedelta(days=1))
    found = rhythms.answering(town.anna.scope, town.held)
    assert (names(found.answered), names(found.silent), found.expected) == (["Rut"], ["Siv"], 2)
    rhythm.add_pause(
        by=town.anna.scope, at=MONDAY, first_day=date(2026, 11, 16), last_day=date(2026, 11, 22),
        reason="Höstlov", member=town.siv.membership,
    )  # fmt: skip
    found = rhythms.answering(town.anna.scope, town.held)
    assert (names(found.silent), names(found.excused), found.expected) == ([], ["Siv"], 1)
    assert set(found.stated.values()) == {"answered", "excused"}
    rhythm.remove_pause(by=town.anna.scope, at=MONDAY, pause=Pause.objects.get())
    assert names(rhythms.answering(town.anna.scope, town.held).silent) == ["Siv"]


def test_an_answer_on_monday_before_the_deadline_is_for_last_week(town: SimpleNamespace) -> None:
    send(town.siv, "NOL", at=NEXT_MONDAY)
    assert names(rhythms.answering(town.anna.scope, town.held).answered) == ["Siv"]
    after = rhythms.period_after(town.anna.scope, town.held)
    assert names(rhythms.answering(town.anna.scope, after).answered) == []
    send(town.siv, "NOL", at=NEXT_MONDAY + timedelta(hours=1))
    assert names(rhythms.answering(town.anna.scope, after).answered) == ["Siv"]


def test_the_freeze_takes_in_what_is_accepted_and_states_who_was_silent(town: SimpleNamespace) -> None:
    one, waiting = (
        send(town.rut, at=MONDAY + timedelta(days=1)),
        send(town.rut, at=MONDAY + timedelta(days=2)),
    )
    accept(one)
    accept(waiting, state="received")
    held = freeze(town)
    assert (held.state, held.picture.period, held.round.is_frozen) == ("frozen", "2026-W47", True)
    one.refresh_from_db()
    waiting.refresh_from_db()
    assert (one.state, waiting.state) == ("in_picture", "received")
    stated = held.round.options["stated"]
    assert stated == {f"nr {town.rut.membership.pk}": "answered", f"nr {town.siv.membership.pk}": "silent"}
    answered = FindingRecord.objects.get(picture=held.picture, key="reporters_answered")
    assert answered.detail["expected"] == 2
    assert AuditEvent.objects.filter(verb="period.frozen").count() == 1
    assert Submission.objects.filter(state="in_picture").count() == 61


def test_freezing_again_is_the_same_picture_until_something_has_come(town: SimpleNamespace) -> None:
    accept(send(town.rut, at=MONDAY + timedelta(days=1)))
    first = freeze(town)
    assert freeze(town, at=NEXT_MONDAY + timedelta(hours=1)).picture == first.picture
    late = send(
        town.rut, at=NEXT_MONDAY + timedelta(hours=2), when="exact", time_from=MONDAY + timedelta(days=3)
    )
    assert weekly.late(town.anna.scope, again(town.held)) == 1
    accept(late)
    newer = freeze(town, at=NEXT_MONDAY + timedelta(hours=3))
    assert newer.picture != first.picture
    assert newer.picture.round.start == date(2026, 11, 16)


def test_an_area_is_grey_only_where_the_expected_were_silent(town: SimpleNamespace) -> None:
    held = freeze(town)
    levels = {
        one.finding.area: one.finding.status for one in findings.areas_to_judge(town.anna.scope, held.picture)
    }
    assert levels == {"A1": "grey", "B1": "grey"}
    rhythm.add_pause(
        by=town.anna.scope, at=MONDAY, first_day=date(2026, 11, 16), last_day=date(2026, 11, 22), reason="Lov"
    )  # fmt: skip
    held = freeze(town, at=NEXT_MONDAY + timedelta(hours=1))
    levels = {
        one.finding.area: one.finding.status for one in findings.areas_to_judge(town.anna.scope, held.picture)
    }
    assert "grey" not in levels.values(), "nobody was expected, so nobody was silent"


def judge(town: SimpleNamespace, held: ReportingPeriod) -> None:
    proposals = findings.areas_to_judge(town.anna.scope, held.picture)
    chosen = {one.finding.digest: LevelChoice(decision=Decision.ACCEPTED) for one in proposals}
    judge_levels(by=town.anna.scope, at=NEXT_MONDAY, picture=held.picture, chosen=chosen)


def test_decided_when_every_area_is_judged_and_opened_again_until_sent(town: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="inte fryst"):
        week.decide_period(by=town.anna.scope, at=NEXT_MONDAY, held=town.held)
    held = freeze(town)
    with pytest.raises(Refused, match="inte bedömda"):
        week.decide_period(by=town.anna.scope, at=NEXT_MONDAY, held=held)
    judge(town, held)
    assert week.decide_period(by=town.anna.scope, at=NEXT_MONDAY, held=held).state == "decided"
    with pytest.raises(Refused, match="beslutad"):
        freeze(town)
    assert week.reopen_period(by=town.anna.scope, at=NEXT_MONDAY, held=held).state == "frozen"
    held.refresh_from_db()
    assert findings.picture(town.anna.scope, held.picture_id).state == "draft"


def test_the_deadline_freezes_once_in_the_name_of_who_said_so(town: SimpleNamespace) -> None:
    accept(send(town.rut, at=MONDAY + timedelta(days=1)))
    tasks.tick(DEADLINE + timedelta(minutes=1))
    assert again(town.held).state == "open", "by hand unless it is turned on"
    weeks.set_rhythm(town.anna, freezes_itself=True)
    tasks.tick(DEADLINE - timedelta(minutes=1))
    assert again(town.held).state == "open"
    tasks.tick(DEADLINE + timedelta(minutes=1))
    tasks.tick(DEADLINE + timedelta(minutes=6))
    held = again(town.held)
    assert (held.state, held.picture.created_by_id) == ("frozen", town.anna.id)
    assert AuditEvent.objects.filter(verb="period.frozen").count() == 1


def test_a_freeze_that_is_refused_is_told_and_not_tried_over_and_over(anna: Person) -> None:
    held = weeks.set_rhythm(anna, freezes_itself=True)
    for minutes in (1, 6, 11):
        tasks.tick(DEADLINE + timedelta(minutes=minutes))
    assert "inga rapporter" in again(held).problem
    assert jobs.latest(anna.scope).filter(kind="incidents.freeze").count() == 1


def test_a_fault_in_one_municipality_leaves_the_others_alone(
    town: SimpleNamespace, cecilia: Person, monkeypatch
) -> None:
    weeks.set_rhythm(cecilia)
    turned = []

    def turn(*, by, at, organisation):
        turned.append(organisation.name)
        raise ZeroDivisionError

    monkeypatch.setattr(tasks.turning, "turn", turn)
    tasks.tick(MONDAY)
    assert turned == ["Exempelköping", "Annanstad"]


@pytest.fixture
def posting(settings) -> None:
    settings.MAIL_IS_ON = True


def test_those_who_are_silent_are_reminded_once_and_may_say_no(
    town: SimpleNamespace, posting: None, mailoutbox
) -> None:
    send(town.rut, "NOL", at=MONDAY + timedelta(days=1))
    tasks.tick(DEADLINE - timedelta(hours=25))
    assert SentMail.objects.count() == 0
    for hours in (23, 22):
        tasks.tick(DEADLINE - timedelta(hours=hours))
    mail.deliver(DEADLINE)
    mail.deliver(DEADLINE)
    (message,) = mailoutbox
    assert message.to == [town.siv.user.email]
    assert "tisdag" not in message.body
    assert "24 november 2026 klockan 12.00" in message.body
    assert "/r/" not in message.body, "never the secret address"
    token = message.body.split("/veckan/paminnelser/")[1].split("/")[0]
    member = rhythms.member_of(token)
    assert member == town.siv.membership
    reminding.choose_reminders(by=None, at=MONDAY, member=member, wanted=False)
    later = rhythms.period_after(town.anna.scope, town.held)
    assert reminding.remind(by=town.anna.scope, at=NEXT_MONDAY, held=later) == 1, (
        "Rut has not answered that one"
    )
    assert rhythms.member_of("annat") is None


def test_without_mail_nobody_is_said_to_be_reminded(town: SimpleNamespace, settings) -> None:
    settings.MAIL_IS_ON = False
    assert reminding.remind(by=town.anna.scope, at=MONDAY, held=town.held) == 0
    assert not AuditEvent.objects.filter(verb="period.reminded").exists()


def test_who_may_do_what(town: SimpleNamespace, bo: Person, cecilia: Person) -> None:
    for by in (bo.scope, town.rut.scope, cecilia.scope):
        with pytest.raises(Refused):
            week.freeze_period(by=by, at=MONDAY, held=town.held, organisation="x")
        with pytest.raises(Refused):
            reminding.remind(by=by, at=MONDAY, held=town.held)
        with pytest.raises(Refused):
            rhythm.expect(by=by, at=MONDAY, member=town.rut.membership, first_day=date(2026, 1, 1))
    assert rhythms.periods(town.rut.scope).count() == 0
    assert rhythms.periods(cecilia.scope).count() == 0


def test_the_period_in_focus_is_last_week_until_it_is_sent(town: SimpleNamespace) -> None:
    def focus(at):
        return rhythms.period_in_focus(town.anna.scope, at.date(), at).period

    assert focus(MONDAY) == "2026-W47"
    assert focus(NEXT_MONDAY) == "2026-W47"
    assert focus(DEADLINE + timedelta(days=3)) == "2026-W48", "it was never frozen, and its time is over"
    accept(send(town.rut))
    held = freeze(town)
    assert focus(DEADLINE + timedelta(days=3)) == "2026-W47"
    judge(town, held)
    week.decide_period(by=town.anna.scope, at=NEXT_MONDAY, held=held)
    ReportingPeriod.objects.filter(pk=held.pk).update(state="sent")
    assert focus(NEXT_MONDAY) == "2026-W48"


def test_stopping_to_expect_keeps_what_was(town: SimpleNamespace) -> None:
    one = Expectation.objects.get(membership=town.siv.membership)
    rhythm.stop_expecting(by=town.anna.scope, at=MONDAY, expectation=one, last_day=date(2026, 11, 15))
    assert names(rhythms.answering(town.anna.scope, town.held).silent) == ["Rut"]
    rhythm.expect(by=town.anna.scope, at=MONDAY, member=town.siv.membership, first_day=date(2026, 11, 30))
    assert Expectation.objects.filter(membership=town.siv.membership).count() == 2
