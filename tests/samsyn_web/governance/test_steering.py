"""The governance model: begun, written, decided and frozen, and who may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localdate

from samsyn.duties import Status
from samsyn.errors import BadInput, Refused
from samsyn.steering import GapKind
from samsyn_web.base.models import AuditEvent
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import SteeringBody, SteeringModel
from tests.samsyn_web.conftest import Person

PAGE, DAY = "/styrning/modell/", timedelta(days=1)


def begun(anna: Person, at: datetime) -> SteeringModel:
    return services.start_steering(by=anna.scope, at=at, with_usual=True)


def kinds(person: Person, model: SteeringModel) -> list[GapKind]:
    found = queries.steered(person.scope, model.pk)
    assert found is not None
    return [one.kind for one in found.gaps]


def test_a_model_is_begun_changed_and_decided_on_the_pages(anna: Person, bo: Person) -> None:
    client = anna.client()
    assert "Ingen styrmodell finns än" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}ny/", {"usual": "1"})
    model = SteeringModel.objects.get()
    page = client.get(PAGE).content.decode()
    for said in (
        "Styrgruppen har inget mandat.",
        "Vem beslutar vad",
        "<svg",
        "Lokala arbetsgruppen rapporterar till",
    ):
        assert said in page
    assert "Ingen styrmodell finns än" in bo.client().get(PAGE).content.decode(), (
        "a draft is its keepers' own"
    )
    group = SteeringBody.objects.get(name="Lokala arbetsgruppen")
    there = f"{PAGE}{model.pk}/organ/{group.pk}/"
    form = client.get(there).content.decode()
    assert 'value="everyday"' in form
    sent = {
        "name": "Gruppen i Centrum", "level": "operative", "whose": "Bolaget AB", "mandate": "Beslutar om ljus",
        "reference": "KS § 14", "members": "Bolaget AB, förvaltare\nPolisen, kommunpolis", "cycle": "varje torsdag",
        "matters": ["everyday"], "own_matters": "upplåter lokaler", "seen": "1",
    }  # fmt: skip
    assert client.post(there, {**sent, "members": "Polisen"}).status_code == 422
    assert client.post(there, sent).status_code == 302
    stale = client.post(there, sent)
    assert (stale.status_code, "Någon har ändrat" in stale.content.decode()) == (422, True)
    page = client.get(f"{PAGE}{model.pk}/").content.decode()
    assert "Gruppen i Centrum rapporterar inte till någon." in page
    assert "Upplåter lokaler" in page
    client.post(f"{there}ta-bort/")
    assert "Borttagna ur utkastet" in client.get(f"{PAGE}{model.pk}/").content.decode()
    assert GapKind.EMPTY_LEVEL in kinds(anna, model)
    client.post(f"{there}angra/")
    assert GapKind.EMPTY_LEVEL not in kinds(anna, model)
    decided = {"body": "Kommunstyrelsen", "decided_on": "2024-09-30", "minute_reference": "KS § 88"}
    assert (
        client.post(f"{PAGE}{model.pk}/beslut/", {**decided, "decided_on": "2999-01-01"}).status_code == 422
    )
    assert client.post(f"{PAGE}{model.pk}/beslut/", decided).status_code == 302
    assert "KS § 88" in bo.client().get(PAGE).content.decode()
    assert bo.client().get(f"{PAGE}{model.pk}/beslut/").status_code == 403
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(f"{PAGE}{model.pk}/styrmodell.{form}").content.startswith(begins)
    assert client.get(f"{PAGE}{model.pk}/styrmodell.txt").status_code == 404
    verbs = (
        AuditEvent.objects.filter(verb__startswith="steering.").order_by("pk").values_list("verb", flat=True)
    )
    assert [one.partition(".")[2] for one in verbs] == [
        "started", "body_changed", "body_withdrawn", "body_restored", "decided",
    ]  # fmt: skip


def test_a_decided_version_is_frozen_and_the_next_begins_as_a_copy(anna: Person, at: datetime) -> None:
    model = begun(anna, at)
    with pytest.raises(Refused, match="redan ett utkast"):
        begun(anna, at)
    today = localdate(at)
    services.decide_steering(
        by=anna.scope, at=at, model=model, body="KS", decided_on=today, minute_reference="§ 1"
    )
    body = SteeringBody.objects.filter(model=model).first()
    for write in (
        lambda: services.write_body(by=anna.scope, at=at, model=model, name="Nytt", level="operative"),
        lambda: services.withdraw_body(by=anna.scope, at=at, body=body),
        lambda: services.restore_body(by=anna.scope, at=at, body=body),
        lambda: services.remove_steering(by=anna.scope, at=at, model=model),
    ):
        with pytest.raises(Refused, match="ändras inte"):
            write()
    nxt = services.start_steering(by=anna.scope, at=at)
    before, after = (queries.steered(anna.scope, one.pk) for one in (model, nxt))
    assert before
    assert after
    names = {one.key: one.name for one in (*before.bodies, *after.bodies)}
    told = [
        [(one.name, one.level, one.matters, [names[to] for to in one.reports_to]) for one in some.bodies]
        for some in (before, after)
    ]
    assert told[0] == told[1]
    assert not {one.key for one in before.bodies} & {one.key for one in after.bodies}
    services.write_body(
        by=anna.scope, at=at, model=nxt, body=after.rows[0], seen=1, name="Annat namn", level="strategic"
    )
    again = queries.steered(anna.scope, model.pk)
    assert again is not None
    assert again.bodies == before.bodies
    assert queries.current_steering(anna.scope) == model
    services.remove_steering(by=anna.scope, at=at, model=nxt)
    assert [one.number for one in queries.steering_models(anna.scope)] == [1]


def test_a_decided_model_with_a_coordinating_body_counts_for_8(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    today = localdate(at)

    def eight(person: Person, day=today) -> Status:
        return next(one.status for one in queries.standing(person.scope, day) if one.paragraph.code == "8")

    model = begun(anna, at)
    assert eight(anna) is Status.NOT_STARTED
    services.decide_steering(
        by=anna.scope, at=at, model=model, body="KS", decided_on=today, minute_reference="§ 1"
    )
    assert [eight(anna), eight(anna, today - DAY), eight(cecilia)] == [
        Status.DONE, Status.NOT_STARTED, Status.NOT_STARTED,
    ]  # fmt: skip


def test_what_a_body_cannot_say_is_refused_in_words(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    model = begun(anna, at)
    known = SteeringBody.objects.filter(model=model).first()
    for wrong, said in (
        ({"name": " "}, "heter"),
        ({"level": "top"}, "nivå"),
        ({"name": "styrgruppen"}, "redan ett organ"),
        ({"mandate": "Ring 070-123 45 67"}, "telefon"),
        ({"members": [("Polisen", "")]}, "funktion"),
        ({"members": [("Polisen", "chef")] * 2}, "två gånger"),
        ({"reports_to": [0]}, "inte kvar"),
        ({"matters": ["nothing"]}, "finns inte"),
        ({"own_matters": "x" * 121}, "tecken"),
    ):
        with pytest.raises(BadInput, match=said):
            services.write_body(
                by=anna.scope, at=at, model=model, **{"name": "Nytt", "level": "operative", **wrong}
            )
    with pytest.raises(BadInput, match="sig självt"):
        services.write_body(
            by=anna.scope, at=at, model=model, body=known, seen=1, name="A", level="strategic",
            reports_to=[known.pk],
        )  # fmt: skip
    for other in (bo, cecilia):
        with pytest.raises(Refused):
            services.write_body(by=other.scope, at=at, model=model, name="Nytt", level="operative")
    empty = SteeringModel.objects.create(
        organisation=cecilia.organisation, number=1, started_by=cecilia.user, started_at=at
    )
    with pytest.raises(BadInput, match="inget organ"):
        services.decide_steering(
            by=cecilia.scope, at=at, model=empty, body="KS", decided_on=localdate(at), minute_reference="§ 1"
        )
