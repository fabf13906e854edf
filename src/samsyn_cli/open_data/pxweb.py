"""PxWeb version 2 (Statistics Sweden, CC0): a table's cells as json-stat2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any
from urllib.parse import quote

from samsyn_cli.open_data.asking import Asker, NotFetched

MOST_CELLS, LONGEST_ADDRESS = 150_000, 2_100
CREDIT = "Källa: SCB (CC0)"


@dataclass(frozen=True, kw_only=True)
class PxWeb:
    """Asks a PxWeb server; `base` is settable, for the path of the service has changed with its version."""

    asker: Asker
    base: str = "https://api.scb.se/OV0104/v2beta/api/v2"

    def figures(self, table: str, chosen: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
        """
        Return the cells of a table: the code of each variable, and `value`; null is suppressed or missing, never zero.

        Raises
        ------
        NotFetched
            If more cells are asked for than the server gives, or the answer is not json-stat2.
        """
        asked = prod(len(set(codes)) for codes in chosen.values())
        if not chosen or not asked:
            raise NotFetched("Välj minst ett värde för varje variabel.")
        if asked > MOST_CELLS:
            raise NotFetched(f"Frågan ger {asked} celler. SCB ger högst {MOST_CELLS}. Dela upp den.")
        return list(_cells(self._answer(table, chosen)))

    def _answer(self, table: str, chosen: Mapping[str, Sequence[str]]) -> Any:
        address = f"{self.base}/tables/{quote(table)}/data?lang=sv&outputFormat=json-stat2"
        # Codes stand with commas between: a server that is given the same name twice keeps only one of them.
        parts = [
            f"valueCodes%5B{quote(name)}%5D={quote(','.join(codes), safe=',*')}"
            for name, codes in chosen.items()
        ]
        whole = "&".join([address, *parts])
        if len(whole) <= LONGEST_ADDRESS:
            return self.asker.ask(whole)
        body = {
            "selection": [{"variableCode": name, "valueCodes": list(codes)} for name, codes in chosen.items()]
        }
        return self.asker.ask(address, body)


def _cells(answer: Any) -> Iterator[dict[str, Any]]:
    try:
        names, sizes, values = answer["id"], answer["size"], answer["value"]
        codes = [_codes(answer["dimension"][name]["category"]["index"]) for name in names]
        if [len(one) for one in codes] != list(sizes):
            raise ValueError
        sparse = isinstance(values, dict)
        if not sparse and len(values) != prod(sizes):
            raise ValueError
        for place, cell in enumerate(product(*codes)):
            value = values.get(str(place)) if sparse else values[place]
            yield {**dict(zip(names, cell, strict=True)), "value": None if value is None else float(value)}
    except (KeyError, TypeError, ValueError):
        raise NotFetched("SCB svarade i en form som Samsyn inte känner. Väntade json-stat2.") from None


def _codes(index: Any) -> list[str]:
    return sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)
