"""Makes a new key to sign packages with, where the old one is lost or has come into the wrong hands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samsyn.bundle.keys import fingerprint
from samsyn_web.base import clock
from samsyn_web.programmes import services


class Command(BaseCommand):
    """Ask for a plain yes, since the old key cannot be taken up again."""

    help = "Make a new key to sign packages with; the old one is deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the yes."""
        parser.add_argument("--yes", action="store_true", help="Ja, den gamla nyckeln ska sluta gälla.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say the new fingerprint."""
        if not options["yes"]:
            raise CommandError(
                "Den gamla nyckeln tas bort. Alla mottagare måste jämföra det nya fingeravtrycket, och paket som är "
                "signerade med den gamla går inte att återkalla med en lista. Kör igen med --yes."
            )
        key = services.renew_installation_key(by=None, at=clock.now())
        self.stdout.write(f"Den nya nyckelns fingeravtryck: {fingerprint(key)}")
