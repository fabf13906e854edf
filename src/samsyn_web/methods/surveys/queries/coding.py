"""
Reads of how open answers are coded. `codings` is the only way to codes that a coder has given, and gives those of the
other coder only where both have locked.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samsyn.methods.surveys.codebook import Codebook as Book
from samsyn.methods.surveys.codebook import Quotation as Quoted
from samsyn.methods.surveys.coding import CodedAnswer
from samsyn.provenance import digest
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import (
    Codebook,
    Coding,
    CodingLock,
    OpenAnswer,
    Quotation,
    SettledCoding,
    Survey,
)
from samsyn_web.people.models import Membership


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a coding has come, without a word of which codes: answers, and whether each coder has locked."""

    answers: int
    own: int
    first_locked: bool
    second_locked: bool
    differing: int
    settled: int

    @property
    def both_locked(self) -> bool:
        """Whether the coders see each other's codes."""
        return self.first_locked and self.second_locked


def coders(scope: Scope) -> list[Membership]:
    """Return the members who can be asked to code."""
    if not policies.can_manage(scope):
        return []
    members = Membership.objects.filter(organisation_id=scope.organisation_id, is_active=True)
    return [
        one for one in members.select_related("user").order_by("user__name", "pk") if policies.can_code(one)
    ]


def codebooks(scope: Scope, survey_id: int) -> QuerySet[Codebook]:
    """Return the newest codebook of each open question of a survey."""
    if not scope.can(Permission.READ_PICTURE):
        return Codebook.objects.none()
    newest = Q(pk__in=_newest(survey_id))
    return (
        Codebook.objects.filter(newest, survey__organisation_id=scope.organisation_id)
        .select_related("survey", "first_coder__user", "second_coder__user")
        .order_by("item")
    )


def codebook(scope: Scope, codebook_id: int) -> Codebook | None:
    """Return one codebook of the organisation, or none."""
    if not scope.can(Permission.READ_PICTURE):
        return None
    return (
        Codebook.objects.filter(pk=codebook_id, survey__organisation_id=scope.organisation_id)
        .select_related("survey", "first_coder__user", "second_coder__user")
        .first()
    )


def texts(scope: Scope, codebook_id: int) -> QuerySet[OpenAnswer]:
    """Return the answers that are coded, to the two who code them and to nobody else."""
    book = codebook(scope, codebook_id)
    if book is None or not policies.is_coder(scope, book):
        return OpenAnswer.objects.none()
    return _answers(book)


def quotable(scope: Scope, codebook_id: int) -> QuerySet[OpenAnswer]:
    """Return the answers whose writers allow a quotation, to those who may choose what is quoted."""
    book = codebook(scope, codebook_id)
    if book is None or not policies.can_quote(scope, book):
        return OpenAnswer.objects.none()
    return _answers(book).filter(may_quote=True)


def quotations(scope: Scope, codebook_id: int) -> QuerySet[Quotation]:
    """Return what has been quoted of a question, withdrawn ones too, to those who choose it."""
    return Quotation.objects.filter(answer__in=quotable(scope, codebook_id).values("pk")).select_related(
        "answer"
    )


def codings(scope: Scope, codebook_id: int) -> QuerySet[Coding]:
    """Return codes that this person may see: a coder's own always, the other's once both have locked."""
    book = codebook(scope, codebook_id)
    if book is None or not policies.is_coder(scope, book):
        return Coding.objects.none()
    own = Q(coder_id=scope.membership_id)
    return (
        Coding.objects.filter(codebook=book)
        .filter(own | Q(codebook__in=_both_locked()))
        .order_by("answer_id", "coder_id")
    )


def settlements(scope: Scope, codebook_id: int) -> QuerySet[SettledCoding]:
    """Return what the coders have agreed on, to the two of them."""
    book = codebook(scope, codebook_id)
    if book is None or not policies.is_coder(scope, book):
        return SettledCoding.objects.none()
    return SettledCoding.objects.filter(codebook=book)


def progress(scope: Scope, codebook_id: int) -> Progress | None:
    """Return how far a coding has come, or none where it is not theirs."""
    book = codebook(scope, codebook_id)
    if book is None:
        return None
    locked = set(CodingLock.objects.filter(codebook=book).values_list("coder_id", flat=True))
    return Progress(
        answers=_answers(book).count(),
        own=Coding.objects.filter(codebook=book, coder_id=scope.membership_id).count(),
        first_locked=book.first_coder_id in locked,
        second_locked=book.second_coder_id in locked,
        differing=len(differing(book)),
        settled=SettledCoding.objects.filter(codebook=book).count(),
    )


def differing(book: Codebook) -> list[OpenAnswer]:
    """Return the answers that a given codebook's coders coded differently; none before both have locked."""
    if not CodingLock.objects.filter(codebook=book, codebook__in=_both_locked()).exists():
        return []
    given = _given(book)
    return [
        one for one in _answers(book) if len({tuple(codes) for codes in given.get(one.pk, {}).values()}) > 1
    ]


def coded(book: Codebook) -> tuple[CodedAnswer, ...]:
    """Return the coded answers of a given codebook whose coding is finished; none before."""
    if book.finished_at is None:
        return ()
    given = _given(book)
    settled = {one.answer_id: frozenset(one.codes) for one in SettledCoding.objects.filter(codebook=book)}
    found = [
        CodedAnswer(
            first=frozenset(given[one.pk][book.first_coder_id]),
            second=frozenset(given[one.pk][book.second_coder_id]),
            settled=settled.get(one.pk),
        )
        for one in _answers(book)
    ]
    return tuple(sorted(found, key=digest))


def finished_books(found: Survey) -> dict[str, tuple[Codebook, Book]]:
    """Return the newest finished codebook of each question of a given survey, with what may be quoted."""
    books = Codebook.objects.filter(survey=found, finished_at__isnull=False).order_by("version")
    newest = {one.item: one for one in books}
    quoted: dict[str, list[Quoted]] = {}
    for one in (
        Quotation.objects.filter(answer__survey=found, answer__may_quote=True, withdrawn_at=None)
        .select_related("answer")
        .order_by("chosen_at", "pk")
    ):
        quoted.setdefault(one.answer.item, []).append(Quoted(text=one.text, is_edited=one.is_edited))
    return {
        item: (
            one,
            Book(version=one.version, codes=policies.codes_of(one), quotations=tuple(quoted.get(item, ()))),
        )
        for item, one in newest.items()
    }


def coding_digest(book: Codebook) -> str:
    """Return the name of all that a given codebook's coding holds, as it is now."""
    settled = SettledCoding.objects.filter(codebook=book).values_list("answer_id", "codes", "reason")
    given = Coding.objects.filter(codebook=book).values_list("answer_id", "coder_id", "codes")
    return digest(
        {
            "codes": book.codes,
            "given": sorted(digest([str(one[0]), *one[1:]]) for one in given),
            "settled": sorted(digest([str(one[0]), *one[1:]]) for one in settled),
        }
    )


def _newest(survey_id: int) -> list[int]:
    rows = Codebook.objects.filter(survey_id=survey_id).order_by("version").values_list("item", "pk")
    return list(dict(rows).values())


def _answers(book: Codebook) -> QuerySet[OpenAnswer]:
    return OpenAnswer.objects.filter(survey_id=book.survey_id, item=book.item).order_by("pk")


def _given(book: Codebook) -> dict[object, dict[int, list[str]]]:
    found: dict[object, dict[int, list[str]]] = {}
    for one in Coding.objects.filter(codebook=book):
        found.setdefault(one.answer_id, {})[one.coder_id] = list(one.codes)
    return found


def _both_locked() -> QuerySet[CodingLock, int]:
    """Return the keys of codebooks that two coders have locked."""
    return (
        CodingLock.objects.values("codebook")
        .annotate(n=Count("coder", distinct=True))
        .filter(n__gte=2)
        .values_list("codebook", flat=True)
    )
