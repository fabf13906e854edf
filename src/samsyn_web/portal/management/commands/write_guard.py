"""Writes the rules of `samsyn.guard` as the module that the browser reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samsyn.guard.rules import script

PATH = Path(__file__).resolve().parents[3] / "static/js/guard-rules.js"
HEAD = "/* Generated from samsyn/guard/rules.yaml by the command write_guard. Do not edit. */\n"


class Command(BaseCommand):
    """Write static/js/guard-rules.js."""

    help = "Skriver static/js/guard-rules.js från samsyn/guard/rules.yaml."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        PATH.write_text(HEAD + script(), encoding="utf-8")
        self.stdout.write(f"{PATH.name} är skriven.")
