"""
Small numbers: suppress, round, and compare releases.

Statistics never suppress; outputs do, by edition. A count from 1 up to the threshold is withheld (primary), and so are
as many other counts as it takes that no withheld one can be worked out from sums (complementary). Zero is shown unless
told otherwise, so a reader knows that a withheld count is at least one; the protection holds against that reader.
"""

from samsyn.disclosure.figures import protect_findings, withhold
from samsyn.disclosure.own import protect_own
from samsyn.disclosure.releases import Revealed, differences, rounded
from samsyn.disclosure.tables import THRESHOLD, Protected, exposed_cells, hidden_cells, protect

__all__ = [
    "THRESHOLD",
    "Protected",
    "Revealed",
    "differences",
    "exposed_cells",
    "hidden_cells",
    "protect",
    "protect_findings",
    "protect_own",
    "rounded",
    "withhold",
]
