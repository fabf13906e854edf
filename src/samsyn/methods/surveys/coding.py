"""Open answers, coded by two who did not see each other's codes: how well they agree, and how many say what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from samsyn.errors import BadInput
from samsyn.methods.surveys.response import Interval, sample_interval
from samsyn.stats.agreement import Kappa, cohen_kappa

Codes = frozenset[str]
ALMOST_NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code of a codebook: its key, what it is called, and when it is used."""

    key: str
    label: str
    definition: str = ""


@dataclass(frozen=True, kw_only=True)
class CodedAnswer:
    """
    One open answer.

    Parameters
    ----------
    first, second : frozenset of str
        Keys of the codes that each coder gave; empty where none fits.
    settled : frozenset of str, optional
        What they agreed on; where they gave the same codes nothing needs settling.
    """

    first: Codes
    second: Codes
    settled: Codes | None = None

    @property
    def final(self) -> Codes | None:
        """The codes that count, none while a difference is not settled."""
        if self.settled is not None:
            return self.settled
        return self.first if self.first == self.second else None


@dataclass(frozen=True, kw_only=True)
class CodeAgreement:
    """
    How well two coders agree on one code.

    Parameters
    ----------
    both, first_only, second_only, neither : int
        Answers that got the code from whom; together `n`.
    share, limits : float, (float, float)
        Share of the answers where both gave it or neither did, with Wilson's 95 % interval.
    kappa : Kappa
        Agreement beyond chance; NaN where both gave it always or never, so that chance explains everything.
    """

    code: str
    both: int
    first_only: int
    second_only: int
    neither: int
    share: float
    limits: Interval
    kappa: Kappa

    @property
    def n(self) -> int:
        """How many answers both have coded."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def kappa_limits(self) -> Interval:
        """
        How far kappa reaches, 95 %.

        Notes
        -----
        Fleiss, Cohen and Everitt's interval for large samples. Where its standard error is nothing, as when the coders
        agree on all, that would claim certainty of a few answers: there Wilson's limits of the observed agreement are
        used, with agreement by chance held as it is, as in Cohen's first standard error.

        References
        ----------
        .. [1] J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
           20(1), 37-46, eq. 7.
        """
        if isnan(self.kappa.value) or self.kappa.standard_error > ALMOST_NOTHING:
            return self.kappa.low, self.kappa.high
        low, high = ((one - self.kappa.chance) / (1 - self.kappa.chance) for one in self.limits)
        return max(low, -1.0), min(high, 1.0)


@dataclass(frozen=True, kw_only=True)
class Theme:
    """How many answers say it, of those whose codes are settled."""

    code: str
    count: int
    answers: int


def code_agreement(codes: Sequence[str], answers: Sequence[CodedAnswer]) -> tuple[CodeAgreement, ...]:
    """
    Return how well two coders agree, code by code.

    Parameters
    ----------
    codes : sequence of str
        Keys of the codebook.
    answers : sequence of CodedAnswer, at least one

    Raises
    ------
    BadInput
        If there is no answer, or a code is none of the codebook's.

    References
    ----------
    .. [1] J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
       20(1), 37-46.
    """
    check_coded(codes, answers)
    return tuple(_agreement(code, answers) for code in codes)


def same_codes(answers: Sequence[CodedAnswer]) -> tuple[int, int]:
    """Return how many answers got exactly the same codes from both, and of how many."""
    return sum(one.first == one.second for one in answers), len(answers)


def themes(codes: Sequence[str], answers: Sequence[CodedAnswer]) -> tuple[Theme, ...]:
    """
    Count the answers that say each thing, in the order of the codebook; an answer can say several.

    Raises
    ------
    BadInput
        As `code_agreement`.
    """
    check_coded(codes, answers)
    finals = [one.final for one in answers]
    settled = [one for one in finals if one is not None]
    return tuple(
        Theme(code=code, count=sum(code in one for one in settled), answers=len(settled)) for code in codes
    )


def check_coded(codes: Sequence[str], answers: Sequence[CodedAnswer]) -> None:
    """Raise unless there is an answer, and every code is of the codebook."""
    if not answers:
        raise BadInput("Inget svar är kodat av båda.")
    known = set(codes)
    for one in answers:
        if strange := (one.first | one.second | (one.settled or frozenset())) - known:
            raise BadInput(f"Koden {sorted(strange)[0]} finns inte i kodboken.")


def _agreement(code: str, answers: Sequence[CodedAnswer]) -> CodeAgreement:
    first, second = ([code in codes for codes in side] for side in zip(*map(_sides, answers), strict=True))
    pairs = list(zip(first, second, strict=True))
    same = sum(a == b for a, b in pairs)
    return CodeAgreement(
        code=code,
        both=pairs.count((True, True)),
        first_only=pairs.count((True, False)),
        second_only=pairs.count((False, True)),
        neither=pairs.count((False, False)),
        share=same / len(pairs),
        limits=sample_interval(same, len(pairs)),
        kappa=cohen_kappa([float(one) for one in first], [float(one) for one in second]),
    )


def _sides(answer: CodedAnswer) -> tuple[Codes, Codes]:
    return answer.first, answer.second
