"""What the guard has found, and the Swedish words for it."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "personal_number": (
        "ett personnummer",
        "personnummer",
        "datum och kontrollsiffra stämmer",
    ),
    "coordination_number": (
        "ett samordningsnummer",
        "samordningsnummer",
        "dagen är ökad med 60 och kontrollsiffran stämmer",
    ),
    "email": ("en e-postadress", "e-postadress", "namn, snabel-a och domän"),
    "phone": ("ett telefonnummer", "telefonnummer", "siffrorna går att ringa"),
    "plate": ("ett registreringsnummer", "registreringsnummer", "tre bokstäver, två siffror och ett tecken"),
    "handle": ("ett användarnamn", "användarnamn", "så skrivs konton i sociala medier"),
    "dwelling": ("en bostad", "bostad", "det går att se var någon bor"),
    "name": ("ett namn", "namn", "ordet står där ett namn brukar stå, eller är ett vanligt namn"),
}


@dataclass(frozen=True, kw_only=True)
class Found:
    """
    Something in a text that points at a person.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    start, end : int
        Half-open span of characters (Unicode code points), counted from 0.
    sure : bool
        False where what stands there is often something else.
    """

    kind: str
    start: int
    end: int
    sure: bool

    @property
    def name(self) -> str:
        """What it is, in Swedish: "ett personnummer"."""
        return KINDS[self.kind][0]

    @property
    def mask(self) -> str:
        """The word that may stand in its place: "[personnummer]"."""
        return f"[{KINDS[self.kind][1]}]"

    @property
    def reason(self) -> str:
        """What it is and why it was found, in Swedish: "ett personnummer: datum och kontrollsiffra stämmer"."""
        return f"{self.name}: {KINDS[self.kind][2]}"
