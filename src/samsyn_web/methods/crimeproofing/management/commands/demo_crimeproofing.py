"""Fills the demonstration with an invented case: grants to associations in Exempelköping, from text to decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn.files import read_prose
from samsyn.methods.crimeproofing.example_case import ANSWERS, MUNICIPAL, RISKS, SOCIAL, STEPS
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case, LanguageMark, Paragraph, Risk, Sitting
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING, OTHERS, PROGRAMME = "Exempelköping", ("Annanstad", "Låtsasby"), "Programmet Trygga platser"
# likelihood, money, person, trust; without and with the protection there is
BO = ((4, 3, 1, 3, 3, 3, 1, 3), (3, 3, 1, 2, 3, 3, 1, 2), (2, 3, 2, 3, 2, 3, 2, 3), (2, 2, 2, 4, 2, 2, 2, 3))
LARS = (
    (3, 2, 1, 3, 3, 2, 1, 2),
    (3, 2, 1, 3, 3, 2, 1, 3),
    (3, 4, 2, 4, 3, 4, 2, 4),
    (1, 2, 2, 3, 1, 2, 2, 3),
)
REASONS = (
    "Uppgifterna prövas inte mot något.",
    "Nämnderna delar inga listor i dag.",
    "Registret är föreningens eget.",
    "Beslutet fattas av en person.",
)


class Command(BaseCommand):
    """Add the case where it is not there yet."""

    help = "Fill the demonstration with an invented case of crime proofing."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing without the demonstration's people, or where there is a case already."""
        own = Organisation.objects.filter(name=EXEMPELKOPING, is_demo=True).first()
        if own is None or Case.objects.filter(organisation=own).exists():
            return
        now = clock.now()
        _worked(own, now)
        for number, name in enumerate(OTHERS):
            _shared(_organisation(name, now), now - timedelta(days=20 + number))
        programme = Organisation.objects.filter(name=PROGRAMME, is_demo=True).first()
        if programme is not None:
            services.load_stated(by=_scope(programme, Role.COORDINATOR), at=now)


def _worked(own: Organisation, now: datetime) -> None:
    anna, bo, lars = (_scope(own, role) for role in (Role.COORDINATOR, Role.ANALYST, Role.READER))
    at = now - timedelta(days=42)
    case = services.open_case(
        by=anna,
        at=at,
        title="Föreningsbidrag (påhittat ärende)",
        object="Regler för föreningsbidrag i Exempelköping",
        trigger="review",
        purpose="Fler barn och unga ska kunna delta i föreningslivet.",
        target_group="Föreningar med verksamhet i kommunen",
        volume_per_year=140,
        amount_sek_per_year=9_400_000,
        terms="sammankomst, verksamhet",
    )
    for who in (bo, lars):
        services.add_member(by=anna, at=at, case=case, membership_id=who.membership_id)
    reason = "Egna uppgifter, förskott och flera nämnder: mer än nog att titta på."
    services.answer_screening(by=bo, at=at, case=case, answers=ANSWERS, goes_on=True, reason=reason)
    for function, kind, how in STEPS:
        services.add_step(by=bo, at=at, case=case, who=function, kind=kind, how=how)
    given: dict[str, Any] = {"by": bo, "at": at + timedelta(days=1), "case": case}
    services.read_rule(
        **given,
        prose=read_prose(MUNICIPAL.encode(), name="regler.txt"),
        title="Regler för föreningsbidrag",
        owner="Kultur- och fritidsnämnden",
        edition="Antagen 2019 (påhittad)",
    )
    services.read_rule(
        **given,
        prose=read_prose(SOCIAL.encode(), name="riktlinje.txt"),
        title="Stöd till ideella organisationer",
        owner="Socialnämnden",
    )
    case.refresh_from_db()
    _settle_marks(bo, at + timedelta(days=3), case)
    risks = _describe(bo, at + timedelta(days=7), case)
    _judge(anna, {bo: BO, lars: LARS}, at + timedelta(days=14), case, risks)
    _propose(anna, bo, at + timedelta(days=21), case, risks)
    services.share_types(by=anna, at=at + timedelta(days=35), case=case, shares=True)
    title = "Föreningar får bidrag från flera nämnder utan samordning"
    services.open_problem(by=anna, at=at + timedelta(days=36), case=case, risk=risks[1], title=title)


def _settle_marks(by: Scope, at: datetime, case: Case) -> None:
    """Say of some marks what they are; the rest wait, as in a case that goes on."""
    said = {
        "own_word": "Ingen jämför med underlag.",
        "assures": "Antalet sammankomster avgör beloppet och prövas inte.",
        "special": "Inga skäl är beskrivna. Den som beslutar kan pressas.",
        "reasonable": "Olika handläggare sparar olika länge.",
        "number": "Nämnderna har olika gränser för samma förening.",
    }
    for one in queries.marks(by, case).filter(state="open"):
        if one.code in said:
            services.decide_mark(by=by, at=at, case=case, mark=one, state="finding", reason=said[one.code])
    can: LanguageMark | None = queries.marks(by, case).filter(state="open", code="can").first()
    if can is not None:
        services.dismiss_alike(by=by, at=at, case=case, mark=can)


def _paragraph(by: Scope, case: Case, label: str) -> Paragraph:
    found = queries.paragraphs(by, case).filter(label=label).first()
    if found is None:
        raise LookupError(f"The invented rules have no {label}.")
    return found


def _describe(by: Scope, at: datetime, case: Case) -> list[Risk]:
    found = []
    for one in RISKS:
        said = {name: value for name, value in one.items() if name not in ("at", "protections")}
        paragraph = _paragraph(by, case, one["at"])
        risk = services.describe_risk(by=by, at=at, case=case, paragraph=paragraph, **said)
        for kind, state, note in one["protections"]:
            services.set_protection(by=by, at=at, case=case, risk=risk, kind=kind, state=state, note=note)
        found.append(risk)
    return found


def _judge(
    anna: Scope,
    views: Mapping[Scope, tuple[tuple[int, ...], ...]],
    at: datetime,
    case: Case,
    risks: list[Risk],
) -> None:
    sitting: Sitting = services.begin_sitting(
        by=anna, at=at, case=case, membership_ids=[who.membership_id for who in views]
    )
    for who, rows in views.items():
        for risk, row, reason in zip(risks, rows, REASONS, strict=True):
            steps = dict(zip(services.FIELDS, row, strict=True))
            services.assess(
                by=who, at=at + timedelta(days=1), sitting=sitting, risk=risk, steps=steps, reason=reason
            )
        services.lock(by=who, at=at + timedelta(days=2), sitting=sitting)


def _propose(anna: Scope, bo: Scope, at: datetime, case: Case, risks: list[Risk]) -> None:
    wordings = (
        (
            0,
            "5 §",
            "Ansökan lämnas senast den 1 mars. Föreningen redovisar sammankomster och deltagare med närvarolistor.",
            "Föreningar behöver föra listor, vilket de flesta redan gör.",
        ),
        (
            1,
            "4 §",
            "Förening som får stöd från annan nämnd ska uppge detta i ansökan. Nämnderna för en gemensam lista.",
            "",
        ),
        (
            3,
            "6 §",
            "Två handläggare beslutar tillsammans om bidrag upp till 100 000 kronor. Högre belopp beslutas av nämnden.",
            "Beslutet kan ta några dagar längre.",
        ),
    )
    made = [
        services.propose(
            by=bo,
            at=at,
            case=case,
            risk=risks[n],
            paragraph=_paragraph(bo, case, label),
            kind="less_chance" if n == 3 else "more_control",
            new=new,
            decider="board",
            side_effect=effect,
        )
        for n, label, new, effect in wordings
    ]
    decided = localdate(at + timedelta(days=10))
    for change, state, reason in (
        (made[0], "accepted", "Nämnden vill ha kontroll före utbetalning (påhittat beslut)."),
        (made[2], "rejected", "Nämnden prövar delegationen i sin helhet till våren (påhittat beslut)."),
    ):
        services.decide_proposal(
            by=anna,
            at=at + timedelta(days=12),
            case=case,
            change=change,
            state=state,
            reason=reason,
            decided_on=decided,
            follow_up_on=decided + timedelta(days=180) if state == "accepted" else None,
        )


def _shared(organisation: Organisation, at: datetime) -> None:
    """Let another invented municipality share the types of two risks, so that a comparison can be shown."""
    by = _scope(organisation, Role.COORDINATOR)
    case = services.open_case(
        by=by, at=at, title="Föreningsstöd (påhittat ärende)", object="Påhittade regler för föreningsstöd"
    )
    for kind, modus in (
        ("double", "Samma verksamhet får stöd från två håll."),
        ("false_facts", "Uppgifter i ansökan prövas inte."),
    ):
        services.describe_risk(by=by, at=at, case=case, kind=kind, actor="association", modus=modus)
    services.share_types(by=by, at=at, case=case, shares=True)


def _organisation(name: str, at: datetime) -> Organisation:
    found = Organisation.objects.filter(name=name, is_demo=True).first()
    if found is None:
        found = people.create_organisation(name=name, by=None, at=at, is_demo=True)
    if not Membership.objects.filter(
        organisation=found, role=Role.COORDINATOR.value, is_active=True
    ).exists():
        people.add_member(
            organisation=found,
            email="eva@exempel.se",
            name="Eva Ek",
            role=Role.COORDINATOR,
            function_title="Säkerhetssamordnare",
            by=None,
            at=at,
        )
    return found


def _scope(organisation: Organisation, role: Role) -> Scope:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        raise LookupError(f"{organisation} has no {role}.")
    return Scope(user_id=held.user_id, organisation_id=organisation.pk, role=role, membership_id=held.pk)
