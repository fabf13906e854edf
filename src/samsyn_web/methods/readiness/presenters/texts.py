"""The texts that a measurement can be taken with, in a list."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.instruments.load import readiness
from samsyn_web.methods.readiness.models import TextPack
from samsyn_web.methods.readiness.presenters.shown import TextPackLine


def whose(status: str) -> str:
    """Return whose words a text is in."""
    said = {
        "original": _("upphovsmannens ord, med tillstånd"),
        "own_words": _("egna ord"),
        "local_design": _("eget innehåll"),
    }
    return said.get(status, status)


def text_lines(found: Iterable[TextPack]) -> tuple[TextPackLine, ...]:
    """Return loaded texts as lines."""
    return tuple(
        TextPackLine(
            key=one.pk,
            title=str(one),
            source=one.source,
            whose=whose(one.source_status),
            permission=one.permission,
            loaded_at=one.loaded_at,
            is_withdrawn=one.withdrawn_at is not None,
        )
        for one in found
    )


def our_text() -> str:
    """Return what our own text is: its version, whose words, and the method that it follows."""
    texts = readiness()
    told = {"version": texts.version, "whose": whose(texts.source_status), "source": texts.source}
    return _("Version %(version)s, %(whose)s. Följer: %(source)s.") % told
