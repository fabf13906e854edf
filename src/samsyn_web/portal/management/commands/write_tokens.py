"""Writes the colours, type and space of `samsyn.charts.tokens` as the style sheet that all others use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from samsyn.charts import tokens

PATH = Path(__file__).resolve().parents[3] / "static/css/tokens.css"
HEAD = "/* Generated from samsyn.charts.tokens by the command write_tokens. Do not edit. */\n"


class Command(BaseCommand):
    """Write static/css/tokens.css."""

    help = "Skriver static/css/tokens.css från samsyn.charts.tokens."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        PATH.write_text(HEAD + tokens.css(), encoding="utf-8")
        self.stdout.write(f"{PATH.name} är skriven.")
