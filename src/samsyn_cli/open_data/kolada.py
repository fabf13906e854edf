"""Kolada v3 (RKA, CC BY 4.0): key figures of municipalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from samsyn_cli.open_data.asking import Asker, NotFetched

MOST_IDS, MOST_PAGES = 25, 200
CREDIT = "Källa: Kolada (RKA), CC BY 4.0"


@dataclass(frozen=True, kw_only=True)
class Kolada:
    """Asks Kolada; `base` is the address of version 3."""

    asker: Asker
    base: str = "https://api.kolada.se/v3"

    def search(self, title: str) -> list[tuple[str, str]]:
        """Return key and title of the key figures whose title holds a text."""
        rows = self._pages(f"{self.base}/kpi?{urlencode({'title': title})}")
        return [(str(one["id"]), str(one["title"])) for one in rows]

    def figures(self, kpi: str, municipalities: Sequence[str], years: Sequence[int]) -> list[dict[str, Any]]:
        """
        Return the values of a key figure, men and women together, as `year`, `area` and `value`; null is not zero.

        Raises
        ------
        NotFetched
            If Kolada has nothing for the question, or answers in another form than version 3.
        """
        when = ",".join(str(one) for one in sorted(set(years)))
        places = sorted(set(municipalities))
        found = []
        for start in range(0, len(places), MOST_IDS):
            some = ",".join(places[start : start + MOST_IDS])
            address = f"{self.base}/data/kpi/{quote(kpi)}/municipality/{some}/year/{when}"
            found += [_figure(one) for one in self._pages(address)]
        if not found:
            raise NotFetched(
                f"Kolada har inga värden för {kpi} de åren. Sök efter nyckeltalet och pröva andra år."
            )
        return sorted(found, key=lambda one: (one["area"], one["day"]))

    def _pages(self, address: str) -> Iterator[dict[str, Any]]:
        host, following = urlsplit(self.base).netloc, address
        for _ in range(MOST_PAGES):
            page = self.asker.ask(following)
            if not isinstance(page, dict) or not isinstance(page.get("values"), list):
                raise NotFetched("Kolada svarade i en form som Samsyn inte känner (saknar values).")
            yield from (one for one in page["values"] if not one.get("isdeleted"))
            following = page.get("next_url") or ""
            if not following:
                return
            if urlsplit(following).netloc != host:
                raise NotFetched("Kolada pekade vidare till en annan server. Då hämtas inget mer.")
        raise NotFetched(f"Kolada har fler än {MOST_PAGES} sidor svar. Fråga efter färre år eller kommuner.")


def _figure(one: dict[str, Any]) -> dict[str, Any]:
    try:
        values = {part["gender"]: part["value"] for part in one["values"] if not part.get("isdeleted")}
        value = values.get("T")
        number = None if value is None else float(value)
        return {"area": str(one["municipality"]), "day": date(int(one["period"]), 1, 1), "value": number}
    except (KeyError, TypeError, ValueError):
        raise NotFetched(
            "Kolada svarade i en form som Samsyn inte känner (ett värde kan inte läsas)."
        ) from None
