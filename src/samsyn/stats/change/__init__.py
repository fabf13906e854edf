"""
Is this week unusual? Counts against what their own history leads one to expect.

farrington_flexible  two years of weeks or more: season, trend, past outbreaks weighed down
farrington_original  the method of 1996, for comparison with other systems
short_history        a handful of weeks: right for small counts
ears                 the published EARS C1, C2 and C3, for comparison with other systems
bayes                a handful of Poisson weeks, and the same season of earlier years
cusum                small changes that last
enough_events        the rule that a few events never make an alarm
"""

from samsyn.stats.change.bayes import bayes
from samsyn.stats.change.cusum import CusumResult, cusum
from samsyn.stats.change.ears import ears
from samsyn.stats.change.farrington import farrington_flexible, farrington_original
from samsyn.stats.change.result import ChangeResult, enough_events
from samsyn.stats.change.short import short_history

__all__ = [
    "ChangeResult",
    "CusumResult",
    "bayes",
    "cusum",
    "ears",
    "enough_events",
    "farrington_flexible",
    "farrington_original",
    "short_history",
]
