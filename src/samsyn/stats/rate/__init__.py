"""Counts and rates: Poisson intervals, and tests of two rates that hold for small counts."""

from samsyn.stats.rate.adjusted import Standardised, smoothed, standardised
from samsyn.stats.rate.comparison import RateRatio, e_test, rate_ratio
from samsyn.stats.rate.interval import Method, poisson_interval, rate
from samsyn.stats.rate.likelihood import likelihood_p

__all__ = [
    "Method",
    "RateRatio",
    "Standardised",
    "e_test",
    "likelihood_p",
    "poisson_interval",
    "rate",
    "rate_ratio",
    "smoothed",
    "standardised",
]
