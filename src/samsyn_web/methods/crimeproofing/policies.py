"""Who may read and work on a case, and what may happen when."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text as check_text
from samsyn_web.methods.crimeproofing.models import (
    LINE,
    TEXT,
    TITLE,
    Assessor,
    Case,
    CaseMember,
    CaseState,
    LanguageMark,
    MarkState,
    Proposal,
    ProposalState,
    Risk,
    Sitting,
)

FEWEST_ASSESSORS = 2
FEWEST_ORGANISATIONS = 3  # that share a type of risk, before anybody is told that others have it
WORDING = 5000


def leads(scope: Scope) -> bool:
    """Whether the person opens cases, names their members and reads all of them: the coordinator, or who stands in."""
    return not scope.by_link and scope.can(Permission.DECIDE)


def is_member(scope: Scope, case: Case) -> bool:
    """Whether the person is named in the case; who stands in for a member is not."""
    return (
        not scope.by_link
        and CaseMember.objects.filter(
            case=case,
            removed_at=None,
            membership__user_id=scope.user_id,
            membership__organisation_id=scope.organisation_id,
            membership__is_active=True,
        ).exists()
    )


def may_read(scope: Scope, case: Case) -> bool:
    """Whether the person may read the case."""
    return case.organisation_id == scope.organisation_id and (leads(scope) or is_member(scope, case))


def check_may_read(scope: Scope, case: Case) -> None:
    """Raise unless the person may read the case."""
    if not may_read(scope, case):
        raise Refused(_("Bara de som är namngivna i ärendet och samordnaren läser det."))


def check_leads(scope: Scope, case: Case | None = None) -> None:
    """Raise unless the person leads the work with cases, and this one is the organisation's own."""
    if not leads(scope) or (case is not None and case.organisation_id != scope.organisation_id):
        raise Refused(_("Det gör samordnaren."))


def check_can_work(scope: Scope, case: Case) -> None:
    """Raise unless the person may work on the case, and it is open."""
    check_may_read(scope, case)
    check_is_open(case)


def check_can_lead(scope: Scope, case: Case) -> None:
    """Raise unless the person leads, and the case is open."""
    check_leads(scope, case)
    check_is_open(case)


def check_is_open(case: Case) -> None:
    """Raise unless the case is open; one that is only stated is never worked on."""
    if case.state == CaseState.STATED:
        raise Refused(_("Det här är bara det som källan säger. Öppna ett eget ärende för att arbeta vidare."))
    if case.state != CaseState.OPEN:
        raise Refused(_("Ärendet är avslutat. Öppna det igen för att ändra något."))


def check_case_words(values: Mapping[str, str]) -> None:
    """Raise unless a case may be described so."""
    named = {
        "title": (_("Ärendet"), TITLE),
        "object": (_("Vad som granskas"), LINE),
        "purpose": (_("Vad regelverket är till för"), TEXT),
        "target_group": (_("Vem det vänder sig till"), TEXT),
        "terms": (_("Ord som reglerna vilar på"), LINE),
    }
    for name, (where, most) in named.items():
        check_text(values.get(name, ""), where, most)
    if not values["title"] or not values["object"]:
        raise BadInput(_("Skriv vad ärendet heter och vilket regelverk som granskas."))


def check_required(text: str, where: str, most: int = TEXT) -> None:
    """Raise unless a text is there, fits, and points at nobody."""
    if not text:
        raise BadInput(_("{where}: skriv något.").format(where=where))
    check_text(text, where, most)


def check_code(code: object, known: Container[object], where: str) -> None:
    """Raise unless a code is one of the list."""
    if code not in known:
        raise BadInput(_("{where}: välj något i listan.").format(where=where))


def check_nobody_judges(case: Case) -> None:
    """Raise while a round is going on: what is judged may not change under those who judge."""
    if Sitting.objects.filter(case=case, opened_at=None).exists():
        raise Refused(_("En bedömning pågår. Riskerna kan ändras när alla bedömare har låst."))


def check_can_reword(risk: Risk, judged: bool) -> None:
    """Raise unless a risk may be described otherwise: what was judged stays as it was."""
    if risk.withdrawn_at is not None:
        raise Refused(_("Risken är borttagen."))
    if judged:
        raise Refused(_("Risken är bedömd som den står. Ta bort den och beskriv en ny."))


def check_can_begin(risks: int, assessors: Collection[int]) -> None:
    """Raise unless there is something to judge and enough people who do it."""
    if not risks:
        raise Refused(_("Beskriv minst en risk först."))
    if len(assessors) < FEWEST_ASSESSORS:
        raise BadInput(_("Välj minst två bedömare. En ensam bedömning visar inte hur säker den är."))


def check_judges(assessor: Assessor | None) -> Assessor:
    """Return the assessor; raise unless the person judges in the round and has not locked."""
    if assessor is None or assessor.excused_at is not None:
        raise Refused(_("Du är inte bedömare i den här omgången."))
    if assessor.locked_at is not None:
        raise Refused(_("Du har låst din bedömning. Lås upp den för att ändra."))
    return assessor


def check_not_opened(sitting: Sitting) -> None:
    """Raise where all have locked: what everybody has seen is not changed."""
    if sitting.opened_at is not None:
        raise Refused(_("Alla har låst och bedömningarna är öppna. Börja en ny omgång för att bedöma igen."))


def check_all_judged(missing: int) -> None:
    """Raise where an assessor has risks left."""
    if missing:
        raise Refused(_("{n} risker är inte bedömda än.").format(n=missing))


def check_mark(state: str, reason: str, mark: LanguageMark) -> None:
    """Raise unless something may be said of a mark so."""
    if state not in (MarkState.FINDING, MarkState.DISMISSED):
        raise BadInput(_("Säg om det är en brist eller inte."))
    if state == MarkState.FINDING and not reason:
        raise BadInput(_("Skriv vad som är oklart och vad det kan leda till."))
    check_text(reason, _("Vad ni säger"))


def check_can_decide(proposal: Proposal) -> None:
    """Raise where a proposal is decided already."""
    if proposal.state != ProposalState.PROPOSED:
        raise Refused(_("Förslaget är redan avgjort."))


def check_decision(state: str, reason: str, decided_on: date, follow_up_on: date | None, today: date) -> None:
    """Raise unless a proposal may be decided so."""
    if state not in (ProposalState.ACCEPTED, ProposalState.REJECTED):
        raise BadInput(_("Säg om förslaget antas eller avslås."))
    check_required(reason, _("Skäl"))
    if decided_on > today:
        raise BadInput(_("Beslutsdagen ligger i framtiden."))
    if state == ProposalState.ACCEPTED and (follow_up_on is None or follow_up_on <= decided_on):
        raise BadInput(_("Skriv en dag efter beslutet då ni följer upp om ändringen hjälpte."))


def check_export(reason: str, confirmed: bool) -> None:
    """Raise unless somebody has said why a memo is taken out, and that they know what it shows."""
    check_required(reason, _("Vad promemorian ska användas till"), LINE)
    if not confirmed:
        raise BadInput(_("Bekräfta att du vet vad promemorian visar."))
