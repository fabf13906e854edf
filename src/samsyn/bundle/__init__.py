"""
A picture with what is needed to compute it again and compare: digests of the inputs, settings, figures and pages.

`write` makes the file, `read` opens one from a stranger, `verify` says what a new computation differs in.
"""

from samsyn.bundle.archive import Bundle, read, write
from samsyn.bundle.compare import Difference, Verdict, verify
from samsyn.bundle.frozen import FrozenRound, frozen_round, with_rows
from samsyn.bundle.manifest import Input, Manifest, Recipe, made_with

__all__ = [
    "Bundle",
    "Difference",
    "FrozenRound",
    "Input",
    "Manifest",
    "Recipe",
    "Verdict",
    "frozen_round",
    "made_with",
    "read",
    "verify",
    "with_rows",
    "write",
]
