"""What the pages of open answers are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.surveys import ItemKind
from samsyn.methods.surveys.coding import Code
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Codebook, Coding, OpenAnswer, Quotation, Survey
from samsyn_web.methods.surveys.queries import Progress
from samsyn_web.people.models import Membership


@dataclass(frozen=True, kw_only=True)
class OpenLine:
    """An open question in the page of its survey."""

    text: str
    state: str
    href: str
    action: str


@dataclass(frozen=True, kw_only=True)
class CodingPage:
    """How the coding of a question stands, and what this person can do."""

    key: int
    survey_id: int
    survey_title: str
    item: str
    question: str
    version: int
    codes: tuple[Code, ...]
    coders: tuple[tuple[str, str], ...]
    sentence: str
    differing: int
    settled: int
    is_finished: bool
    is_replaced: bool
    may_code: bool
    may_settle: bool
    may_finish: bool
    may_quote: bool
    may_renew: bool
    may_export: bool


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """An answer that may be quoted, and how it is quoted."""

    key: str
    written: str
    printed: str
    quotation_id: int | None
    is_edited: bool
    is_withdrawn: bool


def open_lines(scope: Scope, one: Survey, books: Iterable[Codebook]) -> tuple[OpenLine, ...]:
    """Return the open questions of a closed survey with where their coding stands."""
    newest = {book.item: book for book in books}
    manages = policies.can_manage(scope)
    lines = []
    for item in policies.form_of(one).items:
        if item.kind is not ItemKind.OPEN:
            continue
        book = newest.get(item.key)
        if book is not None:
            state = _("Kodad") if book.finished_at else _("Kodas")
            href, action = reverse("surveys:coding", args=[book.pk]), _("Se kodningen")
        else:
            state = _("Inte kodad")
            href = reverse("surveys:codebook", args=[one.pk, item.key]) if manages else ""
            action = _("Gör en kodbok")
        lines.append(OpenLine(text=item.text, state=state, href=href, action=action))
    return tuple(lines)


def coding_page(scope: Scope, book: Codebook, come: Progress, *, is_newest: bool) -> CodingPage:
    """Return how the coding of a question stands."""
    going = book.finished_at is None and is_newest
    coder = policies.is_coder(scope, book)
    own_locked = come.first_locked if scope.membership_id == book.first_coder_id else come.second_locked
    ready = come.both_locked and come.settled >= come.differing
    return CodingPage(
        key=book.pk,
        survey_id=book.survey_id,
        survey_title=book.survey.title,
        item=book.item,
        question=question_of(book),
        version=book.version,
        codes=policies.codes_of(book),
        coders=(
            (person(book.first_coder), _("har låst") if come.first_locked else _("kodar")),
            (person(book.second_coder), _("har låst") if come.second_locked else _("kodar")),
        ),
        sentence=_sentence(book, come, coder=coder and not own_locked),
        differing=come.differing,
        settled=come.settled,
        is_finished=book.finished_at is not None,
        is_replaced=not is_newest,
        may_code=going and coder and not own_locked,
        may_settle=going and coder and come.both_locked and come.differing > 0,
        may_finish=going and ready and policies.can_quote(scope, book),
        may_quote=book.finished_at is not None and policies.can_quote(scope, book),
        may_renew=is_newest and policies.can_manage(scope),
        may_export=coder,
    )


def question_of(book: Codebook) -> str:
    """Return the question that is coded."""
    item = policies.open_item(book.survey, book.item)
    return item.text if item else book.item


def members(some: Iterable[Membership]) -> list[tuple[str, str]]:
    """Return members as choices."""
    return [(str(one.pk), person(one)) for one in some]


def person(one: Membership) -> str:
    """Return a member by function, else by name."""
    return f"{one.user} ({one.function_title})" if one.function_title else str(one.user)


def numbered(some: Sequence[OpenAnswer], first: int = 1) -> list[tuple[str, str]]:
    """Return answers as questions of a form: key, and number with text."""
    return [(str(one.pk), f"{number}. {one.text}") for number, one in enumerate(some, start=first)]


def given(some: Iterable[Coding], coder_id: int | None) -> dict[str, list[str]]:
    """Return the codes that a coder gave, by answer."""
    return {str(one.answer_id): list(one.codes) for one in some if one.coder_id == coder_id}


def apart(
    book: Codebook, answers: Sequence[OpenAnswer], both: Iterable[Coding]
) -> tuple[list[tuple[str, str, str]], dict[str, tuple[list[str], str]]]:
    """Return answers that differ with what each coder gave, and what both gave as the proposal."""
    labels = {one.key: one.label for one in policies.codes_of(book)}
    rows = list(both)
    first, second = given(rows, book.first_coder_id), given(rows, book.second_coder_id)
    asked, proposed = [], {}
    for key, text in numbered(answers):
        sides = [", ".join(labels[code] for code in side[key]) or _("ingen kod") for side in (first, second)]
        said = _("Första kodaren: %(a)s. Andra kodaren: %(b)s.") % {"a": sides[0], "b": sides[1]}
        asked.append((key, text, said))
        proposed[key] = ([code for code in first[key] if code in second[key]], "")
    return asked, proposed


def quote_lines(answers: Iterable[OpenAnswer], chosen: Iterable[Quotation]) -> tuple[QuoteLine, ...]:
    """Return the answers that may be quoted; what is quoted stands with its text."""
    quoted = {one.answer_id: one for one in chosen}
    lines = []
    for answer in answers:
        one = quoted.get(answer.pk)
        stands = one is not None and one.withdrawn_at is None
        lines.append(
            QuoteLine(
                key=str(answer.pk),
                written=answer.text,
                printed=one.text if one else answer.text,
                quotation_id=one.pk if one and stands else None,
                is_edited=bool(one and one.is_edited),
                is_withdrawn=one is not None and not stands,
            )
        )
    return tuple(lines)


def _sentence(book: Codebook, come: Progress, *, coder: bool) -> str:
    if book.finished_at is not None:
        return ngettext(
            "Kodningen är avslutad: %(n)s svar är kodat.",
            "Kodningen är avslutad: %(n)s svar är kodade.",
            come.answers,
        ) % {"n": come.answers}
    if coder:
        return _("Du har kodat %(own)s av %(all)s svar.") % {"own": come.own, "all": come.answers}
    if not come.both_locked:
        return _("%(all)s svar kodas av två, var för sig.") % {"all": come.answers}
    if come.settled < come.differing:
        return _("%(left)s svar fick olika koder och ska avgöras.") % {"left": come.differing - come.settled}
    return _("Alla svar har sina koder. Kodningen kan avslutas.")


def codebook_before(before: Codebook | None) -> dict[str, str] | None:
    """Return what a codebook's next version begins with."""
    if before is None:
        return None
    return {
        "first_coder": str(before.first_coder_id),
        "second_coder": str(before.second_coder_id),
        "codes": policies.written_codes(policies.codes_of(before)),
    }


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
