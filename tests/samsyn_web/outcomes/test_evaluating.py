"""An evaluation is decided before the start, frozen, and computed on its day; what is not valid is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.errors import BadInput, Refused
from samsyn.outcomes import Break
from samsyn_web.actions.models import ActionStatus
from samsyn_web.base import clock, schedule
from samsyn_web.base.models import AuditEvent, Job
from samsyn_web.base.scope import Role
from samsyn_web.outcomes import queries, services, tasks
from samsyn_web.outcomes.models import Evaluation, EvaluationResult, Fidelity, Implementation
from samsyn_web.outcomes.policies import DecidedAfterwards
from tests.samsyn_web.conftest import Person
from tests.support.evaluated import EARLY, LATE, STARTS, a_choice, an_action, counts, decided, provided
from tests.support.story import make_person


@pytest.fixture(autouse=True)
def _counted(anna: Person) -> Iterator[None]:
    with provided(counts(), anna):
        yield


def test_from_decision_to_verdict(anna: Person) -> None:
    action = an_action(anna)
    assert list(queries.unevaluated(anna.scope)) == [action]
    made = decided(anna, action)
    assert (made.number, made.decided_afterwards, made.names["a"], made.source_name) == (
        1,
        False,
        "Område A",
        "Provkällan",
    )
    held = counts()
    assert made.baseline["counts"] == {
        "treated": int(held.n[0, 0, :52].sum()),
        "comparison": int(held.n[1:3, 0, :52].sum()),
    }
    assert made.detectable_text.endswith("kan synas säkert.")
    with pytest.raises(Refused, match="räknas ut"):
        services.compute_evaluation(by=anna.scope, at=EARLY, evaluation=made)
    found = services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made)
    assert found.change == "decreased"
    assert found.sentence.startswith("Rapporterna om skadegörelse i Område A minskade med")
    assert found.content["groups"]["treated"]["after"] == int(held.n[0, 0, 52:104].sum())
    assert queries.results(anna.scope, [made]) == {made.pk: found}
    assert not queries.unevaluated(anna.scope).exists()
    verbs = list(AuditEvent.objects.filter(verb__startswith="evaluation.").values_list("verb", flat=True))
    assert verbs == ["evaluation.decided", "evaluation.computed"]


def test_silence_is_refused_and_kept_where_failures_are_sought(anna: Person) -> None:
    made = decided(anna, an_action(anna))
    with provided(counts(silent=True), anna):
        found = services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made)
    assert (found.change, found.codes[0]) == ("unassessable", "effort_changed")
    assert found.sentence.startswith("Det går inte att säga")


def test_late_rows_breaks_and_other_actions_are_told(anna: Person) -> None:
    made = decided(anna, an_action(anna))
    with provided(counts(late_rows=2), anna):
        assert (
            "baseline_changed" in services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made).codes
        )
    with provided(counts(), anna, breaks=(Break(day=STARTS, what="Nytt system"),)):
        assert services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made).codes[0] == "source_break"
    an_action(anna, title="Kvällsvandring", starts=STARTS + timedelta(days=30))
    found = services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made)
    assert found.codes[0] == "other_action"
    assert found.content["others"] == ["Kvällsvandring"]
    assert EvaluationResult.objects.count() == 3  # nothing that was computed is lost


def test_after_the_start_only_with_open_eyes_and_marked(anna: Person) -> None:
    action = an_action(anna)
    with pytest.raises(DecidedAfterwards, match="efterhand"):
        services.decide_evaluation(by=anna.scope, at=LATE, action=action, choice=a_choice())
    made = services.decide_evaluation(
        by=anna.scope, at=LATE, action=action, choice=a_choice(), afterwards=True
    )
    assert made.decided_afterwards
    found = services.compute_evaluation(by=anna.scope, at=LATE, evaluation=made)
    assert "decided_afterwards" in found.codes


def test_a_change_is_a_new_version_with_a_reason_and_rows_are_frozen(anna: Person) -> None:
    action = an_action(anna)
    first = decided(anna, action)
    with pytest.raises(BadInput, match="varför"):
        decided(anna, action, margin=0.3)
    second = services.decide_evaluation(
        by=anna.scope, at=EARLY, action=action, choice=a_choice(margin=0.3), reason="Styrgruppen vill se mer."
    )
    assert list(queries.versions(anna.scope, action.pk)) == [second, first]
    assert list(queries.evaluations(anna.scope)) == [second]
    services.tell_process(by=anna.scope, at=LATE, action=action, fidelity=Fidelity.AS_PLANNED)
    services.compute_evaluation(by=anna.scope, at=LATE, evaluation=second)
    for model in (Evaluation, EvaluationResult, Implementation):
        table, column = model._meta.db_table, "id"
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = {column} + 1000")  # noqa: S608


def test_what_cannot_be_decided(anna: Person) -> None:
    for action, choice in (
        (an_action(anna, starts=None, status=ActionStatus.DRAFT), a_choice()),
        (an_action(anna, starts=STARTS - timedelta(weeks=1)), a_choice()),
        (an_action(anna), a_choice(due=STARTS)),
        (an_action(anna), a_choice(treated=("zzz",))),
    ):
        with pytest.raises(BadInput):
            services.decide_evaluation(by=anna.scope, at=EARLY, action=action, choice=choice, afterwards=True)
    assert not Evaluation.objects.exists()


def test_due_ones_are_computed_by_themselves_once(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = decided(anna, an_action(anna))
    monkeypatch.setattr(clock, "now", lambda: LATE)
    assert "outcomes.due" in {one.name for one in schedule.scheduled()}
    tasks.ask_for_due(EARLY)
    assert not Job.objects.exists()
    tasks.ask_for_due(LATE)
    tasks.ask_for_due(LATE)
    job = Job.objects.get()
    assert (job.state, job.result) == ("done", {"computed": 1, "failed": []})
    assert EvaluationResult.objects.get().evaluation == waits
    assert not queries.due(anna.scope, LATE.date()).exists()


def test_one_that_cannot_be_computed_does_not_stop_the_others(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATE)
    bad, good = decided(anna, an_action(anna, title="Borta")), decided(anna, an_action(anna, title="Kvar"))
    Evaluation.objects.bulk_create(
        [
            Evaluation(
                **{f.attname: getattr(bad, f.attname) for f in bad._meta.fields}
                | {"id": None, "number": 2, "reason": "x", "source": "prov:9"}
            )
        ]
    )
    job = services.ask_to_compute(by=anna.scope, at=LATE)
    assert job is not None
    job.refresh_from_db()
    assert job.result["computed"] == 1
    assert job.result["failed"][0].startswith("Borta: Källan")
    assert EvaluationResult.objects.get().evaluation == good


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (2, "börjar där 3 januari 2025"),
        (3, "pågår där"),
        (12, "pågår där"),
        (13, "pågick där till 12 januari 2025"),
    ],
)
def test_the_picker_keeps_out_neighbours_and_areas_with_other_actions(
    anna: Person, day: int, when: str
) -> None:
    action = an_action(anna)
    an_action(anna, title="Annat", area="c", starts=date(2025, 1, 3), ends=date(2025, 1, 12))
    held = queries.counted(anna.scope, "prov:1")
    assert held is not None
    choice = {"treated": ["a"], "categories": ["SKA"], "before": a_choice().plan.before}
    found = {
        one.area: one for one in queries.comparisons(anna.scope, held, action.pk, choice, date(2025, 1, day))
    }
    assert [area for area, one in found.items() if one.fits] == ["b"]
    assert "intill" in found["d"].why
    assert f"”Annat” {when}" in found["c"].why


def test_who_may_what(anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person) -> None:
    owner = make_person("Olle", Role.OWNER, anna.organisation)
    action = an_action(anna, owner=owner.membership)
    made = services.decide_evaluation(by=bo.scope, at=EARLY, action=action, choice=a_choice())
    for by in (rut, lars, cecilia, owner):
        for write in (
            lambda by=by: services.decide_evaluation(
                by=by.scope, at=EARLY, action=action, choice=a_choice(), reason="x"
            ),
            lambda by=by: services.compute_evaluation(by=by.scope, at=LATE, evaluation=made),
            lambda by=by: services.ask_to_compute(by=by.scope, at=LATE) or _refuse(by is cecilia),
        ):
            with pytest.raises(Refused):
                write()
    for by in (rut, lars, cecilia):
        with pytest.raises(Refused):
            services.tell_process(by=by.scope, at=LATE, action=action, fidelity=Fidelity.PARTLY)
    note = services.tell_process(
        by=owner.scope,
        at=LATE,
        action=action,
        fidelity=Fidelity.PARTLY,
        unit="lampor",
        planned=10,
        done=6,
        cause="partly",
    )
    assert queries.implementation(owner.scope, action.pk) == note
    assert queries.evaluation(owner.scope, made.pk) == made
    assert queries.evaluation(lars.scope, made.pk) == made
    for by in (rut, cecilia):
        assert queries.evaluation(by.scope, made.pk) is None
    other = make_person("Pia", Role.OWNER, anna.organisation)
    assert queries.action(other.scope, action.pk) is None
    for text in ("Ring 811218-9876", "kalle@exempel.se"):
        with pytest.raises(BadInput):
            services.tell_process(by=owner.scope, at=LATE, action=action, fidelity=Fidelity.PARTLY, text=text)
    with pytest.raises(BadInput, match="varför"):
        services.tell_process(by=owner.scope, at=LATE, action=action, fidelity=Fidelity.NOT_DONE)


def _refuse(really: bool) -> None:
    """Cecilia may ask in her own municipality, where nothing is due; then there is nothing to refuse."""
    if really:
        raise Refused("Inget är hennes.")
