"""When a selection may change, and what may be said of a candidate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import TEXT, Programme
from samsyn_web.programmes.models.selection import Answer, Choice, Criterion, Party, Selection
from samsyn_web.programmes.policies.programmes import check_runs, runs

JUDGED = (Answer.FOR, Answer.PARTLY, Answer.AGAINST, Answer.UNKNOWN)
ANSWERS: Mapping[str, tuple[Answer, ...]] = {
    **dict.fromkeys(Criterion, JUDGED),
    Criterion.EARLIER: (Answer.HAD, Answer.HAD_NONE, Answer.UNKNOWN),
    Criterion.SIZE: (Answer.LARGE, Answer.MEDIUM, Answer.SMALL, Answer.UNKNOWN),
}
"""What may be answered to each criterion. Earlier support is told and says nothing for or against."""


def is_retold(programme: Programme) -> bool:
    """Whether the programme is another's and known from its documents: then it is read, and nothing is added to it."""
    return not programme.is_fictional and bool(programme.facts.get("more", {}).get("documents"))


def works_on(scope: Scope, programme: Programme) -> bool:
    """Whether the person coordinates the programme, and it is not retold from documents."""
    return runs(scope, programme) and not is_retold(programme)


def check_works_on(scope: Scope, programme: Programme) -> None:
    """Raise unless the person coordinates the programme and it is one that is run here."""
    check_runs(scope, programme)
    if is_retold(programme):
        raise Refused(
            _("Programmet återges ur offentliga dokument. Här läggs inget till som dokumenten inte anger.")
        )


def check_open(scope: Scope, selection: Selection) -> None:
    """Raise unless the person coordinates the programme and the selection is not decided."""
    check_works_on(scope, selection.programme)
    if selection.decided_at is not None:
        raise Refused(
            _("Urvalet är beslutat och fryst. En ändring görs som ett nytt urval som ersätter det.")
        )


def check_judgement(criterion: str, answer: str, ground: str) -> None:
    """Raise unless a criterion may be answered so."""
    if answer not in ANSWERS.get(criterion, ()):
        raise BadInput(_("Välj ett svar för varje kriterium."))
    if answer != Answer.UNKNOWN and not ground:
        raise BadInput(_("Skriv vad svaret bygger på, eller välj att det inte är känt."))
    check_text(ground, _("Grunden"), TEXT)


def check_choice(choice: str, reason: str, voluntary: str) -> None:
    """Raise unless a candidate may be decided so: only who wants to take part is chosen."""
    if choice not in Choice.values:
        raise BadInput(_("Välj vad som beslutas."))
    if not reason:
        raise BadInput(_("Skriv varför."))
    check_text(reason, _("Motiveringen"), TEXT)
    if choice == Choice.CHOSEN and voluntary != Answer.FOR:
        raise Refused(_("Deltagandet är frivilligt. Ange först att kommunen själv vill delta."))


def what_is_missing(choices: Mapping[str, str], parties: Iterable[str]) -> list[str]:
    """Return what must be in place before a selection is decided; `choices` is by municipality, "" for none."""
    missing = []
    if not choices:
        missing.append(_("Det finns inga kandidater."))
    missing += [_("%(name)s har inget beslut.") % {"name": name} for name, one in choices.items() if not one]
    asked = [name for name, one in choices.items() if one == Choice.ASKED]
    missing += [_("%(name)s är tillfrågad men har inte svarat.") % {"name": name} for name in asked]
    if choices and Choice.CHOSEN not in choices.values():
        missing.append(_("Ingen kommun väljs."))
    held = set(parties)
    if Party.NOA not in held:
        missing.append(_("Samråd med Polismyndigheten (NOA) är inte antecknat."))
    if Party.COUNTY_BOARD not in held:
        missing.append(_("Samråd med någon länsstyrelse är inte antecknat."))
    return missing
