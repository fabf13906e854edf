"""Which steps a report may take, who may take them, and what may be said to its reporter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import STEPS, ReviewStep, Submission, SubmissionState
from samsyn_web.methods.incidents.models.submissions import ANSWER, PLACE, TEXT

MOST_AT_ONCE = 200
MASK = "[maskat]"
TEXTS = ("place", "description")
WITH_REASON = (SubmissionState.RETURNED, SubmissionState.REJECTED)
ALLOWED = {before: frozenset(afters) for before, afters in STEPS}


class StepNotAllowed(Refused):
    """A report that has come this far does not go there."""


def check_can_review(scope: Scope, submission: Submission | None = None) -> None:
    """Raise unless the person reviews in the organisation that the report was sent to."""
    foreign = submission is not None and submission.organisation_id != scope.organisation_id
    if foreign or not scope.can(Permission.REVIEW):
        raise Refused(_("Din roll ger inte rätt att granska rapporter."))


def check_can_set_up(scope: Scope) -> None:
    """Raise unless the person sets up how the organisation works."""
    if not scope.can(Permission.SET_UP):
        raise Refused(_("Din roll ger inte rätt att ändra inställningarna."))


def can_step(submission: Submission, after: str) -> bool:
    """Whether the report may go there from where it is."""
    return after in ALLOWED[SubmissionState(submission.state)]


def check_step(submission: Submission, after: SubmissionState) -> None:
    """Raise unless the report may go there from where it is."""
    if submission.state == SubmissionState.IN_PICTURE:
        raise StepNotAllowed(_("Rapporten ingår i en lägesbild och kan bara maskeras."))
    if not can_step(submission, after):
        raise StepNotAllowed(
            _(
                "Rapporten är %(state)s och kan inte bli %(after)s. Någon annan kan ha hunnit före: ladda om sidan."
            )
            % {"state": submission.get_state_display(), "after": after.label}
        )


def check_answer(after: SubmissionState, answer: str) -> None:
    """Raise where something must be said to the reporter and is not, or may not be said."""
    if after in WITH_REASON and not answer:
        raise BadInput(
            _("Skriv vad du vill att rapportören ska svara på eller ändra.")
            if after == SubmissionState.RETURNED
            else _("Skriv varför rapporten avvisas. Rapportören får läsa skälet.")
        )
    check_text(answer, _("Svaret till rapportören"), ANSWER)


def can_undo(submission: Submission, last: ReviewStep | None) -> bool:
    """Whether the last step can be taken back: not what is masked, and not what a picture rests on."""
    return (
        last is not None
        and last.undone_at is None
        and last.after == submission.state
        and last.after not in (SubmissionState.MASKED, SubmissionState.RECEIVED)
        and submission.intake_id is None
        and submission.state not in (SubmissionState.IN_PICTURE, SubmissionState.DISPOSED)
    )


def check_can_undo(submission: Submission, last: ReviewStep | None) -> None:
    """Raise unless the last step can be taken back."""
    if can_undo(submission, last):
        return
    if submission.state == SubmissionState.MASKED:
        raise StepNotAllowed(_("En maskning kan inte ångras: det som stod där finns inte längre."))
    raise StepNotAllowed(_("Det finns inget steg att ångra, eller så ingår rapporten redan i en lägesbild."))


def check_can_mask(submission: Submission) -> None:
    """Raise unless there may still be a text to mask."""
    if submission.state == SubmissionState.DISPOSED:
        raise StepNotAllowed(_("Rapporten är gallrad."))


def masked_text(text: str, spans: Iterable[Sequence[int]]) -> tuple[str, int]:
    """
    Return a text with each span replaced, and how many replacements that made.

    Spans that touch, or have only white space between them, are one.

    Raises
    ------
    BadInput
        If a span does not lie in the text: the text has changed since it was shown.
    """
    merged: list[list[int]] = []
    for start, end in sorted((int(one), int(other)) for one, other in spans):
        if not 0 <= start < end <= len(text):
            raise BadInput(_("Texten har ändrats sedan sidan visades. Ladda om sidan och markera igen."))
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    for start, end in reversed(merged):
        text = f"{text[:start]}{MASK}{text[end:]}"
    return text, len(merged)


def is_plain(submission: Submission) -> bool:
    """Whether a report holds no free text, nothing that the guard has masked or doubts, and a place that is known."""
    is_placed = bool(submission.area or submission.named_place_id)
    said = submission.description or submission.place or submission.masked or submission.doubts
    return is_placed and not said


def is_unremarked(submission: Submission) -> bool:
    """Whether the guard has nothing to say about a report."""
    return not (submission.masked or submission.doubts)


def check_own_returned(scope: Scope, submission: Submission) -> None:
    """Raise unless the person sent the report, and it waits for their answer."""
    own = submission.membership_id is not None and submission.membership_id == scope.membership_id
    if not own or submission.organisation_id != scope.organisation_id or not scope.can(Permission.REPORT):
        raise Refused(_("Rapporten är någon annans."))
    if submission.state != SubmissionState.RETURNED:
        raise StepNotAllowed(_("Rapporten väntar inte på något svar från dig."))


def check_corrected(submission: Submission, description: str, place: str, area: str | None) -> None:
    """Raise unless a report may say this instead of what it said."""
    if submission.is_dwelling and place.strip():
        raise BadInput(_("För bostäder tas ingen adress emot. Skriv bara området."))
    somewhere = submission.named_place_id is not None or submission.x_m is not None
    if not (somewhere or place.strip() or (submission.area if area is None else area)):
        raise BadInput(_("Skriv var det var."))
    for text, most, name in ((description, TEXT, _("Beskrivningen")), (place, PLACE, _("Platsen"))):
        if len(text) > most:
            raise BadInput(
                _("%(name)s är %(n)s tecken. Högst %(most)s får plats.")
                % {"name": name, "n": len(text), "most": most}
            )
