"""Where the generator of random numbers begins: the same for the same rows, so that a figure can be made again."""

from __future__ import annotations

import numpy as np

from samsyn.methods.incidents.findings import Maker
from samsyn.provenance import digest


def generator(maker: Maker, *about: str | None) -> np.random.Generator:
    """Return a generator for one analysis, from the seed, the digests of the round's files, the period and its name."""
    name = digest([sorted(maker.observed.sources), str(maker.observed.period), list(about)])
    return np.random.default_rng([maker.options.seed, int(name[:16], 16)])
