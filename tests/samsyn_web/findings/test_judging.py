"""People decide, the system proposes: the proposal, the decision and the reason are all kept, and frozen."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from samsyn.cycle import Edition, Status
from samsyn.errors import BadInput, Refused
from samsyn.provenance import digest
from samsyn_web.base.models import AuditEvent, FrozenRecord
from samsyn_web.findings import policies, queries, services
from samsyn_web.findings.models import (
    AlarmAnswer,
    Decision,
    FieldNote,
    FindingRecord,
    LevelJudgement,
    Picture,
    PictureState,
    Priority,
)
from samsyn_web.findings.services import LevelChoice, PriorityChoice
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, bring_in, compute, csv_bytes, source_of

frozen = import_module("samsyn_web.findings.migrations.0004_judgements_frozen")
ACCEPT = LevelChoice(decision=Decision.ACCEPTED)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(anna: Person) -> Picture:
    """A draft with three areas, where one has far more reports in the last week."""
    burst = "".join(f"2024-10-0{1 + n % 4} 1{n % 9}:15;Skadegörelse;Åsen;{n}\n" for n in range(40))
    return compute(anna, source_of(bring_in(anna, csv_bytes() + burst.encode())))


def judge(person: Person, picture: Picture, **chosen: LevelChoice) -> None:
    """Judge areas by name."""
    by_name = {
        one.finding.area_name: one.finding.digest for one in queries.areas_to_judge(person.scope, picture)
    }
    services.judge_levels(
        by=person.scope,
        at=AT,
        picture=picture,
        chosen={by_name[name]: choice for name, choice in chosen.items()},
    )


def judge_all(person: Person, picture: Picture) -> Picture:
    """Accept every proposal, and say that the picture is judged."""
    names = [one.finding.area_name for one in queries.areas_to_judge(person.scope, picture)]
    judge(person, picture, **dict.fromkeys(names, ACCEPT))
    return services.mark_judged(by=person.scope, at=AT, picture=picture)


def change(level: Status, reason: str = "Två bilar brann på samma gård.") -> LevelChoice:
    return LevelChoice(decision=Decision.CHANGED, level=level, reason=reason)


def row(person: Person, picture: Picture, name: str) -> queries.ProposedLevel:
    return next(one for one in queries.areas_to_judge(person.scope, picture) if one.finding.area_name == name)


def test_the_proposal_the_decision_and_the_reason_are_all_kept(bo: Person, picture: Picture) -> None:
    before = row(bo, picture, "Norrby").finding.status
    judge(bo, picture, Norrby=change(Status.RED))
    now = row(bo, picture, "Norrby")
    assert now.current is not None
    assert (now.current.proposed, now.current.level) == (before, "red")
    assert (now.current.reason, now.current.judged_by_id) == ("Två bilar brann på samma gård.", bo.user.pk)
    assert now.finding.status == before


def test_what_was_decided_before_is_kept(anna: Person, picture: Picture) -> None:
    judge(anna, picture, Norrby=change(Status.RED))
    judge(anna, picture, Norrby=ACCEPT)
    judge(anna, picture, Norrby=ACCEPT)  # the same again is no new decision
    history = row(anna, picture, "Norrby").history
    assert [one.decision for one in history] == ["accepted", "changed"]
    assert AuditEvent.objects.filter(verb="picture.levels_judged").count() == 2


def test_a_dismissed_proposal_is_no_level(anna: Person, picture: Picture) -> None:
    judge(
        anna,
        picture,
        Åsen=LevelChoice(decision=Decision.DISMISSED, reason="Samma händelse lästes in flera gånger."),
    )
    assert row(anna, picture, "Åsen").value.level == Status.GREY


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (LevelChoice(decision=Decision.CHANGED, level=Status.RED), "skriv varför"),
        (LevelChoice(decision=Decision.DISMISSED), "skriv varför"),
        (LevelChoice(decision=Decision.CHANGED, reason="x"), "välj en nivå"),
        (LevelChoice(decision=Decision.CHANGED, level=Status.ABOVE, reason="x"), "välj en nivå"),
        (change(Status.RED, "Ring Kajsa på 070-123 45 67."), "telefonnummer"),
        (change(Status.RED, "x" * 501), "Högst 500"),
    ],
)
def test_a_choice_that_does_not_hold_is_refused(
    anna: Person, picture: Picture, choice: LevelChoice, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        judge(anna, picture, Norrby=choice)
    assert not LevelJudgement.objects.exists()


def test_all_green_at_once_leaves_the_others_and_what_is_judged(anna: Person, picture: Picture) -> None:
    proposals = queries.areas_to_judge(anna.scope, picture)
    greens = [one.finding.area_name for one in proposals if one.finding.status == "green"]
    assert 0 < len(greens) < len(proposals)
    judge(anna, picture, **{greens[0]: change(Status.YELLOW)})
    assert services.accept_green(by=anna.scope, at=AT, picture=picture) == len(greens) - 1
    assert services.accept_green(by=anna.scope, at=AT, picture=picture) == 0
    assert row(anna, picture, greens[0]).value.level == "yellow"
    assert row(anna, picture, "Åsen").current is None


def test_an_alarm_is_a_question_that_may_be_answered_again(
    anna: Person, bo: Person, picture: Picture
) -> None:
    alarm = queries.alarms(anna.scope, picture)[0].finding
    give = {"at": AT, "picture": picture, "digest": alarm.digest}
    services.answer_alarm(by=bo.scope, answer="unknown", **give)
    services.answer_alarm(by=anna.scope, answer="routine", text="En ny app.", **give)
    answered = queries.answer_to(anna.scope, alarm)
    assert answered is not None
    assert [one.answer for one in answered.history] == ["routine", "unknown"]
    with pytest.raises(BadInput, match="Vet inte än"):
        services.answer_alarm(by=anna.scope, answer="", **give)
    quiet = FindingRecord.objects.filter(picture=picture, key="count").first()
    with pytest.raises(BadInput, match="avviker inte"):
        services.answer_alarm(by=anna.scope, at=AT, picture=picture, digest=quiet.digest, answer="real")


def test_a_picture_is_judged_when_every_area_is(anna: Person, picture: Picture) -> None:
    with pytest.raises(policies.NotAllJudged, match="3 områden är"):
        services.mark_judged(by=anna.scope, at=AT, picture=picture)
    assert judge_all(anna, picture).state == PictureState.JUDGED
    with pytest.raises(policies.PictureIsJudged):
        judge(anna, picture, Norrby=change(Status.RED))
    with pytest.raises(policies.PictureIsJudged):
        services.discard_picture(by=anna.scope, at=AT, picture=picture)
    opened = services.reopen(by=anna.scope, at=AT, picture=picture)
    assert (opened.state, opened.judged_at) == (PictureState.DRAFT, None)
    judge(anna, opened, Norrby=change(Status.RED))


def test_nothing_said_about_a_published_picture_changes(anna: Person, picture: Picture) -> None:
    services.write_note(by=anna.scope, at=AT, picture=picture, text="Belysningen är trasig.")
    services.choose_priorities(
        by=anna.scope, at=AT, picture=picture, chosen=[PriorityChoice(problem="Buller", why="Varje kväll.")]
    )
    services.mark_published(by=anna.scope, at=AT, picture=judge_all(anna, picture))
    for act in (
        lambda: judge(anna, picture, Norrby=change(Status.RED)),
        lambda: services.reopen(by=anna.scope, at=AT, picture=picture),
        lambda: services.write_note(by=anna.scope, at=AT, picture=picture, text="Mer."),
        lambda: services.choose_priorities(by=anna.scope, at=AT, picture=picture, chosen=[]),
    ):
        with pytest.raises(policies.PictureIsPublished):
            act()


def test_the_database_keeps_what_is_said(anna: Person, picture: Picture) -> None:
    frozen.remove(connection)  # the tests' own database lets rows be taken away
    frozen.install(connection)
    judge(anna, picture, Norrby=change(Status.RED))
    one, note = (
        LevelJudgement.objects.get(),
        FieldNote(picture=picture, text="a", written_by=anna.user, written_at=AT),
    )
    with pytest.raises(FrozenRecord):
        LevelJudgement.objects.update(reason="annat")
    one.reason = "annat"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save()
    services.write_note(by=anna.scope, at=AT, picture=picture, text="Belysningen är trasig.")
    services.mark_published(by=anna.scope, at=AT, picture=picture)
    one.pk = None
    for act in (one.save, note.save, FieldNote.objects.all().delete, LevelJudgement.objects.get().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "accepted", "level": "red", "reason": "x"},
        {"decision": "changed", "level": "red", "reason": ""},
        {"decision": "dismissed", "level": "red", "reason": "x"},
        {"decision": "changed", "level": "purple", "reason": "x"},
    ],
)
def test_the_database_refuses_half_a_decision(anna: Person, picture: Picture, wrong: dict[str, str]) -> None:
    finding = row(anna, picture, "Norrby").finding
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelJudgement.objects.create(
            picture=picture,
            finding=finding,
            proposed=finding.status,
            judged_by=anna.user,
            judged_at=AT,
            **wrong,
        )


def test_the_database_refuses_a_judgement_of_another_pictures_figure(anna: Person, picture: Picture) -> None:
    other = compute(anna)
    finding = FindingRecord.objects.filter(picture=other, status="green").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        AlarmAnswer.objects.create(
            picture=picture, finding=finding, answer="real", answered_by=anna.user, answered_at=AT
        )


def test_a_picture_is_not_judged_by_nobody(anna: Person, picture: Picture) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(state=PictureState.JUDGED)


def test_at_most_three_come_first(anna: Person, picture: Picture) -> None:
    area = row(anna, picture, "Norrby").finding.area
    one = PriorityChoice(problem="Buller", why="Varje kväll.", area=area or "")
    made = services.choose_priorities(by=anna.scope, at=AT, picture=picture, chosen=[one] * 3)
    assert [(p.position, p.area_name) for p in made] == [(1, "Norrby"), (2, "Norrby"), (3, "Norrby")]
    for wrong in (
        [one] * 4,
        [PriorityChoice(problem="a", why="b", area="x")],
        [PriorityChoice(problem="a", why="")],
    ):
        with pytest.raises(BadInput):
            services.choose_priorities(by=anna.scope, at=AT, picture=picture, chosen=wrong)
    assert Priority.objects.count() == 3


def test_a_note_says_what_may_not_stand_in_it(anna: Person, picture: Picture) -> None:
    with pytest.raises(BadInput, match=r"personnummer \(tecken 13–23, efter ”Vi träffade”\)"):
        services.write_note(
            by=anna.scope,
            at=AT,
            picture=picture,
            text="Vi träffade 121212-1212 vid torget.",
        )
    assert not FieldNote.objects.exists()


def test_the_sections_show_what_was_decided(anna: Person, picture: Picture) -> None:
    judge(anna, picture, Norrby=change(Status.RED))
    alarm = queries.alarms(anna.scope, picture)[0].finding
    services.answer_alarm(
        by=anna.scope, at=AT, picture=picture, digest=alarm.digest, answer="single", text="En natt."
    )
    services.write_note(by=anna.scope, at=AT, picture=picture, text="Belysningen är trasig.")
    shown = {one.key: one for one in queries.judged_sections(anna.scope, picture, Edition.INTERNAL)}
    first, table = shown["levels"].levels[0], shown["levels"].tables[0]
    assert (first.name, first.status) == ("Norrby", Status.RED)
    assert "allvarligt läge" in table.rows[0]
    assert table.rows[0][-1] == "föreslagen: normalläge. Två bilar brann på samma gård."
    assert table.rows[1][-1] == "förslag, inte bedömt"
    told = next(row for row in shown["changes"].tables[0].rows if row[-1])
    assert shown["changes"].tables[0].columns[-1].label == "Vad det beror på"
    assert told[-1] == "Enstaka händelse. En natt."
    assert shown["notes"].paragraphs == ("Belysningen är trasig. (Anna)",)
    public = queries.judged_sections(anna.scope, picture, Edition.PUBLIC)
    assert public == queries.sections(anna.scope, picture, Edition.PUBLIC)


def test_the_document_holds_the_proposal_and_the_decision(anna: Person, picture: Picture) -> None:
    judge(anna, picture, Norrby=change(Status.RED))
    plain = json.loads(queries.document(anna.scope, picture, Edition.INTERNAL))
    whole = json.loads(queries.judged_document(anna.scope, picture, Edition.INTERNAL))
    norrby = next(one for one in whole["judgements"]["levels"] if one["area_name"] == "Norrby")
    assert (norrby["proposed"], norrby["level"], norrby["decision"], norrby["by"]) == (
        "green",
        "red",
        "changed",
        "Anna",
    )
    assert whole["findings"] == plain["findings"]
    assert whole.pop("digest") == digest(whole)
    partner = json.loads(queries.judged_document(anna.scope, picture, Edition.PARTNER))["judgements"]
    assert {one["by"] for one in partner["levels"]} == {""}
    public = json.loads(queries.judged_document(anna.scope, picture, Edition.PUBLIC))["judgements"]
    assert public["levels"] == public["notes"] == []


@pytest.mark.parametrize("who", ["lars", "rut", "ada", "cecilia"])
def test_only_those_who_judge_judge(
    anna: Person, picture: Picture, who: str, request: pytest.FixtureRequest
) -> None:
    scope = request.getfixturevalue(who).scope
    digest_ = queries.areas_to_judge(anna.scope, picture)[0].finding.digest
    give = {"by": scope, "at": AT, "picture": picture}
    for act in (
        lambda: services.judge_levels(**give, chosen={digest_: ACCEPT}),
        lambda: services.accept_green(**give),
        lambda: services.answer_alarm(**give, digest=digest_, answer="real"),
        lambda: services.write_note(**give, text="a"),
        lambda: services.remove_note(**give, note_id=1),
        lambda: services.choose_priorities(**give, chosen=[]),
        lambda: services.mark_judged(**give),
        lambda: services.reopen(**give),
    ):
        with pytest.raises(Refused):
            act()


def test_readers_see_what_was_decided_once_it_is_published(
    anna: Person, lars: Person, rut: Person, picture: Picture
) -> None:
    judge(anna, picture, Norrby=change(Status.RED))
    assert not queries.judgements(lars.scope, picture, Edition.INTERNAL).levels
    picture = services.mark_published(by=anna.scope, at=AT, picture=picture)
    levels = queries.judgements(lars.scope, picture, Edition.INTERNAL).levels
    assert Status.RED in {one.level for one in levels}
    assert not queries.judgements(rut.scope, picture, Edition.INTERNAL).levels
