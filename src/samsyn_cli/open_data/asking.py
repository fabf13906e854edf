"""One question to a server: cached, held to a rate, tried again with longer waits, and refused in plain words."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from samsyn.errors import SamsynError

TRIES = 4
MOST_BYTES = 50_000_000
LONGEST_WAIT_S = 60.0
AGAIN = (429, 500, 502, 503, 504)


class NotFetched(SamsynError):
    """The server did not give what was asked for; the message says why and what to do."""


@dataclass
class Asker:
    """
    Asks a server for JSON.

    Parameters
    ----------
    name : str
        What the server is called in messages.
    cache : Path
        A folder where answers are kept; an answer that is there is not asked for again.
    calls, per_s : int, float
        The server's limit: so many calls in so many seconds.
    timeout_s : float
        How long one call may take.
    wait, clock : callable
        Sleeping and monotonic seconds; given by tests.
    """

    name: str
    cache: Path
    calls: int = 30
    per_s: float = 10.0
    timeout_s: float = 30.0
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _asked: list[float] = field(default_factory=list)

    def ask(self, address: str, body: Any = None) -> Any:
        """
        Return the JSON at an address; a body makes it a POST.

        Raises
        ------
        NotFetched
            If the server refuses, does not answer in time after several tries, or answers with something else.
        """
        sent = None if body is None else json.dumps(body, sort_keys=True).encode()
        kept = self.cache / f"{hashlib.sha256(address.encode() + b'|' + (sent or b'')).hexdigest()[:32]}.json"
        if kept.is_file():
            return self._read(kept.read_bytes())
        content = self._tried(address, sent)
        found = self._read(content)
        self.cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(content)
        part.replace(kept)
        return found

    def _tried(self, address: str, sent: bytes | None) -> bytes:
        why = ""
        for attempt in range(TRIES):
            self._keep_pace()
            try:
                return self._once(address, sent)
            except HTTPError as error:
                error.close()
                if error.code not in AGAIN:
                    raise NotFetched(self._refused(error.code)) from None
                why = "har för mycket att göra (429)" if error.code == 429 else f"har ett fel ({error.code})"
                pause = _asked_to_wait(error.headers) or 2.0**attempt
            except (TimeoutError, URLError, HTTPException, ConnectionError):
                why, pause = "svarar inte", 2.0**attempt
            if attempt < TRIES - 1:
                self.wait(min(pause, LONGEST_WAIT_S))
        raise NotFetched(
            f"{self.name} {why}. Samsyn försökte {TRIES} gånger. Försök igen senare, eller hämta en fil och läs in den."
        )

    def _once(self, address: str, sent: bytes | None) -> bytes:
        if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise NotFetched(f"{address} börjar inte med https. Då hämtas inget.")
        headers = {"Accept": "application/json", "User-Agent": "Samsyn"}
        if sent is not None:
            headers["Content-Type"] = "application/json"
        with urlopen(Request(address, data=sent, headers=headers), timeout=self.timeout_s) as answer:  # noqa: S310
            content: bytes = answer.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise NotFetched(f"{self.name} svarade med mer än 50 MB. Fråga efter färre år eller områden.")
        return content

    def _keep_pace(self) -> None:
        now = self.clock()
        self._asked = [one for one in self._asked if now - one < self.per_s]
        if len(self._asked) >= self.calls:
            self.wait(self.per_s - (now - self._asked[0]))
        self._asked.append(self.clock())

    def _refused(self, code: int) -> str:
        if code == 410:
            return f"{self.name} har stängt den adressen (410). Använd den nyare versionen av tjänsten."
        if code == 404:
            return f"{self.name} har inte det som du frågade efter (404). Kontrollera nyckeln."
        return f"{self.name} sade nej ({code}). Kontrollera vad du frågade efter."

    def _read(self, content: bytes) -> Any:
        try:
            return json.loads(content)
        except ValueError:
            raise NotFetched(
                f"{self.name} svarade med något som inte är JSON. Kontrollera adressen, och om ett filter i nätet "
                "svarar i stället."
            ) from None


def _asked_to_wait(headers: Message | None) -> float | None:
    said = "" if headers is None else headers.get("Retry-After", "")
    return float(said) if said and said.isdecimal() else None
