"""Reads the folders that files are laid in, now instead of when the worker comes round."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samsyn_web.base import clock
from samsyn_web.methods.incidents import queries, tasks


class Command(BaseCommand):
    """Read every folder once, and say what came of each."""

    help = "Läser inkorgens mappar nu, som arbetaren annars gör var femte minut."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, then tell."""
        tasks.read_inboxes(clock.now())
        for inbox in queries.inboxes_to_read():
            self.stdout.write(f"{inbox.folder}: {inbox.error or inbox.result}")
