"""Nothing younger than its limit goes, all that is older goes, once, after a decision, unless somebody stops it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.base.scope import Role
from samsyn_web.causes import services as causes
from samsyn_web.methods.incidents import policies, queries, services
from samsyn_web.methods.incidents.models import (
    Disposal,
    Hold,
    Kept,
    ProblemReport,
    Retention,
    ReviewStep,
    Submission,
    SubmissionState,
)
from samsyn_web.methods.incidents.services import retention
from samsyn_web.observations.models import Attachment, Intake
from samsyn_web.people import services as people
from samsyn_web.people.models import AccessLink
from tests.support.sent import NOW, fresh, make_areas, send
from tests.support.story import Person, make_person
from tests.support.uploads import bring_in, csv_bytes, stage

LATER = datetime(2026, 11, 15, 12, tzinfo=UTC)
DECIDED: dict[str, Any] = {"decision": "KS 2026/17", "decided_on": date(2026, 1, 5)}


def decide(by: Person, *kinds: Kept, months: int = 24, at: datetime = LATER) -> None:
    """Decide to dispose of kinds of things."""
    for kind in kinds:
        services.set_retention(by=by.scope, at=at, kind=kind, months=months, **DECIDED)


def aged(one: Submission, at: datetime, **values: Any) -> Submission:
    """Let a report have been received, and decided, at another time."""
    Submission.objects.filter(pk=one.pk).update(received_at=at, reviewed_at=at, **values)
    return fresh(one)


@pytest.mark.parametrize(
    ("months", "at", "expected"),
    [
        (3, datetime(2024, 5, 31, 12, tzinfo=UTC), "2024-02-29T00:00:00+01:00"),
        (1, datetime(2024, 3, 31, 23, 30, tzinfo=UTC), "2024-03-01T00:00:00+01:00"),  # 1 April here
        (24, datetime(2026, 11, 15, 12, tzinfo=UTC), "2024-11-15T00:00:00+01:00"),
        (1, datetime(2024, 1, 15, 12, tzinfo=UTC), "2023-12-15T00:00:00+01:00"),
        (120, datetime(2024, 7, 1, 12, tzinfo=UTC), "2014-07-01T00:00:00+02:00"),
    ],
)
def test_the_limit_by_hand(months: int, at: datetime, expected: str) -> None:
    assert policies.cutoff(months, at).isoformat() == expected


def test_nothing_goes_before_there_is_a_decision(anna: Person, rut: Person) -> None:
    one = aged(send(rut), NOW - timedelta(days=4000))
    assert services.dispose(at=LATER) == 0
    services.set_retention(by=anna.scope, at=LATER, kind=Kept.TEXT, months=1)
    assert services.dispose(at=LATER) == 0
    assert {term.kind: term.due for term in queries.terms(anna.scope, LATER)}[Kept.TEXT] == 1
    assert fresh(one).place
    decide(anna, Kept.TEXT)
    assert services.dispose(at=LATER) == 1
    assert not fresh(one).place


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.integers(-3, 3), min_size=1, max_size=6),
    months=st.integers(1, 130),
    kind=st.sampled_from([Kept.REPORTER, Kept.TEXT, Kept.STRUCTURE]),
    part=st.integers(1, 4),
)
def test_what_is_older_goes_and_nothing_younger_and_twice_is_once(
    anna: Person, rut: Person, days: list[int], months: int, kind: Kept, part: int
) -> None:
    with transaction.atomic():
        limit = policies.cutoff(months, LATER)
        ones = [
            aged(send(rut), limit + timedelta(days=day, seconds=1), state=SubmissionState.ACCEPTED)
            for day in days
        ]
        decide(anna, kind, months=months)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(retention, "BATCH", part)
            count = services.dispose(at=LATER)
            assert services.dispose(at=LATER) == services.dispose(at=LATER + timedelta(hours=5)) == 0
        gone = [_is_gone(fresh(one), kind) for one in ones]
        assert gone == [day < 0 for day in days]
        assert count == sum(gone) == sum(one.count for one in Disposal.objects.all())
        transaction.set_rollback(True)


def _is_gone(one: Submission, kind: Kept) -> bool:
    if kind == Kept.REPORTER:
        return one.membership_id is None and not one.works_as and one.entered_by_id is None
    if kind == Kept.TEXT:
        return not one.place
    return one.state == SubmissionState.DISPOSED


def test_a_run_that_is_killed_goes_on_where_it_was(
    anna: Person, rut: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        aged(send(rut), NOW - timedelta(days=4000))
    decide(anna, Kept.TEXT)
    monkeypatch.setattr(retention, "BATCH", 2)
    real, calls = retention._texts, []

    def killed(rows: Any, at: datetime) -> None:
        real(rows, at)
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setitem(retention._DISPOSE, Kept.TEXT, killed)
    with pytest.raises(KeyboardInterrupt):
        services.dispose(at=LATER)
    assert Submission.objects.filter(place="").count() == 2, "the second part is not half done"
    assert [one.count for one in Disposal.objects.all()] == [2]
    assert services.dispose(at=LATER) == 3
    assert sum(one.count for one in queries.disposals(anna.scope)) == 5


def test_what_each_kind_takes(anna: Person, rut: Person) -> None:
    make_areas(anna)
    one = send(rut, area="A1", description="Två rutor.", severity=2)
    services.send_back(by=anna.scope, at=NOW, submission=one, answer="När såg du det?")
    problem = causes.open_problem(by=anna.scope, at=NOW, title="Klotter")
    services.link_problem(by=anna.scope, at=NOW, submission=one, problem=problem)
    aged(one, NOW)
    decide(anna, Kept.REPORTER, months=1)
    assert services.dispose(at=LATER) == 0, "it waits for its reporter"
    decide(anna, Kept.TEXT, months=1)
    services.dispose(at=LATER)
    now = fresh(one)
    assert (now.description, now.place, now.answer) == ("", "", policies.GONE)
    assert not ReviewStep.objects.exclude(answer="").exists()
    assert (now.category, now.severity, now.membership_id) == ("SKA", 2, rut.membership.pk)
    decide(anna, Kept.STRUCTURE, months=1)
    services.dispose(at=LATER)
    left = Submission.objects.filter(pk=one.pk).values().get()
    said = {name: value for name, value in left.items() if value not in (None, "", [], False)}
    assert set(said) == {
        "id", "organisation_id", "device_id", "channel", "list_version", "kind", "when", "day", "made_at",
        "received_at", "state", "reviewed_at", "revision", "clock_off_s",
    } - ({"clock_off_s"} if not left["clock_off_s"] else set())  # fmt: skip
    assert ProblemReport.objects.count() == 1, "how many reports a problem had is kept"


def test_links_that_nobody_uses_or_may_use(anna: Person, rut: Person, bo: Person) -> None:
    kinds = ("revoked", "unused", "used", "fresh")
    links = {name: _link(rut if name != "used" else bo, anna) for name in kinds}
    old = LATER - timedelta(days=100)
    AccessLink.objects.update(revoked_at=None, created_at=LATER, last_used_on=None)
    change = {
        "revoked": {"revoked_at": old},
        "unused": {"created_at": old},
        "used": {"last_used_on": old.date()},
    }
    for name, values in change.items():
        AccessLink.objects.filter(pk=links[name]).update(**values)
    decide(anna, Kept.LINK, months=3)
    assert services.dispose(at=LATER) == 3
    assert list(AccessLink.objects.values_list("pk", flat=True)) == [links["fresh"]]


def _link(person: Person, by: Person) -> int:
    people.make_access_link(membership=person.membership, by=by.user, at=LATER)
    return int(AccessLink.objects.latest("pk").pk)


def test_cells_of_files_that_were_not_brought_in(
    anna: Person, settings, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path
    done = bring_in(anna, csv_bytes(weeks=4) + b"fel;Klotter;Norrby;\n")
    stage(anna, csv_bytes(weeks=3))
    Intake.objects.update(opened_at=LATER - timedelta(days=200))
    Intake.objects.filter(pk=done.pk).update(committed_at=LATER - timedelta(days=200))
    decide(anna, Kept.CELLS, months=3)
    done.refresh_from_db()
    assert done.left_out is not None
    before = {one.file.name for one in Attachment.objects.exclude(file="")}
    with django_capture_on_commit_callbacks(execute=True):
        assert services.dispose(at=LATER) == 2
    done.refresh_from_db()
    assert done.left_out is None
    assert list(Intake.objects.all()) == [done]
    gone = before - {one.file.name for one in Attachment.objects.exclude(file="")}
    assert len(gone) == 3  # cells and rows of the one, what was left out of the other
    assert not [name for name in gone if (tmp_path / name).exists()], "the bytes are gone too"


def test_a_hold_keeps_one_report_or_all(anna: Person, rut: Person, cecilia: Person) -> None:
    registrar = make_person("Rolf", Role.REGISTRAR, anna.organisation)
    held, other = (aged(send(rut), NOW - timedelta(days=4000)) for _ in range(2))
    decide(anna, Kept.TEXT)
    for _ in range(2):
        one = services.place_hold(by=registrar.scope, at=LATER, reason="Begärd.", submission=held)
    assert Hold.objects.count() == 1
    every = services.place_hold(by=registrar.scope, at=LATER, reason="Tillsyn pågår.")
    assert services.dispose(at=LATER) == 0
    for by in (rut, cecilia):
        with pytest.raises(Refused):
            services.lift_hold(by=by.scope, at=LATER, hold=every)
        with pytest.raises(Refused):
            services.place_hold(by=by.scope, at=LATER, reason="Min.", submission=held)
    services.lift_hold(by=registrar.scope, at=LATER, hold=every)
    assert services.dispose(at=LATER) == 1
    assert (bool(fresh(held).place), bool(fresh(other).place)) == (True, False)
    services.lift_hold(by=registrar.scope, at=LATER, hold=one)
    with pytest.raises(Refused, match="hävt"):
        services.lift_hold(by=registrar.scope, at=LATER, hold=one)
    assert services.dispose(at=LATER) == 1


def test_only_the_own_organisations_things_go(anna: Person, rut: Person, cecilia: Person) -> None:
    theirs = aged(send(cecilia), NOW - timedelta(days=4000))
    aged(send(rut), NOW - timedelta(days=4000))
    decide(anna, *Kept)
    services.dispose(at=LATER)
    assert fresh(theirs).place
    assert queries.disposals(cecilia.scope) == []
    assert all(term.due == 0 for term in queries.terms(anna.scope, LATER))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "all"},
        {"months": 0},
        {"months": 1201},
        {"decision": ""},
        {"decided_on": None},
        {"decided_on": date(2026, 11, 16)},
    ],
)
def test_a_decision_is_whole(anna: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        services.set_retention(
            by=anna.scope, at=LATER, **{"kind": Kept.TEXT, "months": 24, **DECIDED, **wrong}
        )
    assert not Retention.objects.exists()


def test_who_decides_and_who_sees(anna: Person, bo: Person, rut: Person) -> None:
    for by in (bo, rut, make_person("Rolf", Role.REGISTRAR, anna.organisation)):
        with pytest.raises(Refused):
            services.set_retention(by=by.scope, at=LATER, kind=Kept.TEXT, months=1)
    for role, sees in ((Role.REGISTRAR, 5), (Role.PROTECTION, 5), (Role.ANALYST, 0), (Role.REPORTER, 0)):
        one = make_person(f"P{role.value}", role, anna.organisation)
        assert len(queries.terms(one.scope)) == sees


def test_the_log_is_never_changed_and_tells_the_decision(anna: Person, rut: Person) -> None:
    aged(send(rut), NOW - timedelta(days=4000))
    decide(anna, Kept.TEXT)
    call_command("dispose", verbosity=0)
    (run,) = queries.disposals(anna.scope)
    assert (run.count, run.decision, run.kind) == (1, "KS 2026/17", Kept.TEXT)
    with pytest.raises(FrozenRecord):
        Disposal.objects.update(count=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Retention.objects.update(decided_on=None)
    event = AuditEvent.objects.get(verb="disposal.done")
    assert event.by_id is None
    assert event.detail["count"] == 1
