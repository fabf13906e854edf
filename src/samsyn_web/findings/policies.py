"""When a picture may change, and who may change it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn import guard
from samsyn.errors import BadInput, Refused
from samsyn.period import Period, PeriodKind
from samsyn_web.base import words
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import Answer, AreaChoice, Decision, FindingRecord, Picture, PictureState
from samsyn_web.findings.models.judgements import LEVELS, PRIORITIES, TEXT
from samsyn_web.findings.models.priorities import HIGHEST, MOST_PRIORITISED


class HasProposal(Protocol):
    """A figure that people are asked about."""

    @property
    def finding(self) -> FindingRecord:
        """The figure."""


class AreaSaid(Protocol):
    """What is said of an area of an analysis period."""

    @property
    def area(self) -> str:
        """The area's key."""

    @property
    def need(self) -> int:
        """From 0 to 3."""

    @property
    def need_ground(self) -> str:
        """What the need rests on."""

    @property
    def influence(self) -> int:
        """From 0 to 3."""

    @property
    def influence_ground(self) -> str:
        """What the possibility to influence rests on."""

    @property
    def choice(self) -> AreaChoice:
        """Whether it comes first, is left, or neither."""

    @property
    def reason(self) -> str:
        """Why."""


class SomebodyWasFirst(Refused):
    """Somebody else has decided since the person opened the page."""


class PictureIsPublished(Refused):
    """The picture is published; it is corrected by a new one, never changed."""


class PictureIsJudged(Refused):
    """Every area is judged; the picture is opened again before anything in it changes."""


class NotAllJudged(Refused):
    """Some area is not judged yet."""


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


def check_own(scope: Scope, picture: Picture) -> None:
    """Raise unless the person works with the data of the picture's organisation."""
    if picture.organisation_id != scope.organisation_id or not scope.can(Permission.WORK_WITH_DATA):
        raise NotAllowed(_("Din roll ger inte rätt att ändra lägesbilden."))


def can_discard(scope: Scope, picture: Picture) -> bool:
    """Whether the person may throw away the picture now."""
    return picture.is_draft and scope.can(Permission.WORK_WITH_DATA)


def check_can_discard(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may throw away the picture now."""
    check_own(scope, picture)
    if picture.state == PictureState.PUBLISHED:
        raise PictureIsPublished(
            _("Lägesbilden är publicerad och kan inte tas bort. Gör en ny som rättar den.")
        )
    if picture.state == PictureState.JUDGED:
        raise PictureIsJudged(
            _("Lägesbilden är färdigbedömd. Öppna bedömningen igen för att kunna ta bort den.")
        )


def can_publish(scope: Scope, picture: Picture) -> bool:
    """Whether the person may publish the picture now."""
    return scope.can(Permission.PUBLISH) and picture.discarded_at is None


def check_can_publish(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may publish the picture now."""
    if picture.organisation_id != scope.organisation_id or not scope.can(Permission.PUBLISH):
        raise NotAllowed(_("Din roll ger inte rätt att publicera."))
    if picture.discarded_at is not None:
        raise Refused(_("Lägesbilden är borttagen. Ångra borttagningen först."))


def can_judge(scope: Scope, picture: Picture) -> bool:
    """Whether the person may judge the picture now."""
    return picture.is_draft and picture.discarded_at is None and scope.can(Permission.JUDGE)


def check_may_judge(scope: Scope, picture: Picture) -> None:
    """Raise unless the person's role may judge pictures of this organisation."""
    if picture.organisation_id != scope.organisation_id or not scope.can(Permission.JUDGE):
        raise NotAllowed(_("Din roll ger inte rätt att bedöma lägesbilden."))


def check_can_judge(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may judge the picture now."""
    check_may_judge(scope, picture)
    if picture.state == PictureState.PUBLISHED:
        raise PictureIsPublished(
            _("Lägesbilden är publicerad, så bedömningen är fryst. Gör en ny som rättar den.")
        )
    if picture.state == PictureState.JUDGED:
        raise PictureIsJudged(_("Lägesbilden är färdigbedömd. Öppna bedömningen igen för att ändra något."))
    if picture.discarded_at is not None:
        raise Refused(_("Lägesbilden är borttagen. Ångra borttagningen först."))


def check_can_reopen(scope: Scope, picture: Picture) -> None:
    """Raise unless the person may open a judged picture again."""
    check_may_judge(scope, picture)
    if picture.state == PictureState.PUBLISHED:
        raise PictureIsPublished(
            _("Lägesbilden är publicerad, så bedömningen är fryst. Gör en ny som rättar den.")
        )


def check_choice(decision: str, level: str | None, reason: str, proposal: HasProposal | None) -> None:
    """Raise unless an area's level may be decided so: a choice that differs from the proposal says why."""
    if proposal is None:
        raise BadInput(_("Området finns inte i lägesbilden."))
    name = proposal.finding.area_name
    if decision not in Decision.values:
        raise BadInput(_("{name}: välj om förslaget godtas, ändras eller avfärdas.").format(name=name))
    if decision == Decision.CHANGED and level not in dict(LEVELS):
        raise BadInput(_("{name}: välj en nivå.").format(name=name))
    if decision == Decision.CHANGED and level == proposal.finding.status:
        raise BadInput(_("{name}: nivån är den som föreslås. Välj att godta förslaget.").format(name=name))
    if decision != Decision.ACCEPTED and not reason:
        raise BadInput(_("{name}: skriv varför nivån skiljer sig från förslaget.").format(name=name))
    check_text(reason, _("{name}, skäl").format(name=name))


def check_answer(answer: str, text: str, alarm: HasProposal | None) -> None:
    """Raise unless an alarm may be answered so."""
    if alarm is None:
        raise BadInput(_("Siffran avviker inte i den här lägesbilden."))
    if answer not in Answer.values:
        raise BadInput(_("Välj vad avvikelsen beror på. ”Vet inte än” är också ett svar."))
    check_text(text, _("Förklaring"))


def check_note(text: str) -> None:
    """Raise unless a note may be kept."""
    if not text:
        raise BadInput(_("Skriv något från fältet först."))
    check_text(text, _("Från fältet"))


def check_priorities(chosen: Sequence[tuple[str, str, str]], areas: Container[str]) -> None:
    """Raise unless these may come first: at most three, each with a problem and a reason, in areas of the picture."""
    if len(chosen) > PRIORITIES:
        raise BadInput(_("Välj högst {most} prioriteringar.").format(most=PRIORITIES))
    for n, (area, problem, why) in enumerate(chosen, start=1):
        if area and area not in areas:
            raise BadInput(_("Prioritering {n}: området finns inte i lägesbilden.").format(n=n))
        if not problem or not why:
            raise BadInput(
                _("Prioritering {n}: skriv både problemet och varför det kommer först.").format(n=n)
            )
        check_text(problem, _("Prioritering {n}, problem").format(n=n), 200)
        check_text(why, _("Prioritering {n}, varför").format(n=n))


def check_all_judged(waiting: int) -> None:
    """Raise while areas are waiting for a judgement."""
    if waiting:
        raise NotAllJudged(
            ngettext("Ett område är inte bedömt än.", "{n} områden är inte bedömda än.", waiting).format(
                n=waiting
            )
        )


def check_text(text: str, where: str, most: int = TEXT) -> None:
    """Raise where a free text is too long or points at a person; says what was found, and where."""
    if len(text) > most:
        raise BadInput(
            _("{where}: texten är {length} tecken. Högst {most} får plats.").format(
                where=where, length=len(text), most=most
            )
        )
    if why := guard.refusal(text):
        raise BadInput(words.explained(where, why))


def can_reopen(scope: Scope, picture: Picture) -> bool:
    """Whether the person may open a judged picture again."""
    return picture.state == PictureState.JUDGED and scope.can(Permission.JUDGE)


def can_prioritise(scope: Scope) -> bool:
    """Whether the person may decide what an analysis period puts first."""
    return scope.can(Permission.DECIDE)


def check_can_prioritise(scope: Scope, span: Period) -> None:
    """Raise unless the person may decide what a period puts first, and it is one that analyses are made for."""
    if not can_prioritise(scope):
        raise NotAllowed(_("Din roll ger inte rätt att besluta om prioriteringar."))
    if span.kind not in (PeriodKind.QUARTER, PeriodKind.TERTIAL):
        raise BadInput(_("Prioriteringar görs för ett kvartal eller ett tertial."))


def check_nobody_was_first(version: int, seen: int) -> None:
    """Raise where somebody decided after the person had opened the page."""
    if version != seen:
        raise SomebodyWasFirst(
            _("Någon annan har beslutat om samma period. Öppna sidan igen, så ser du vad som gäller.")
        )


def check_area_priorities(judged: Sequence[AreaSaid], names: Mapping[str, str]) -> None:
    """Raise unless areas may be judged so: known, on the scale, with grounds, and few enough put first."""
    if not judged:
        raise BadInput(_("Bedöm minst ett område."))
    if len({one.area for one in judged}) != len(judged) or any(one.area not in names for one in judged):
        raise BadInput(_("Områdena är inte de som gäller nu. Öppna sidan igen."))
    for one in judged:
        _check_area(one, names[one.area])
    if sum(one.choice == AreaChoice.PRIORITISED for one in judged) > MOST_PRIORITISED:
        raise BadInput(_("Prioritera högst {most} områden.").format(most=MOST_PRIORITISED))


def _check_area(one: AreaSaid, name: str) -> None:
    if not (0 <= one.need <= HIGHEST and 0 <= one.influence <= HIGHEST):
        raise BadInput(_("{name}: behov och påverkbarhet anges från 0 till 3.").format(name=name))
    if not one.need_ground or not one.influence_ground:
        raise BadInput(_("{name}: skriv vad behovet och påverkbarheten bygger på.").format(name=name))
    if one.choice != AreaChoice.NONE and not one.reason:
        raise BadInput(_("{name}: skriv varför området prioriteras eller lämnas.").format(name=name))
    for text in (one.need_ground, one.influence_ground, one.reason):
        check_text(text, name)
