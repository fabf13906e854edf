"""
What a text may not hold: traces of persons, found by rules that the browser runs too.

    find(text) -> (Found, ...): kind, start, end, sure, and in Swedish name and reason
    mask(text, found) -> text with a word such as [personnummer] in the place of each
    refusal(text) -> why a text cannot be kept, or nothing; only what is sure refuses

The rules stand in rules.yaml. What they find and do not find is measured in docs/explanation/guard.md.
"""

from samsyn.guard.finding import REFUSED, find, mask, refusal
from samsyn.guard.found import KINDS, Found

__all__ = ["KINDS", "REFUSED", "Found", "find", "mask", "refusal"]
