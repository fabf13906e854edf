"""What the options of `analyse change` mean to each method, and its answer count by count."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samsyn.stats.change import ChangeResult
    from samsyn_cli.series import Series

    Floats = NDArray[np.float64]

FARRINGTON = ("farrington-flexible", "farrington")
EARS = ("ears-c1", "ears-c2", "ears-c3")
METHODS = (*FARRINGTON, *EARS, "cusum", "bayes")
THRESHOLDS = {
    "predictive": "predictive",
    "delta": "two_thirds",
    "nbPlugin": "negative_binomial",
    "muan": "mean_uncertain",
}
BELONGS = {
    "b": (*FARRINGTON, "bayes"),
    "w": (*FARRINGTON, "bayes"),
    "periods": ("farrington-flexible",),
    "past_weeks_not_included": ("farrington-flexible",),
    "weights_threshold": ("farrington-flexible",),
    "p_threshold_trend": ("farrington-flexible",),
    "threshold_method": ("farrington-flexible",),
    "alpha": (*FARRINGTON, *EARS, "bayes"),
    "fdr": (*FARRINGTON, *EARS, "bayes"),
    "exposure": (*FARRINGTON, "bayes"),
    "reported": (*FARRINGTON, "bayes"),
    "baseline": EARS,
    "k": ("cusum",),
    "h": ("cusum",),
    "mean": ("cusum",),
    "transformation": ("cusum",),
    "restart": ("cusum",),
}
"""Which methods each option belongs to."""

USUAL: dict[str, dict[str, Any]] = {
    "farrington-flexible": {
        "b": 5, "w": 3, "periods": 10, "past_weeks_not_included": 26, "weights_threshold": 2.58,
        "p_threshold_trend": 1.0, "threshold_method": "predictive", "alpha": 0.05, "enough": (5, 4),
    },
    "farrington": {"b": 5, "w": 3, "alpha": 0.05, "enough": (5, 4)},
    "ears-c1": {"baseline": 7, "alpha": 0.001, "enough": (0, 1)},
    "ears-c2": {"baseline": 7, "alpha": 0.001, "enough": (0, 1)},
    "ears-c3": {"baseline": 7, "alpha": 0.025, "enough": (0, 1)},
    "cusum": {"k": 1.04, "h": 2.26, "transformation": "rossi", "restart": False, "enough": (0, 1)},
    "bayes": {"b": 0, "w": 6, "alpha": 0.05, "enough": (0, 1)},
}  # fmt: skip
"""What holds where an option is not given; those of the peer in compatibility mode come from `PEERS`."""

PEERS: dict[str, dict[str, Any]] = {
    "farrington-flexible": {
        "periods": 1, "past_weeks_not_included": None, "p_threshold_trend": 0.05, "threshold_method": "delta",
    },
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Detected:
    """
    The answer. Arrays of shape (streams, judged), None where the method does not tell.

    Parameters
    ----------
    expected, low, high : ndarray
        `high`: a count above it is an alarm; for cumulative sums, a count of at least it.
    alarm : ndarray of bool
    p, q : ndarray
        q is adjusted over the streams of each time.
    enough : ndarray of bool
        False where there are too few events for an alarm.
    more : dict
        What only some methods tell, by name.
    reading, not_when : str
        The method's own words.
    unjudged : int
        How many counts nothing can be said of.
    """

    expected: Floats
    low: Floats | None
    high: Floats
    alarm: NDArray[np.bool_]
    p: Floats | None
    q: Floats | None
    enough: NDArray[np.bool_]
    more: dict[str, Floats]
    reading: str
    not_when: str
    unjudged: int


def settle(args: Namespace) -> dict[str, Any]:
    """
    Return the value of every option that belongs to the method.

    Raises
    ------
    BadInput
        If an option that was given belongs to another method.
    """
    from samsyn.errors import BadInput

    usual = dict(USUAL[args.method])
    if args.compat:
        usual |= PEERS.get(args.method, {})
    settled = {"enough": args.enough or usual["enough"], "compat": args.compat}
    for name, methods in BELONGS.items():
        given = getattr(args, name)
        if args.method in methods:
            settled[name] = usual.get(name) if given in (None, False) else given
        elif given not in (None, False):
            raise BadInput(
                f"--{name.replace('_', '-')} hör inte till {args.method} utan till {', '.join(methods)}."
            )
    if "past_weeks_not_included" in settled and settled["past_weeks_not_included"] is None:
        settled["past_weeks_not_included"] = settled["w"]
    return settled


def detect(series: Series, when: slice, method: str, options: dict[str, Any], frequency: int) -> Detected:
    """Judge the times by the method."""
    import numpy as np

    from samsyn.stats.change import enough_events
    from samsyn.stats.multiplicity import benjamini_hochberg

    events, periods = options["enough"]
    if events == 0:
        enough = np.ones((len(series.streams), when.stop - when.start), dtype=bool)
    else:
        enough = enough_events(series.counts, assessed=when, events=events, periods=periods)
    if method == "cusum":
        return _summed(series, when, options, frequency, enough)
    found = _judged(series, when, method, options, frequency)
    observed = series.counts[:, when]
    with np.errstate(invalid="ignore"):
        alarm = (observed > found.high) & (observed > 0) & enough
    q = None
    if options["fdr"]:
        tested = [benjamini_hochberg(column, options["fdr"]) for column in found.p_above.T]
        q = np.column_stack([one.adjusted for one in tested])
        alarm = np.column_stack([one.rejected for one in tested]) & enough
    expected, high, more = _as_shown(found, observed, enough, method, options)
    return Detected(
        expected=expected,
        low=found.low,
        high=high,
        alarm=alarm,
        p=found.p_above,
        q=q,
        enough=enough,
        more=more,
        reading=found.reading,
        not_when=found.not_when,
        unjudged=int(np.isnan(found.expected).sum()),
    )


def _judged(
    series: Series, when: slice, method: str, options: dict[str, Any], frequency: int
) -> ChangeResult:
    from scipy.special import ndtri

    from samsyn.stats import change

    alpha, compat = options["alpha"], options["compat"]
    if method in EARS:
        variant: Literal["C1", "C2", "C3"] = method.removeprefix("ears-").upper()  # type: ignore[assignment]
        limit = float(ndtri(1 - alpha))
        return change.ears(
            series.counts,
            variant=variant,
            baseline=options["baseline"],
            assessed=when,
            limit=limit,
            compat=compat,
        )
    shared: dict[str, Any] = {
        "assessed": when,
        "exposure": _exposure(series, options),
        "frequency": frequency,
    }
    shared |= {"years_back": options["b"], "half_window": options["w"]}
    if method == "bayes":
        return change.bayes(series.counts, **shared, level=1 - 2 * alpha)
    if method == "farrington":
        return change.farrington_original(series.counts, **shared, level=1 - alpha, compat=compat)
    return change.farrington_flexible(
        series.counts,
        **shared,
        periods=options["periods"],
        excluded_recent=options["past_weeks_not_included"],
        weights_threshold=options["weights_threshold"],
        trend_p=options["p_threshold_trend"],
        threshold=THRESHOLDS[options["threshold_method"]],  # type: ignore[arg-type]
        level=1 - 2 * alpha,
        compat=compat,
    )


def _exposure(series: Series, options: dict[str, Any]) -> Floats | None:
    """Return the exposure, less what the last times have not yet had reported."""
    import numpy as np

    if options["reported"] is None:
        return series.exposure
    offered = np.ones_like(series.counts) if series.exposure is None else series.exposure.copy()
    for back, share in enumerate(options["reported"][: offered.shape[1]], start=1):
        offered[:, -back] *= share
    return offered


def _as_shown(
    found: ChangeResult, observed: Floats, enough: NDArray[np.bool_], method: str, options: dict[str, Any]
) -> tuple[Floats, Floats, dict[str, Floats]]:
    """Return expected count, limit and what else is told; in compatibility mode as R shows them."""
    import numpy as np
    from scipy.special import ndtri

    expected, high = found.expected, found.high
    more = {"dispersion": found.dispersion, "history": found.history.astype(np.float64)}
    if method in FARRINGTON:
        mixed = options["compat"] and options.get("threshold_method") in ("nbPlugin", "muan")
        with np.errstate(divide="ignore", invalid="ignore"):
            centre = np.log(expected) if mixed else expected
            score = (observed - centre) / (high - centre)
        more |= {"trend": found.trend, "standard_error_log": found.error, "score": score}
    if not options["compat"] or method not in FARRINGTON:
        return expected, high, more
    if method == "farrington":
        return expected, np.where(enough, high, 0.0), more
    z = ndtri(1 - options["alpha"])
    with np.errstate(over="ignore"):
        more["mu0"] = {
            "delta": lambda: np.exp(expected * (1 + z * found.error)),
            "muan": lambda: expected * np.exp(z * found.error),
        }.get(options["threshold_method"], lambda: expected)()
    return np.where(enough, expected, np.nan), np.where(enough, high, np.nan), more


def _summed(
    series: Series, when: slice, options: dict[str, Any], frequency: int, enough: NDArray[np.bool_]
) -> Detected:
    """Judge by cumulative sums."""
    import numpy as np

    from samsyn.stats.change import cusum

    mean = options["mean"] or ("seasonal" if when.start >= frequency else "constant")
    options["mean"] = mean
    names = ("k", "h", "transformation", "restart", "compat")
    found = cusum(
        series.counts,
        assessed=when,
        mean=mean,
        frequency=frequency,
        **{name: options[name] for name in names},
    )
    return Detected(
        expected=found.expected,
        low=None,
        high=found.bound,
        alarm=found.alarm & enough,
        p=None,
        q=None,
        enough=enough,
        more={"statistic": found.statistic},
        reading=found.reading,
        not_when=found.not_when,
        unjudged=int(np.isnan(found.statistic).sum()),
    )
