"""What the server's log may hold: addresses are written there, so no secret one and no person's number."""

from __future__ import annotations

import logging
import re

from samsyn import guard

NUMBERS = ("personal_number", "coordination_number")
_SECRET = re.compile(r"(/(?:r|kalender|paminnelser|svara|inkorg/lamna)/)[^/\s]+")


class Discreet(logging.Filter):
    """Takes the token out of a secret address, and masks what the guard is sure about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change what is told; keep every line."""
        text = _SECRET.sub(r"\1…", record.getMessage())
        sure = [one for one in guard.find(text) if one.sure and one.kind in NUMBERS]
        record.msg, record.args = guard.mask(text, sure), ()
        return True
