"""Who makes codebooks, codes and quotes, and what they must hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.surveys import Item, ItemKind
from samsyn.methods.surveys.coding import Code
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.surveys.models import NAME, TEXT, WRITTEN, Codebook, OpenAnswer, Survey
from samsyn_web.methods.surveys.policies.surveys import answers_shown, can_manage, form_of
from samsyn_web.people.models import Membership

MOST_CODES = 30


def can_code(member: Membership) -> bool:
    """Whether a member can be asked to code: one who is still there, in a role that reads surveys."""
    return member.is_active and Permission.READ_PICTURE in Role(member.role).permissions


def is_coder(scope: Scope, book: Codebook) -> bool:
    """Whether the person is one of the two who code, in the survey's organisation."""
    return book.survey.organisation_id == scope.organisation_id and scope.membership_id in (
        book.first_coder_id,
        book.second_coder_id,
    )


def check_is_coder(scope: Scope, book: Codebook) -> None:
    """Raise unless the person codes by this codebook."""
    if not is_coder(scope, book):
        raise Refused(_("Bara de två som kodar frågan sätter koder."))


def check_not_finished(book: Codebook) -> None:
    """Raise where the coding is finished: nothing in it changes then."""
    if book.finished_at is not None:
        raise Refused(_("Kodningen är avslutad och ändras inte."))


def can_quote(scope: Scope, book: Codebook) -> bool:
    """Whether the person may choose what is quoted: the two who code, and those who run the survey."""
    own = book.survey.organisation_id == scope.organisation_id
    return is_coder(scope, book) or (own and can_manage(scope))


def check_can_quote(scope: Scope, book: Codebook) -> None:
    """Raise unless the person may choose what is quoted."""
    if not can_quote(scope, book):
        raise Refused(_("Din roll ger inte rätt att välja citat ur enkäten."))


def open_item(survey: Survey, key: str) -> Item | None:
    """Return an open question of a survey by its key, or none."""
    items = (one for one in form_of(survey).items if one.kind is ItemKind.OPEN)
    return next((one for one in items if one.key == key), None)


def check_can_be_coded(survey: Survey, item: str, answered: int, texts: int) -> None:
    """Raise unless the survey is closed, has enough answers to be told, and the question has any."""
    if open_item(survey, item) is None:
        raise BadInput(_("Frågan finns inte bland enkätens öppna frågor."))
    if survey.closed_at is None:
        raise Refused(_("Svaren kodas när enkäten är stängd."))
    if not answers_shown(survey.is_anonymous, range(answered)):
        raise Refused(_("Färre än fem har svarat på en anonym enkät: svaren läses inte av någon."))
    if not texts:
        raise Refused(_("Ingen har skrivit något på frågan."))


def read_codes(text: str) -> tuple[Code, ...]:
    """
    Return the codes of a codebook, as it is written: one on each line, with a colon before what it means.

    Raises
    ------
    BadInput
        Naming the line that lacks its definition, is a code twice, is too long or points at a person.
    """
    found: list[Code] = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), start=1):
        label, _colon, definition = (part.strip() for part in line.partition(":"))
        if not label or not definition:
            raise BadInput(
                _("”%(line)s”: skriv koden, ett kolon och när den används.") % {"line": line[:NAME]}
            )
        check_text(label, _("Koden"), NAME)
        check_text(definition, label, TEXT)
        if label.casefold() in {one.label.casefold() for one in found}:
            raise BadInput(_("Koden ”%(label)s” står två gånger.") % {"label": label})
        found.append(Code(key=f"k{number}", label=label, definition=definition))
    if not 2 <= len(found) <= MOST_CODES:
        raise BadInput(_("En kodbok har mellan 2 och %(most)s koder.") % {"most": MOST_CODES})
    return tuple(found)


def written_codes(codes: Collection[Code]) -> str:
    """Return codes as `read_codes` reads them."""
    return "\n".join(f"{one.label}: {one.definition}" for one in codes)


def codes_of(book: Codebook) -> tuple[Code, ...]:
    """Return the codes of a codebook."""
    return tuple(Code(**one) for one in book.codes)


def check_codes(book: Codebook, codes: Collection[str]) -> list[str]:
    """Return codes in the order of the codebook; raise where one is none of its."""
    known = [one.key for one in codes_of(book)]
    if strange := set(codes) - set(known):
        raise BadInput(_("Koden %(code)s finns inte i kodboken.") % {"code": sorted(strange)[0]})
    return [one for one in known if one in set(codes)]


def check_reason(reason: str) -> None:
    """Raise unless it says why the coders agreed on the codes they did."""
    if not reason:
        raise BadInput(_("Skriv varför ni enades om koderna."))
    check_text(reason, _("Skälet"), TEXT)


def check_quotation(answer: OpenAnswer, text: str) -> None:
    """Raise where the writer did not allow it, nothing is left of the text, or it points at a person."""
    if not answer.may_quote:
        raise Refused(_("Den som skrev svaret har inte sagt ja till att citeras."))
    if not text:
        raise BadInput(_("Citatet är tomt."))
    check_text(text, _("Citatet"), WRITTEN)


def is_edited(written: str, printed: str) -> bool:
    """Whether a quotation says it in other words than its answer; spaces and line breaks are no words."""
    return re.sub(r"\s+", " ", written).strip() != re.sub(r"\s+", " ", printed).strip()


Given = Mapping[str, Collection[str]]
"""By key of an answer: the codes that it gets, none where no code fits."""
Settled = Mapping[str, tuple[Collection[str], str]]
"""By key of an answer: the codes that count, and why."""
