"""A remark of the logic checker."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.plans.chain import Origin
from samsyn.plans.rules import RULES, Rule, Severity


@dataclass(frozen=True, kw_only=True)
class Remark:
    """
    What a rule says about a place in a plan.

    Parameters
    ----------
    code : str
        Of the rule.
    subject : str
        Key of the action, cause or problem; "" for the plan as a whole.
    origin : Origin
    text : str
        A Swedish sentence that says what was found and what to do.
    field : str
        The part of the chain; "" for the plan as a whole.
    """

    code: str
    subject: str
    origin: Origin
    text: str
    field: str

    @property
    def rule(self) -> Rule:
        """The rule."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """How serious it is."""
        return self.rule.severity

    @property
    def where(self) -> str:
        """The place, in Swedish."""
        return self.origin.where


def remark(code: str, subject: str, origin: Origin, *, field: str | None = None, **told: str) -> Remark:
    """Return a remark, the sentence of its rule filled in."""
    rule = RULES[code]
    return Remark(
        code=code,
        subject=subject,
        origin=origin,
        text=rule.text.format(**told),
        field=rule.field if field is None else field,
    )
