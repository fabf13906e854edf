"""Near repeats: whether events close in space are also close in time more often than chance alone gives."""

from samsyn.stats.nearrepeat.interval import ratio_interval
from samsyn.stats.nearrepeat.moments import Moments, permutation_moments
from samsyn.stats.nearrepeat.pairs import Distance
from samsyn.stats.nearrepeat.result import Band, NearRepeat, Table
from samsyn.stats.nearrepeat.table import near_repeat

__all__ = [
    "Band",
    "Distance",
    "Moments",
    "NearRepeat",
    "Table",
    "near_repeat",
    "permutation_moments",
    "ratio_interval",
]
