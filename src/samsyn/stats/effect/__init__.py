"""Did something change where it was done, and more than elsewhere: differences, series, mixtures, and their power."""

from samsyn.stats.effect.contrast import Contrast, Interval, contrast_of, interval_of
from samsyn.stats.effect.dependence import (
    Dependence,
    autocorrelation,
    autoregressive,
    corrected,
    newey_west,
    tested_lags,
    usual_lags,
)
from samsyn.stats.effect.difference import (
    Clustered,
    RatioOfRatios,
    Trends,
    parallel_trends,
    ratio_of_ratios,
)
from samsyn.stats.effect.interrupted import Interrupted, interrupted_design, interrupted_series
from samsyn.stats.effect.power import (
    Power,
    difference_power,
    interrupted_power,
    two_period_power,
    weighted_difference_power,
)
from samsyn.stats.effect.regression import CountModel, count_regression
from samsyn.stats.effect.synthetic import Synthetic, convex_weights, synthetic_control
from samsyn.stats.effect.weighted import (
    Difference,
    Quotient,
    WeightedDifference,
    displacement_quotient,
    weighted_difference,
)
from samsyn.stats.effect.wild import Wild, wild_cluster, wild_ratio_of_ratios

__all__ = [
    "Clustered",
    "Contrast",
    "CountModel",
    "Dependence",
    "Difference",
    "Interrupted",
    "Interval",
    "Power",
    "Quotient",
    "RatioOfRatios",
    "Synthetic",
    "Trends",
    "WeightedDifference",
    "Wild",
    "autocorrelation",
    "autoregressive",
    "contrast_of",
    "convex_weights",
    "corrected",
    "count_regression",
    "difference_power",
    "displacement_quotient",
    "interrupted_design",
    "interrupted_power",
    "interrupted_series",
    "interval_of",
    "newey_west",
    "parallel_trends",
    "ratio_of_ratios",
    "synthetic_control",
    "tested_lags",
    "two_period_power",
    "usual_lags",
    "weighted_difference",
    "weighted_difference_power",
    "wild_cluster",
    "wild_ratio_of_ratios",
]
