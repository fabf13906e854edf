"""What the pages of surveys are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn import documents
from samsyn.cycle import Section
from samsyn.instruments.surveys import SurveyForm
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.two_rounds import Comparison
from samsyn.methods.surveys.two_rounds_sections import comparison_sections, comparison_sentence
from samsyn_web.base import mail, words
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Invitation, Population, Survey
from samsyn_web.methods.surveys.presenters.exported import edition_of, sections_of
from samsyn_web.methods.surveys.queries import Counts


@dataclass(frozen=True, kw_only=True)
class SurveyLine:
    """A survey in a list."""

    title: str
    href: str
    state: str
    about: str
    is_invented: bool
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class ComparedPage:
    """Two rounds beside each other."""

    title: str
    sentence: str
    sections: tuple[SafeString, ...]


@dataclass(frozen=True, kw_only=True)
class SurveyPage:
    """A survey: where it stands, what can be done, and once it is closed what it says."""

    key: int
    title: str
    sentence: str
    purpose: str
    facts: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    sections: tuple[SafeString, ...]
    is_invented: bool
    is_closed: bool
    follows: tuple[str, str]
    is_compared: bool
    is_by_name: bool
    open_link: str
    may_take_forms: bool
    unanswered: int
    may_invite: bool
    may_remind: bool
    may_close: bool
    may_code: bool
    may_pick: bool
    mail_is_on: bool


def lines(some: Iterable[Survey], at: datetime) -> tuple[SurveyLine, ...]:
    """Return surveys as lines."""
    return tuple(
        SurveyLine(
            title=one.title,
            href=reverse("surveys:survey", args=[one.pk]),
            state=_state(one, at),
            about=one.about,
            is_invented=one.is_invented,
            made_at=one.made_at,
        )
        for one in some
    )


def page(
    scope: Scope, one: Survey, come: Counts, told: RoundTold | None, *, unchanged: bool, at: datetime
) -> SurveyPage:
    """Return the page of a survey."""
    manages = policies.can_manage(scope)
    working = manages and one.closed_at is None
    return SurveyPage(
        key=one.pk,
        title=one.title,
        sentence=_sentence(one, come, told),
        purpose=one.purpose,
        facts=_facts(one, come, at),
        doubts=_doubts(one, come, told, unchanged=unchanged),
        sections=shown(sections_of(one, told)) if told else (),
        is_invented=one.is_invented,
        is_closed=one.closed_at is not None,
        follows=(one.previous.title, reverse("surveys:survey", args=[one.previous.pk]))
        if one.previous
        else ("", ""),
        is_compared=told is not None and one.previous is not None and one.previous.closed_at is not None,
        is_by_name=not one.link_key,
        open_link=reverse("surveys:answer_open", args=[one.link_key]) if working and one.link_key else "",
        may_take_forms=policies.takes_forms(scope, one),
        unanswered=come.unanswered_invitations,
        may_invite=working and not one.link_key,
        may_remind=working and policies.is_open(one, at) and come.unanswered_invitations > 0,
        may_close=working and at >= one.opens_at,
        may_code=told is not None and policies.answers_shown(one.is_anonymous, range(come.answered)),
        may_pick=told is not None and policies.can_pick(scope),
        mail_is_on=mail.is_on(),
    )


def compared(found: Comparison) -> ComparedPage:
    """Return two rounds beside each other, in the library's own Swedish."""
    return ComparedPage(
        title=f"{found.before.title} – {found.after.title}",
        sentence=comparison_sentence(found),
        sections=shown(comparison_sections(found)),
    )


def shown(some: Iterable[Section]) -> tuple[SafeString, ...]:
    """Return sections as fragments, escaped by the library."""
    return tuple(mark_safe(documents.section_html(one, heading_level=2)) for one in some)


def links(some: Iterable[Invitation]) -> list[tuple[str, str]]:
    """Return addresses and links of those who have not answered, for whoever sends the invitations by other means."""
    return [(one.address, mail.address("surveys:answer", policies.token_of(one))) for one in some]


def answering(one: Survey, form: SurveyForm) -> dict[str, Any]:
    """Return what the page of an answer says about who asks."""
    anonymity = _("Svaren är anonyma: ditt svar sparas utan länk till inbjudan, utan tid och utan namn.")
    if not one.is_anonymous:
        anonymity = _(
            "Svaren är inte anonyma: medan enkäten pågår går det att se vilken inbjudan ett svar hör till."
        )
    if one.link_key:
        anonymity = _("Ditt svar sparas utan tid och utan namn.")
    if one.is_paired:
        anonymity += " " + _("Du kan göra en egen kod sist; den gör svaren mindre anonyma.")
    return {
        "title": one.title,
        "sender": one.sender,
        "purpose": one.purpose,
        "intro": form.intro,
        "last": one.closes_at,
        "anonymity": anonymity,
        "is_invented": one.is_invented,
        "questions": len(form.items),
    }


def _state(one: Survey, at: datetime) -> str:
    if one.closed_at is not None:
        return _("Stängd")
    if at < one.opens_at:
        return _("Inte öppen än")
    return _("Öppen") if at < one.closes_at else _("Tiden är ute, inte stängd")


def _sentence(one: Survey, come: Counts, told: RoundTold | None) -> str:
    if told is not None:
        return told.sentence(edition_of(told, one))
    if not come.asked:
        return _("Ingen är inbjuden än.")
    return _("%(answered)s av %(asked)s har svarat hittills.") % {
        "answered": come.answered,
        "asked": come.asked,
    }


def _facts(one: Survey, come: Counts, at: datetime) -> tuple[tuple[str, str], ...]:
    day, origin = timezone.localtime(one.closes_at), policies.form_of(one).origin
    return (
        (_("Avsändare"), one.sender),
        (_("Anonymitet"), _("Svaren är anonyma.") if one.is_anonymous else _("Svaren är inte anonyma.")),
        (_("Tillfrågade"), f"{one.about}: {come.asked}. {Population(one.population).label.capitalize()}."),
        (_("Läge"), _state(one, at)),
        (_("Stänger"), f"{words.span(day.date(), day.date() + timedelta(days=1))} {day:%H:%M}"),
        *(((_("Formuläret"), origin),) if origin else ()),
    )


def _doubts(one: Survey, come: Counts, told: RoundTold | None, *, unchanged: bool) -> tuple[str, ...]:
    found = []
    if told is not None and not unchanged:
        found.append(_("Svaren är inte desamma som när enkäten stängdes. Siffrorna går inte att lita på."))
    if one.link_key:
        found.append(
            _("Länken är öppen: samma person kan ha svarat flera gånger, och andra än de tillfrågade.")
        )
    if one.from_forms:
        found.append(
            ngettext(
                "%(n)s svar är inläst ur ett Word-formulär av den som sköter enkäten.",
                "%(n)s svar är inlästa ur Word-formulär av den som sköter enkäten.",
                one.from_forms,
            )
            % {"n": one.from_forms}
        )
    if one.closed_at is None and come.answered > come.asked:
        found.append(_("Fler har svarat än som är tillfrågade. Rätta antalet när enkäten stängs."))
    if told is not None and not policies.answers_shown(one.is_anonymous, range(come.answered)):
        found.append(_("Färre än fem har svarat på en anonym enkät: frågorna redovisas inte."))
    return tuple(found)
