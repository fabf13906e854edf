"""How an indicator stands against its target, by a rule that is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.errors import BadInput


class Light(StrEnum):
    """How an indicator stands against its target."""

    REACHED = "reached"
    ON_WAY = "on_way"
    NOT_YET = "not_yet"
    WRONG_WAY = "wrong_way"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The same in Swedish."""
        return LIGHTS[self]


LIGHTS = {
    Light.REACHED: "målet är nått",
    Light.ON_WAY: "på väg",
    Light.NOT_YET: "för långsamt",
    Light.WRONG_WAY: "åt fel håll",
    Light.UNKNOWN: "går inte att säga",
}
ON_WAY = 0.8
"""Share of the planned way that counts as being on the way."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """
    Where an indicator stands, by the rule and not by opinion.

    Parameters
    ----------
    light : Light
    reached : float, optional
        Share of the way from the baseline to the target.
    planned : float, optional
        Share of the time that has gone.
    rule : str
        The rule in words with the figures put in, Swedish.
    """

    light: Light
    reached: float | None
    planned: float | None
    rule: str


def standing(
    value: float | None, *, baseline: float | None, target: float | None, starts: date, due: date, on: date
) -> Standing:
    """
    Say how an indicator stands against its target.

    Parameters
    ----------
    value : float, optional
        The latest figure; None where it is not known.
    baseline, target : float, optional
    starts, due : date
        When the baseline held, and when the target is to be reached.
    on : date
        The day that the value is of.

    Returns
    -------
    Standing
        Reached where the value is at the target or beyond; wrong way where it has moved away from the baseline; on the
        way where at least 80 % of the planned way has been gone: (value − baseline) / (target − baseline) against the
        share of the time that has gone.

    Raises
    ------
    BadInput
        If the target is due before it starts, or baseline and target are the same.
    """
    if value is None or baseline is None or target is None:
        lacking = "avläsning" if value is None else "utgångsvärde" if baseline is None else "mål"
        return Standing(
            light=Light.UNKNOWN, reached=None, planned=None, rule=f"Det går inte att säga: {lacking} saknas."
        )
    if due <= starts:
        raise BadInput("Målet nås efter att mätningen börjar.")
    if target == baseline:
        raise BadInput("Målet är ett annat tal än utgångsvärdet.")
    reached = (value - baseline) / (target - baseline)
    planned = min(max((on - starts).days / (due - starts).days, 0.0), 1.0)
    light = Light.ON_WAY if reached >= ON_WAY * planned else Light.NOT_YET
    if reached >= 1 or reached < 0:
        light = Light.REACHED if reached >= 1 else Light.WRONG_WAY
    rule = (
        f"Av vägen från utgångsvärdet till målet är {_percent(reached)} gjord, och {_percent(planned)} av tiden "
        "har gått. "
        f"På väg är den som har gjort minst {_percent(ON_WAY)} av det som tiden kräver."
    )
    return Standing(light=light, reached=reached, planned=planned, rule=rule)


def _percent(share: float) -> str:
    return f"{round(100 * share)}\u00a0%".replace("-", "−")
