"""Counts and rates: Poisson intervals, and tests of two rates that hold for small counts."""

from samsyn.stats.rate.comparison import RateRatio, e_test, rate_ratio
from samsyn.stats.rate.interval import Method, poisson_interval, rate

__all__ = ["Method", "RateRatio", "e_test", "poisson_interval", "rate", "rate_ratio"]
