"""Publishing is work of its own: all or nothing, the same the second time, and never without the word it needs."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samsyn import documents
from samsyn.cycle import Edition
from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit, jobs
from samsyn_web.base.models import AuditEvent, FrozenRecord, Job, JobState
from samsyn_web.findings import services as judging
from samsyn_web.findings.models import Picture, PictureState
from samsyn_web.reports import queries, services, tasks
from samsyn_web.reports.models import Partner, PartnerKind, Publication, PublishedFile, SecrecyDecision
from samsyn_web.reports.policies import SecrecyIsUndecided
from samsyn_web.reports.services.making import Order, Press
from tests.samsyn_web.conftest import Person
from tests.support.opened_word import Word
from tests.support.published import GROUND, add_partner, decide, publish
from tests.support.read_pages import pdf_text
from tests.support.uploads import AT, compute


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def ask(person: Person, picture: Picture, edition: Edition = Edition.INTERNAL, **more: Any) -> Job:
    return services.ask_to_publish(
        by=person.scope, at=AT, picture=picture, edition=edition, organisation="Exempelköping",
        **{"as_proposals": True, **more},
    )  # fmt: skip


def test_the_work_ends_at_the_publication(anna: Person) -> None:
    picture = compute(anna)
    client = anna.client()
    asked = client.post(
        f"/lagesbilder/{picture.pk}/publicera/", {"edition": "internal", "as_proposals": "on"}
    )
    one = Publication.objects.get()
    assert client.get(asked.headers["Location"]).headers["Location"] == f"/publiceringar/{one.pk}/"
    page = client.get(f"/publiceringar/{one.pk}/").content.decode()
    for name in ("PDF", "Word", "Excel", "Webbsida", "Paket", "JSON"):
        assert f">{name}</a>" in page
    assert audit.verify(anna.organisation.pk).holds


@pytest.mark.parametrize("broken", ["pdf", "docx", "xlsx", "html", "zip"])
def test_work_that_is_killed_leaves_nothing(anna: Person, monkeypatch, broken: str) -> None:
    picture = compute(anna)

    def killed(*_: Any, **__: Any) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if broken == "zip":
            patch.setattr("samsyn.bundle.write", killed)
        else:
            patch.setattr(documents, broken, killed)
        with pytest.raises(KeyboardInterrupt):
            publish(anna, picture)
    assert not Publication.objects.exists()
    assert not PublishedFile.objects.exists()
    assert Picture.objects.get().state == PictureState.DRAFT
    assert publish(anna, picture).version == 1


def test_a_death_while_it_is_kept_leaves_nothing(anna: Person, monkeypatch) -> None:
    picture = compute(anna)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("samsyn_web.reports.models.PublishedFile.objects.bulk_create", killed)
    with pytest.raises(KeyboardInterrupt):
        publish(anna, picture)
    assert not Publication.objects.exists()
    assert Picture.objects.get().state == PictureState.DRAFT


def test_the_same_work_again_gives_the_same(anna: Person) -> None:
    job = ask(anna, compute(anna))
    assert job.state == JobState.DONE
    (one,) = Publication.objects.all()
    assert tasks.publish(jobs.Progress(job.pk), **job.arguments) == {"publication_id": one.pk}
    assert Publication.objects.count() == 1


def test_made_twice_every_format_is_the_same_to_the_byte(anna: Person) -> None:
    one = publish(anna, compute(anna))
    first = {file.kind: file.digest for file in queries.files(anna.scope, one)}
    imprint = services.Imprint(organisation="Exempelköping", person="Anna", notice="Uppdiktade data")
    order = Order(
        picture=Picture.objects.get(),
        edition=Edition.INTERNAL,
        imprint=imprint,
        at=AT,
        look=documents.Brand(),
        version="1",
    )
    again = Press(by=anna.scope, order=order)
    said = again.composed()
    made = {kind: sha256(again.rendered(said, kind)).hexdigest() for kind in ("pdf", "docx", "xlsx", "html")}
    assert made == {kind: digest for kind, digest in first.items() if kind != "zip"}


def test_it_can_be_stopped(anna: Person) -> None:
    picture = compute(anna)
    job = Job.objects.create(
        organisation_id=anna.organisation.pk, created_by_id=anna.id, kind="reports.publish", created_at=AT,
        cancel_requested=True, arguments={"picture_id": picture.pk},
    )  # fmt: skip
    with pytest.raises(jobs.Cancelled):
        publish(anna, picture, told=lambda share, what: jobs.Progress(job.pk).report(share, what))
    assert not Publication.objects.exists()


def test_a_picture_that_changed_meanwhile_is_not_published(anna: Person) -> None:
    picture = compute(anna)

    def meddle(share: float, what: str) -> None:
        if what == "Gör paketet":
            judging.write_note(by=anna.scope, at=AT, picture=picture, text="Belysningen är trasig.")

    with pytest.raises(Refused, match="ändrades medan"):
        publish(anna, picture, told=meddle)
    assert not Publication.objects.exists()
    assert Picture.objects.get().state == PictureState.DRAFT


def test_no_file_of_a_publication_changes(anna: Person) -> None:
    publish(anna, compute(anna))
    file = PublishedFile.objects.filter(kind="pdf").get()
    with pytest.raises(FrozenRecord):
        PublishedFile.objects.filter(pk=file.pk).update(content=b"")
    file.content = b"annat"
    with pytest.raises(IntegrityError), transaction.atomic():
        file.save()


def test_a_partner_sees_its_own_areas_and_each_partner_has_its_own_versions(anna: Person) -> None:
    picture = compute(anna)
    company = add_partner(anna)
    club = add_partner(anna, "Norrby", name="Idrottsföreningen", kind=PartnerKind.ASSOCIATION)
    first = publish(anna, picture, Edition.PARTNER, partner=company)
    second = publish(anna, picture, Edition.PARTNER, partner=club)
    third = publish(anna, picture, Edition.PARTNER)
    assert [one.version for one in (first, second, third)] == [1, 1, 1]
    assert len({one.chain for one in (first, second, third)}) == 3
    document = json.loads(first.document)
    assert document["own_areas"] == ["Åsen"]
    assert {f["area"] for f in document["findings"]} == {None, "Åsen"}
    assert {level["area"] for level in document["judgements"]["levels"]} <= {"Åsen"}
    texts = [
        pdf_text(queries.content(anna.scope, first.pk, "pdf") or b""),
        str(Word(queries.content(anna.scope, first.pk, "docx") or b"").tables()),
        (queries.content(anna.scope, first.pk, "html") or b"").decode(),
    ]
    for text in texts:
        assert "Åsen" in text
        assert "Norrby" not in text
    assert "Bostadsbolaget" in texts[0]
    assert "lagesbild_2024-w40_partner_bostadsbolaget_v1.pdf" in str(
        anna.client().get(f"/publiceringar/{first.pk}/lagesbild.pdf").headers
    )


def test_what_people_said_of_other_areas_is_not_told_to_a_partner(anna: Person) -> None:
    picture = compute(anna)
    judging.write_note(by=anna.scope, at=AT, picture=picture, text="Belysningen i Norrby är trasig.")
    choices = [
        judging.PriorityChoice(problem="Buller på torget", why="Många störs.", area="Norrby"),
        judging.PriorityChoice(problem="Klotter", why="Dyrt.", area=""),
    ]
    judging.choose_priorities(by=anna.scope, at=AT, picture=picture, chosen=choices)
    one = publish(anna, picture, Edition.PARTNER, partner=add_partner(anna))
    said = json.loads(one.document)["judgements"]
    assert said["notes"] == []
    assert [one["problem"] for one in said["priorities"]] == ["Klotter"]
    page = (queries.content(anna.scope, one.pk, "html") or b"").decode()
    assert "Klotter" in page
    assert "Buller på torget" not in page
    assert "trasig" not in page


@pytest.mark.parametrize("kind", [PartnerKind.COMPANY, PartnerKind.ASSOCIATION])
def test_giving_to_a_private_partner_is_a_decision_that_comes_first(anna: Person, kind: PartnerKind) -> None:
    picture, company = compute(anna), add_partner(anna, kind=kind)
    with pytest.raises(SecrecyIsUndecided, match="ingen myndighet"):
        publish(anna, picture, Edition.PARTNER, partner=company, secrecy=None)
    with pytest.raises(SecrecyIsUndecided):
        ask(anna, picture, Edition.PARTNER, partner=company)
    with pytest.raises(Refused, match="pekar ut en person"):
        decide(anna, picture, company, ground="Ring 070-123 45 67.")
    with pytest.raises(BadInput, match="201 tecken"):
        decide(anna, picture, company, ground="x" * 201)
    assert not SecrecyDecision.objects.exists()
    assert not AuditEvent.objects.filter(verb="secrecy.decided").exists()
    one = publish(anna, picture, Edition.PARTNER, partner=company)
    event = AuditEvent.objects.filter(verb="secrecy.decided").get()
    made = AuditEvent.objects.filter(verb="publication.made").get()
    assert event.sequence < made.sequence
    assert (event.by_id, event.detail["partner"], event.detail["areas"]) == (anna.id, company.pk, ["Åsen"])
    assert made.detail["secrecy"] == one.secrecy_id
    assert GROUND not in event.detail_json
    page = anna.client().get(f"/publiceringar/{one.pk}/").content.decode()
    assert GROUND in page
    assert "Säkerhetschefen" in page
    assert "allmän handling" not in page
    assert GROUND not in (queries.content(anna.scope, one.pk, "html") or b"").decode()


def test_a_secrecy_decision_is_about_one_picture_partner_and_its_areas(anna: Person) -> None:
    picture, company = compute(anna), add_partner(anna)
    other = decide(anna, picture, add_partner(anna, "Norrby", name="Annat bolag"))
    with pytest.raises(SecrecyIsUndecided):
        publish(anna, picture, Edition.PARTNER, partner=company, secrecy=other)
    mine = decide(anna, picture, company)
    choice = services.PartnerChoice(
        name="Bostadsbolaget", kind=PartnerKind.COMPANY, areas={"Norrby": "Norrby"}
    )
    changed = services.change_partner(by=anna.scope, at=AT, partner=company, choice=choice)
    with pytest.raises(Refused, match="områden har ändrats sedan beslutet"):
        publish(anna, picture, Edition.PARTNER, partner=changed, secrecy=mine)
    with pytest.raises(FrozenRecord):
        SecrecyDecision.objects.filter(pk=mine.pk).update(ground="annat")
    mine.ground = "annat"
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.save()


@pytest.mark.parametrize("kind", [PartnerKind.AUTHORITY, PartnerKind.MUNICIPAL_COMPANY])
def test_to_a_public_partner_no_decision_but_a_note(anna: Person, kind: PartnerKind) -> None:
    one = publish(anna, compute(anna), Edition.PARTNER, partner=add_partner(anna, kind=kind))
    assert one.secrecy is None
    assert "blir en allmän handling där" in anna.client().get(f"/publiceringar/{one.pk}/").content.decode()


@pytest.mark.parametrize("edition", [Edition.INTERNAL, Edition.PUBLIC])
def test_only_the_partner_edition_is_for_a_partner(anna: Person, edition: Edition) -> None:
    with pytest.raises(Refused, match="partnerupplagan"):
        publish(anna, compute(anna), edition, partner=add_partner(anna))


def test_a_partner_without_figures_in_the_picture_is_told(anna: Person) -> None:
    partner = add_partner(anna, "Kajen", name="Hamnen", kind=PartnerKind.AUTHORITY)
    picture = compute(anna)
    with pytest.raises(Refused, match="inga siffror för områdena hos Hamnen"):
        publish(anna, picture, Edition.PARTNER, partner=partner)


def test_a_strangers_partner_is_none(anna: Person, cecilia: Person) -> None:
    theirs = add_partner(cecilia)
    with pytest.raises(Refused, match="finns inte"):
        publish(anna, compute(anna), Edition.PARTNER, partner=theirs)


def test_the_form_asks_for_what_belongs_together(anna: Person) -> None:
    picture, company = compute(anna), add_partner(anna)
    path, given = f"/lagesbilder/{picture.pk}/publicera/", {"as_proposals": "on", "partner": company.pk}
    client = anna.client()
    wrong = client.post(path, {**given, "edition": "public"})
    assert wrong.status_code == 422
    assert "Välj partnerupplagan, eller ta bort partnern." in wrong.content.decode()
    unsaid = client.post(path, {**given, "edition": "partner"}).content.decode()
    assert "Skriv vem som har beslutat" in unsaid
    assert "Skriv på vilken rättslig grund" in unsaid
    decided = {"decided_by": "Säkerhetschefen", "ground": GROUND}
    client.post(path, {**given, **decided, "edition": "partner"})
    assert Publication.objects.get().partner == company


def test_a_partner_that_is_changed_later_changes_nothing_published(anna: Person) -> None:
    one = publish(anna, compute(anna), Edition.PARTNER, partner=add_partner(anna))
    choice = services.PartnerChoice(name="Nytt namn", kind=PartnerKind.COMPANY, areas={"Norrby": "Norrby"})
    services.change_partner(by=anna.scope, at=AT, partner=Partner.objects.get(), choice=choice)
    again = queries.publication(anna.scope, one.pk)
    assert again is not None
    assert (again.partner_name, again.areas) == ("Bostadsbolaget", {"Åsen": "Åsen"})


def test_a_draft_says_so_on_each_page_and_keeps_nothing(anna: Person, lars: Person) -> None:
    picture = compute(anna)
    path = f"/lagesbilder/{picture.pk}/utkast"
    text = pdf_text(anna.client().get(f"{path}.pdf?upplaga=public").content)
    assert text.count("Utkast,intefastställd") >= 3
    word = Word(anna.client().get(f"{path}.docx").content)
    assert "Utkast, inte fastställd" in word.parts["word/footer1.xml"].decode()
    assert "Utkast, inte fastställd." in word.texts("Notice")
    assert not Publication.objects.exists()
    assert Picture.objects.get().state == PictureState.DRAFT
    assert lars.client().get(f"{path}.pdf").status_code == 403
    assert anna.client().get(f"{path}.pdf?upplaga=x").status_code == 404


def test_versions_follow_one_another_in_time(anna: Person) -> None:
    """The same instant asked for twice is one publication; another instant is another question."""
    picture = compute(anna)
    job = ask(anna, picture)
    later = {**job.arguments, "at": (AT + timedelta(hours=1)).isoformat()}
    with pytest.raises(Refused, match="redan publicerad"):
        tasks.publish(jobs.Progress(job.pk), **later)
