"""What the page where figures of a survey are picked for a situational picture is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.cycle import Finding
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.picks import CHANGE, MEDIAN, TOP, Offer
from samsyn.methods.surveys.shares import percent
from samsyn.methods.surveys.two_rounds import Comparison
from samsyn_web.base import words
from samsyn_web.methods.surveys.models import Population, Survey

SIGN = ":"


@dataclass(frozen=True, kw_only=True)
class SurveyPickPage:
    """
    What may be picked of a survey, and what follows each figure.

    `refused` is why nothing may be; `left_out` are figures that may not, with the reason.
    """

    key: int
    title: str
    choices: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    refused: str
    limits: tuple[str, ...]


def pick_page(
    one: Survey,
    told: RoundTold | None,
    compared: Comparison | None,
    offered: Iterable[Offer],
    *,
    refused: str,
) -> SurveyPickPage:
    """Return the figures of a survey: those that may be picked, and those that may not, with the reason."""
    figures = {(o.key, o.category): o for o in told.found.findings} if told else {}
    choices, left_out = [], []
    for each in () if refused else offered:
        if each.why_not:
            left_out.append((each.text, each.why_not))
            continue
        said = _said(each, figures.get((each.pick.kind, each.pick.item)), compared)
        choices.append((f"{each.pick.kind}{SIGN}{each.pick.item}", f"{each.text} {said}"))
    if compared is not None and compared.refusal and not refused:
        left_out.append(
            (_("Förändring mot ”%(title)s”") % {"title": compared.before.title}, compared.refusal)
        )
    return SurveyPickPage(
        key=one.pk,
        title=one.title,
        choices=tuple(choices),
        left_out=tuple(dict.fromkeys(left_out)),
        refused=refused,
        limits=_limits(one),
    )


def _limits(one: Survey) -> tuple[str, ...]:
    anonymous = _("Svaren är anonyma.") if one.is_anonymous else _("Svaren är inte anonyma.")
    whole = _("Hela gruppen tillfrågades: gränserna visar bortfallet och är ingen osäkerhet av slump.")
    sample = _("Ett urval tillfrågades: gränserna är 95 % konfidensintervall.")
    return (
        _("Avsändare: %(sender)s.") % {"sender": one.sender},
        anonymous,
        _("Tillfrågade: %(about)s.") % {"about": one.about},
        whole if one.population == Population.WHOLE else sample,
        _("Svaren räknas fråga för fråga. Ingen rad säger vad någon svarade på två frågor."),
    )


def _said(each: Offer, one: Finding | None, compared: Comparison | None) -> str:
    """Return what a figure is and says."""
    kind = each.pick.kind
    if kind == CHANGE and compared is not None:
        change = next((c for c in compared.changes if c.item.key == each.pick.item), None)
        word = change.word if change else ""
        return _("– förändring mot ”%(title)s”: %(word)s") % {"title": compared.before.title, "word": word}
    value = one.estimate if one else None
    if kind == TOP and value is not None:
        share, low, high = (percent(n) for n in (value.value, value.low, value.high))
        return _("– de översta svaren: %(share)s, %(low)s till %(high)s") % {
            "share": share,
            "low": low,
            "high": high,
        }
    if kind == MEDIAN and value is not None and one is not None and value.value is not None:
        numbers = (value.value, one.detail["lower"], one.detail["upper"])
        middle, lower, upper = (words.number(n, 0 if n == int(n) else 1) for n in numbers)
        return _("– median %(middle)s, hälften mellan %(lower)s och %(upper)s") % {
            "middle": middle,
            "lower": lower,
            "upper": upper,
        }
    return _("– hur svaren fördelar sig")
