"""Disposes of what has been kept long enough, as the scheduler does every day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samsyn_web.base import clock
from samsyn_web.methods.incidents import services


class Command(BaseCommand):
    """Dispose once, now."""

    help = "Dispose of what has been kept long enough, where the organisation has decided so."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how much."""
        self.stdout.write(f"Gallrat: {services.dispose(at=clock.now())}")
