"""Who asks and answers between the municipalities of a programme, and who may hide what was written."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, Participant, PeerAnswer, PeerQuestion, Programme
from samsyn_web.programmes.policies.programmes import check_words, reports_for
from samsyn_web.programmes.policies.selection import check_works_on, is_retold, works_on


def speaks_for(scope: Scope, participant: Participant | None, programme: Programme) -> bool:
    """
    Whether the person asks and answers for a participant, or for the programme where there is none.

    A municipality speaks for itself: whoever leads the programme speaks for one only where it has no place here.
    """
    if participant is None:
        return works_on(scope, programme)
    return (
        participant.programme_id == programme.pk
        and not is_retold(programme)
        and reports_for(scope, participant)
    )


def check_speaks_for(scope: Scope, participant: Participant | None, programme: Programme) -> None:
    """Raise unless the person asks and answers for a participant, or for the programme."""
    if is_retold(programme):
        raise Refused(
            _("Programmet återges ur offentliga dokument. Här ställs inga frågor till dem som deltog.")
        )
    if not speaks_for(scope, participant, programme):
        raise Refused(_("Bara kommunens egen samordnare eller projektledare frågar och svarar för kommunen."))


def check_question(programme: Programme, title: str, background: str, focus_area: int | None) -> None:
    """Raise unless a question asks something, belongs in the programme and points at nobody."""
    if not title:
        raise BadInput(_("Skriv frågan i en mening."))
    check_text(title, _("Frågan"), NAME)
    check_words({_("Bakgrunden"): background})
    if focus_area is not None and str(focus_area) not in programme.facts["focus_areas"]:
        raise BadInput(_("Programmet har inget sådant fokusområde."))


def is_open(question: PeerQuestion) -> bool:
    """Whether a question waits for answers."""
    return question.closed_at is None and is_shown(question)


def is_shown(row: PeerQuestion | PeerAnswer) -> bool:
    """Whether everybody who takes part reads a question or an answer."""
    return row.withdrawn_at is None and not row.hidden_reason


def check_answers_question(scope: Scope, question: PeerQuestion, participant: Participant | None) -> None:
    """Raise unless the person may answer for the participant, another than the one that asked."""
    check_speaks_for(scope, participant, question.participant.programme)
    if participant is not None and participant.pk == question.participant_id:
        raise Refused(_("Det är er egen fråga. Avsluta den med vad ni gjorde."))
    if not is_open(question):
        raise Refused(_("Frågan är inte öppen, och tar inte emot svar."))


def check_asked(scope: Scope, question: PeerQuestion) -> None:
    """Raise unless the person speaks for the participant that asked."""
    check_speaks_for(scope, question.participant, question.participant.programme)


def check_answered(scope: Scope, answer: PeerAnswer) -> None:
    """Raise unless the person speaks for whoever answered."""
    check_speaks_for(scope, answer.participant, answer.question.participant.programme)


def check_hides(scope: Scope, programme: Programme, reason: str) -> None:
    """Raise unless the person leads the programme and says why something is hidden."""
    check_works_on(scope, programme)
    if not reason:
        raise BadInput(_("Skriv varför. Den som skrev får läsa det."))
    check_words({_("Motiveringen"): reason})


def check_said(texts: Mapping[str, str], asked_for: str) -> None:
    """Raise where a text is missing, or points at a person."""
    if not all(texts.values()):
        raise BadInput(asked_for)
    check_words(texts)
