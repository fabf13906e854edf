"""
Is this week unusual? Counts against what their own history leads one to expect.

farrington_flexible  two years of weeks or more: season, trend, past outbreaks weighed down
short_history        a handful of weeks: right for small counts
ears                 the published EARS C1, C2 and C3, for comparison with other systems
enough_events        the rule that a few events never make an alarm
"""

from samsyn.stats.change.ears import ears
from samsyn.stats.change.farrington import farrington_flexible
from samsyn.stats.change.result import ChangeResult, enough_events
from samsyn.stats.change.short import short_history

__all__ = ["ChangeResult", "ears", "enough_events", "farrington_flexible", "short_history"]
