"""Who may work with problems and their causes, and what may be written about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import (
    NAME,
    SOURCE,
    STATEMENT,
    TEXT,
    TITLE,
    Cause,
    CauseDecision,
    Choice,
    Ground,
    Influence,
    Level,
    Perspective,
    Problem,
    Side,
    Strength,
)
from samsyn_web.findings.policies import check_text

DEEPEST = 5  # causes behind causes: a chain that is longer is a story, and no longer read


class SomebodyChanged(Refused):
    """Somebody else has changed the same thing since the person opened the page."""


def can_work(scope: Scope) -> bool:
    """Whether the person may open problems, link reports to them and analyse their causes."""
    return scope.can(Permission.REVIEW) or scope.can(Permission.JUDGE)


def check_can_work(scope: Scope, problem: Problem | None = None) -> None:
    """Raise unless the person may work with problems, and this one is the organisation's own."""
    if not can_work(scope) or (problem is not None and problem.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att ändra problem."))


def can_judge(scope: Scope) -> bool:
    """Whether the person may judge what the criteria say about a problem."""
    return scope.can(Permission.JUDGE)


def can_choose(scope: Scope) -> bool:
    """Whether the person may record which problems come first."""
    return scope.can(Permission.DECIDE)


def check_can_judge(scope: Scope, problem: Problem) -> None:
    """Raise unless the person may judge the criteria for this problem."""
    if not can_judge(scope) or problem.organisation_id != scope.organisation_id:
        raise Refused(_("Din roll ger inte rätt att bedöma problem."))


def check_can_choose(scope: Scope, problem: Problem) -> None:
    """Raise unless the person may record what is chosen for this problem."""
    if not can_choose(scope) or problem.organisation_id != scope.organisation_id:
        raise Refused(_("Din roll ger inte rätt att välja vilka problem som kommer först."))


def check_unchanged(version: int, seen: int) -> None:
    """Raise where somebody has changed a thing after the person opened the page."""
    if version != seen:
        raise SomebodyChanged(
            _(
                "Någon annan har ändrat samma sak sedan du öppnade sidan. Jämför och spara igen, eller lämna det."
            )
        )


def check_words(
    title: str, text: str, *, when: str = "", affected: str = "", consequences: str = "", extent: str = ""
) -> None:
    """Raise unless a problem may be called and described so."""
    if not title:
        raise BadInput(_("Skriv vad problemet är, till exempel ”Klotter på busskurar i Åsen”."))
    check_text(title, _("Problemet"), TITLE)
    check_text(text, _("Beskrivningen"), TEXT)
    check_text(when, _("När"), SOURCE)
    check_text(affected, _("Vilka situationer som drabbas"), TEXT)
    check_text(consequences, _("Konsekvenserna"), TEXT)
    check_text(extent, _("Omfattningen"), TEXT)


def check_reason(reason: str) -> None:
    """Raise unless a problem may be closed for this reason."""
    if not reason:
        raise BadInput(_("Skriv varför problemet avslutas."))
    check_text(reason, _("Skälet"), TEXT)


def check_basis(kind: str, text: str, source: str) -> None:
    """Raise unless statistics or a document may be told of so."""
    if kind not in ("statistics", "document"):
        raise BadInput(_("Välj om underlaget är statistik eller ett dokument."))
    if not text or not source:
        raise BadInput(_("Skriv både vad underlaget säger och varifrån det kommer."))
    check_text(text, _("Vad det säger"), TEXT)
    check_text(source, _("Källan"), SOURCE)


def check_criteria(judged: Mapping[str, tuple[str, str]], known: Mapping[str, str]) -> None:
    """Raise unless criteria may be judged so: known ones, with a ground that says why."""
    for code, (ground, why) in judged.items():
        if code not in known or ground not in Ground.values:
            raise BadInput(_("Kriterierna är inte de som gäller nu. Öppna sidan igen."))
        if ground != Ground.UNKNOWN and not why:
            raise BadInput(_("{name}: skriv vad bedömningen bygger på.").format(name=known[code]))
        check_text(why, known[code], TEXT)


def check_choice(choice: str, reason: str, review_on: date | None, today: date) -> None:
    """Raise unless a problem may be chosen or left so."""
    if choice not in Choice.values:
        raise BadInput(_("Välj om problemet prioriteras, väntar eller prioriteras bort."))
    if not reason:
        raise BadInput(_("Skriv varför. Skälet läses av dem som undrar längre fram."))
    if choice == Choice.DEPRIORITISED and review_on is None:
        raise BadInput(_("Ange när det ska prövas igen att problemet prioriteras bort."))
    if review_on is not None and review_on <= today:
        raise BadInput(_("Dagen för ny prövning har redan varit. Välj en senare."))
    check_text(reason, _("Skälet"), TEXT)


def check_statement(statement: str, perspective: str, level: str) -> None:
    """Raise unless a cause may be stated so."""
    if not statement:
        raise BadInput(_("Skriv vad orsaken är."))
    if perspective and perspective not in Perspective.values:  # empty: nobody has judged it yet
        raise BadInput(_("Välj ur vilket perspektiv orsaken ses."))
    if level not in Level.values:
        raise BadInput(_("Välj på vilken nivå orsaken verkar."))
    check_text(statement, _("Orsaken"), STATEMENT)


def check_can_stand(cause: Cause | None, parent: Cause | None, depth: int, problem: Problem) -> None:
    """Raise unless a cause may stand behind another one: of the same problem, still there, and not too deep."""
    if parent is not None and (parent.problem_id != problem.pk or parent.withdrawn_at is not None):
        raise Refused(_("Orsaken som den skulle stå bakom finns inte kvar."))
    if depth > DEEPEST:
        raise Refused(
            _(
                "Trädet är högst {most} led djupt. Skriv det som en orsak för sig, eller i händelsekedjan."
            ).format(most=DEEPEST)
        )
    check_there(cause.withdrawn_at if cause is not None else None)


def check_there(withdrawn_at: datetime | None) -> None:
    """Raise where a thing has been withdrawn, perhaps by somebody else just now."""
    if withdrawn_at is not None:
        raise Refused(_("Det är borttaget. Lägg tillbaka det först."))


def check_judgement(influence: str, influenced_by: str, decision: str, reason: str, sought: str) -> None:
    """Raise unless it may be said so whether a cause can be influenced, by whom, and what was decided about it."""
    if influence not in Influence.values or decision not in CauseDecision.values:
        raise BadInput(_("Välj om orsaken går att påverka och vad ni beslutar."))
    if decision == CauseDecision.LEAVE and not reason:
        raise BadInput(_("Skriv varför ni lämnar orsaken."))
    check_text(influenced_by, _("Vem som kan påverka"), NAME)
    check_text(reason, _("Skälet"), TEXT)
    check_text(sought, _("Hur ni har letat efter det som talar mot"), TEXT)


def check_evidence(side: str, strength: int, text: str, source: str, *, has_finding: bool) -> None:
    """Raise unless this may speak for or against a cause: it says something, and where that comes from."""
    if side not in Side.values or strength not in Strength.values:
        raise BadInput(_("Välj om det talar för eller mot orsaken, och hur starkt."))
    if not text:
        raise BadInput(_("Skriv vad som talar för eller mot orsaken."))
    if not source and not has_finding and strength > Strength.WEAK:
        raise BadInput(_("Ange källan. Utan källa är belägget ett antagande, och då svagt."))
    check_text(text, _("Belägget"), TEXT)
    check_text(source, _("Källan"), SOURCE)


def check_step(text: str, breakable: str, how: str) -> None:
    """Raise unless a step of the chain of events may be told so."""
    if not text:
        raise BadInput(_("Skriv vad som händer i steget."))
    if breakable not in Influence.values:
        raise BadInput(_("Välj om kedjan går att bryta här."))
    check_text(text, _("Steget"), STATEMENT)
    check_text(how, _("Hur kedjan kan brytas"), TEXT)


def check_typical(codes: Collection[str], known: Collection[str]) -> None:
    """Raise unless these can be picked from the library of typical causes."""
    if not codes:
        raise BadInput(_("Välj minst en orsak."))
    if not set(codes) <= set(known):
        raise BadInput(_("Orsakerna är inte de som gäller nu. Öppna sidan igen."))
