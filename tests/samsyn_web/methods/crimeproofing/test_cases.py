"""Who reads a case: those who are named in it and the coordinator; each reading and each export is an event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case, CaseMember
from samsyn_web.methods.incidents import queries as incidents
from tests.support.story import AT, Person, make_person


def events(verb: str) -> list[AuditEvent]:
    """Return the events of a verb."""
    return list(AuditEvent.objects.filter(verb=f"proof_case.{verb}").order_by("sequence"))


def test_only_the_named_and_the_coordinator_read(
    anna: Person, bo: Person, lars: Person, ada: Person, rut: Person, cecilia: Person, case: Case
) -> None:
    for one in (anna, bo, lars):
        assert queries.case(one.scope, case.pk) == case
        assert one.client().get(f"/brottssakring/{case.pk}/").status_code == 200
    outside = [ada, rut, cecilia, make_person("Per", Role.ANALYST, anna.organisation)]
    for one in outside:
        assert queries.case(one.scope, case.pk) is None
        assert not queries.paragraphs(one.scope, case)
        assert one.client().get(f"/brottssakring/{case.pk}/").status_code == 404
        assert "Bidragen" not in one.client().get("/brottssakring/").content.decode()
        with pytest.raises(Refused):
            services.add_step(by=one.scope, at=AT, case=case, who="Jag", kind="apply")
    assert queries.case(replace(bo.scope, by_link=True), case.pk) is None


def test_who_stands_in_for_a_member_does_not_read_the_case(bo: Person, rut: Person, case: Case) -> None:
    stands_in = replace(rut.scope, stands_in=(Role.ANALYST,))
    assert queries.case(stands_in, case.pk) is None
    assert queries.case(replace(rut.scope, stands_in=(Role.COORDINATOR,)), case.pk) == case


def test_a_member_who_is_removed_reads_no_more(anna: Person, bo: Person, case: Case) -> None:
    member = CaseMember.objects.get(case=case, membership=bo.membership)
    services.remove_member(by=anna.scope, at=AT, case=case, member=member)
    assert queries.case(bo.scope, case.pk) is None
    services.add_member(by=anna.scope, at=AT, case=case, membership_id=bo.membership.pk)
    assert queries.case(bo.scope, case.pk) == case
    with pytest.raises(BadInput):
        services.add_member(by=anna.scope, at=AT, case=case, membership_id=bo.membership.pk)


def test_nobody_from_another_organisation_is_named(anna: Person, cecilia: Person, case: Case) -> None:
    with pytest.raises(BadInput):
        services.add_member(by=anna.scope, at=AT, case=case, membership_id=cecilia.membership.pk)


def test_every_reading_is_logged_with_who_and_which_page(bo: Person, rut: Person, case: Case) -> None:
    rule = queries.rules(bo.scope, case).get()
    for path in ("", f"texter/{rule.pk}/", "risker/"):
        bo.client().get(f"/brottssakring/{case.pk}/{path}")
    rut.client().get(f"/brottssakring/{case.pk}/")
    found = events("read")
    assert [(one.by_id, one.target) for one in found] == [(bo.id, f"crimeproofing.case:{case.pk}")] * 3
    assert [one.detail_json for one in found] == ['{"page":"case"}', '{"page":"rule"}', '{"page":"risks"}']


def test_a_reading_that_cannot_be_logged_is_not_given(
    bo: Person, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_given: object) -> None:
        raise RuntimeError("no trail")

    monkeypatch.setattr("samsyn_web.base.audit.record", fails)
    with pytest.raises(RuntimeError):
        bo.client().get(f"/brottssakring/{case.pk}/")


def test_a_memo_is_taken_out_only_with_a_reason_and_a_confirmation(
    anna: Person, bo: Person, case: Case
) -> None:
    path = f"/brottssakring/{case.pk}/promemoria/"
    assert bo.client().get(path).status_code == 403
    for given in ({"reason": "Nämnden"}, {"confirmed": "on"}):
        refused = anna.client().post(path, {"form": "docx", **given})
        assert (refused.status_code, refused["Content-Type"][:9]) == (422, "text/html")
    assert events("exported") == []
    taken = anna.client().post(path, {"form": "docx", "reason": "Nämnden", "confirmed": "on"})
    assert taken["Cache-Control"] == "private, no-store"
    (event,) = events("exported")
    assert (event.by_id, event.detail_json) == (anna.id, '{"form":"docx"}')
    with pytest.raises(Refused):
        services.record_export(by=bo.scope, at=AT, case=case, form="pdf", reason="Jag", confirmed=True)


def test_what_is_written_in_a_case_is_in_nobodys_search(anna: Person, case: Case) -> None:
    protection = make_person("Disa", Role.PROTECTION, anna.organisation)
    for scope in (protection.scope, anna.scope):
        assert not [one for one in incidents.stored_texts(scope) if one.table.startswith("crimeproofing.")]
        assert incidents.stored_text(scope, "crimeproofing.Case", str(case.pk), "title") is None


def test_a_case_is_closed_with_a_reason_and_opened_again(anna: Person, bo: Person, case: Case) -> None:
    with pytest.raises(Refused):
        services.close_case(by=bo.scope, at=AT, case=case, reason="Klart.")
    services.close_case(by=anna.scope, at=AT, case=case, reason="Klart.")
    with pytest.raises(Refused):
        services.add_step(by=bo.scope, at=AT, case=case, who="Föreningen", kind="apply")
    assert bo.client().get(f"/brottssakring/{case.pk}/").status_code == 200
    services.reopen_case(by=anna.scope, at=AT, case=case)
    services.add_step(by=bo.scope, at=AT, case=case, who="Föreningen", kind="apply")


def test_no_text_points_at_a_person(bo: Person, case: Case) -> None:
    with pytest.raises(BadInput):
        services.add_step(by=bo.scope, at=AT, case=case, who="Ring 811218-9876", kind="apply")
    page = bo.client().post(f"/brottssakring/{case.pk}/flode/", {"who": "kalle@exempel.se", "kind": "apply"})
    assert page.status_code == 422


def test_steps_are_moved_by_one_and_their_places_kept(bo: Person, case: Case) -> None:
    made = [services.add_step(by=bo.scope, at=AT, case=case, who=who, kind="check") for who in "ABC"]
    services.move_step(by=bo.scope, at=AT, case=case, step=made[2], up=True)
    services.move_step(by=bo.scope, at=AT, case=case, step=made[0], up=True)  # the first stays first
    services.remove_step(by=bo.scope, at=AT, case=case, step=made[1])
    assert list(queries.steps(bo.scope, case).values_list("who", "position")) == [("A", 1), ("C", 2)]


def test_the_stated_analyses_come_once_and_take_nothing(anna: Person, case: Case) -> None:
    assert len(services.load_stated(by=anna.scope, at=AT)) == 8
    assert services.load_stated(by=anna.scope, at=AT) == []
    stated = Case.objects.filter(state="stated")
    assert set(stated.values_list("municipality", flat=True)) == {
        "Linköping",
        "Sigtuna",
        "Trollhättan",
        "Göteborgs Stad",
    }
    one = stated.first()
    assert one is not None
    for change in (
        lambda: services.describe_risk(
            by=anna.scope, at=AT, case=one, kind="double", actor="agent", modus="Nej."
        ),
        lambda: services.change_case(by=anna.scope, at=AT, case=one, title="A", object="B"),
        lambda: services.share_types(by=anna.scope, at=AT, case=one, shares=True),
        lambda: services.add_step(by=anna.scope, at=AT, case=one, who="A", kind="apply"),
    ):
        with pytest.raises(Refused), transaction.atomic():
            change()
    for values in ({"shares_types": True}, {"source": ""}, {"state": "open"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=one.pk).update(**values)


def test_the_first_look_is_answered_and_decided(bo: Person, case: Case) -> None:
    path = f"/brottssakring/{case.pk}/prova/"
    refused = bo.client().post(path, {"value": "yes", "goes_on": "yes"})
    assert "Skriv varför ni går vidare" in refused.content.decode()
    bo.client().post(
        path, {"value": "yes", "value_note": "Pengar", "goes_on": "yes", "reason": "Egna uppgifter."}
    )
    case.refresh_from_db()
    assert (case.goes_on, case.screening_reason) == (True, "Egna uppgifter.")
    assert list(queries.answers(bo.scope, case).values_list("question", "answer", "note")) == [
        ("value", "yes", "Pengar")
    ]
