"""The library's sections as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from samsyn.cycle import Section
from samsyn.documents import section_html


def sections(some: Iterable[Section], heading_level: int = 2) -> tuple[SafeString, ...]:
    """Return sections as fragments, escaped by the library."""
    return tuple(mark_safe(section_html(one, heading_level=heading_level)) for one in some)
