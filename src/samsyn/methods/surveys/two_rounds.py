"""Two rounds of the same survey: what can be compared and what cannot, and how each question changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samsyn.disclosure import THRESHOLD
from samsyn.instruments.surveys import Item, ItemKind
from samsyn.methods.surveys.paired import PairedChange, paired_change
from samsyn.methods.surveys.register import WHOLE, Asked
from samsyn.methods.surveys.response import Interval, nonresponse_bounds
from samsyn.methods.surveys.shares import percent
from samsyn.methods.surveys.waves import Wave, share_change
from samsyn.stats.proportion import clopper_pearson

LOWEST_RATE, MOST_APART = 0.5, 0.2
"""Of groups: a lower response, or responses that differ by more, say more about who answered than about a change."""
UNCLEAR = "kan inte skiljas från slump"
HIDDEN_BY_SILENCE = "bortfallet kan dölja en ändring åt båda håll"


@dataclass(frozen=True, kw_only=True)
class ClosedRound:
    """
    A round that is closed.

    Parameters
    ----------
    answers : sequence of mapping
        For each respondent: key of a question to the code that was chosen.
    pairs : sequence of str, same length
        What a respondent's own code became, empty where there is none.
    """

    title: str
    asked: Asked
    answers: Sequence[Mapping[str, str]]
    pairs: Sequence[str]

    @property
    def rate(self) -> float:
        """The share of those asked who answered."""
        return len(self.answers) / self.asked.invited


@dataclass(frozen=True, kw_only=True)
class Change:
    """
    How one question changed.

    Parameters
    ----------
    before, after : float
        Of groups: the shares at the top. Of pairs none; how many moved stands in `moved`.
    change, low, high : float
        Of pairs: the share that moved up less the share that moved down, with an exact interval given how many moved.
        Of groups: the difference of the shares at the top; its limits are chance where those asked are a sample, and
        every silence where the whole group was asked.
    """

    item: Item
    before: float | None
    after: float | None
    change: float
    low: float
    high: float
    word: str
    moved: PairedChange | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """
    Two rounds compared.

    Parameters
    ----------
    pairs : int
        Respondents found in both rounds by their own code; 0 where groups are compared.
    refusal : str
        Why nothing is compared, Swedish; empty where something is.
    not_compared : tuple of (str, str)
        Questions that are left out, and why.
    """

    before: ClosedRound
    after: ClosedRound
    pairs: int
    refusal: str
    doubts: tuple[str, ...]
    changes: tuple[Change, ...]
    not_compared: tuple[tuple[str, str], ...]


def compare_rounds(before: ClosedRound, after: ClosedRound, *, least: int = THRESHOLD) -> Comparison:
    """
    Compare two rounds: the same persons where enough of them can be found by their own codes, else the groups.

    Parameters
    ----------
    before, after : ClosedRound
    least : int
        Fewest answers of a round, and fewest pairs.

    Notes
    -----
    A question is compared only where its words, its answers and its codes are the same. Groups are compared only where
    the same kind of group was asked and about as many answered; pairs are the same persons, so there it is a doubt.
    """
    same, left = _questions(before.asked, after.asked)
    found, twice = pairs_of(before, after)
    is_paired = len(found) >= least
    why = _refusal(before, after, same, least) or ("" if is_paired else _groups_differ(before, after))
    changes = tuple(_pair(one, found) if is_paired else group_change(one, before, after) for one in same)
    return Comparison(
        before=before,
        after=after,
        pairs=len(found) if is_paired else 0,
        refusal=why,
        doubts=() if why else _doubts(before, after, len(found), twice, is_paired=is_paired),
        changes=() if why else changes,
        not_compared=left,
    )


def pairs_of(
    before: ClosedRound, after: ClosedRound
) -> tuple[list[tuple[Mapping[str, str], Mapping[str, str]]], int]:
    """
    Return the answers of the same persons, and how many codes were left out because two in a round had the same.

    In order of the codes, so that the same answers give the same pairs in whatever order they stand.
    """
    sides = []
    twice: set[str] = set()
    for wave in (before, after):
        times = Counter(one for one in wave.pairs if one)
        twice |= {one for one, n in times.items() if n > 1}
        sides.append({pair: one for pair, one in zip(wave.pairs, wave.answers, strict=True) if pair})
    both = sorted((set(sides[0]) & set(sides[1])) - twice)
    return [(sides[0][one], sides[1][one]) for one in both], len(twice)


def net_share(moved: PairedChange) -> tuple[float, float, float]:
    """
    Return the share that moved up less the share that moved down, with its 95 % interval.

    Clopper and Pearson's of how many of those who moved went up, so that it holds 0 exactly where the sign test says
    that chance can do it.
    """
    n, m = moved.pairs, moved.up + moved.down
    if not m:
        return 0.0, 0.0, 0.0
    low, high = (float(one) for one in clopper_pearson(moved.up, m))
    value, least, most = ((2 * one - 1) * m / n for one in (moved.up / m, low, high))
    return value, least, most


def _questions(before: Asked, after: Asked) -> tuple[list[Item], tuple[tuple[str, str], ...]]:
    earlier = {one.key: one for one in before.form.items}
    same: list[Item] = []
    left: list[tuple[str, str]] = []
    for one in after.form.items:
        other = earlier.pop(one.key, None)
        if other is None:
            left.append((one.text, "Frågan fanns inte i den första omgången."))
        elif one.kind is not ItemKind.SCALE:
            left.append((one.text, "Bara frågor med en skala jämförs."))
        elif " ".join(one.text.split()) != " ".join(other.text.split()):
            left.append((one.text, f"Frågan löd ”{other.text}” i den första omgången."))
        elif one.options != other.options or one.top != other.top:
            left.append((one.text, "Svarsalternativen är inte desamma."))
        else:
            same.append(one)
    return same, (*left, *((one.text, "Frågan fanns inte i den andra omgången.") for one in earlier.values()))


def _refusal(before: ClosedRound, after: ClosedRound, same: Sequence[Item], least: int) -> str:
    for wave in (before, after):
        if len(wave.answers) < least:
            return f"Färre än {least} har svarat på ”{wave.title}”: omgångarna jämförs inte."
    return "" if same else "Ingen fråga med en skala är densamma i båda omgångarna."


def _groups_differ(before: ClosedRound, after: ClosedRound) -> str:
    """Return why groups cannot be compared, where the same persons cannot be found."""
    if before.asked.population != after.asked.population:
        return (
            "Den ena omgången frågade hela gruppen och den andra ett urval: andelarna går inte att jämföra."
        )
    if before.asked.about.casefold().split() != after.asked.about.casefold().split():
        return (
            f"Omgångarna frågade olika grupper (”{before.asked.about}” och ”{after.asked.about}”): en skillnad kan "
            "bero på vilka de är."
        )
    rates = f"{percent(before.rate)} och {percent(after.rate)}"
    if min(before.rate, after.rate) < LOWEST_RATE:
        return f"Svarsfrekvensen är {rates}. Under 50 % säger en skillnad mer om vilka som svarade."
    if abs(before.rate - after.rate) > MOST_APART:
        return f"Svarsfrekvensen är {rates}: den skiljer mer än 20 procentenheter, så andra kan ha svarat."
    return ""


def _doubts(
    before: ClosedRound, after: ClosedRound, pairs: int, twice: int, *, is_paired: bool
) -> tuple[str, ...]:
    found = []
    n = min(len(before.answers), len(after.answers))
    if is_paired and pairs < n / 2:
        found.append(
            f"Bara {pairs} svar gick att para ihop, av {len(before.answers)} och {len(after.answers)}: de kan skilja "
            "sig från de andra."
        )
    if is_paired and twice:
        found.append(f"{twice} koder fanns hos två i samma omgång och paras inte ihop.")
    if before.asked.sender != after.asked.sender:
        found.append(f"Avsändaren var {before.asked.sender} och sedan {after.asked.sender}.")
    if before.asked.anonymous != after.asked.anonymous:
        found.append("Svaren var anonyma bara i den ena omgången.")
    if is_paired and (why := _groups_differ(before, after)):
        found.append(why)
    return tuple(found)


def _pair(item: Item, pairs: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> Change:
    known = {one.code for one in item.answers}

    def value(answer: Mapping[str, str]) -> float | None:
        code = answer.get(item.key, "")
        return float(code) if code in known else None

    return pair_change(
        item, paired_change([value(one) for one, _ in pairs], [value(other) for _, other in pairs])
    )


def pair_change(item: Item, moved: PairedChange) -> Change:
    """Return how a question changed, from how many of the same persons moved."""
    change, low, high = net_share(moved)
    return Change(
        item=item,
        before=None,
        after=None,
        change=change,
        low=low,
        high=high,
        word=moved.word,
        moved=moved,
    )


def group_change(item: Item, before: ClosedRound, after: ClosedRound) -> Change:
    """Return how a question changed between two rounds of a group; limits are none where nobody chose or answered."""
    known = {one.code for one in item.answers}
    counts = []
    for wave in (before, after):
        codes = [one.get(item.key, "") for one in wave.answers]
        counts.append((sum(one in item.top for one in codes), sum(one in known for one in codes)))
    first, second = counts
    if not item.top or not first[1] or not second[1]:
        nan = float("nan")
        return Change(
            item=item, before=None, after=None, change=nan, low=nan, high=nan, word="inget att jämföra"
        )
    if after.asked.population == WHOLE:
        (low_a, high_a), (low_b, high_b) = (
            nonresponse_bounds(*count, wave.asked.invited)
            for count, wave in zip(counts, (before, after), strict=True)
        )
        low, high, unclear = low_b - high_a, high_b - low_a, HIDDEN_BY_SILENCE
    else:
        (low, high), unclear = _chance(first, second), UNCLEAR
    a, b = first[0] / first[1], second[0] / second[1]
    word = "ökat" if low > 0 else "minskat" if high < 0 else unclear
    return Change(item=item, before=a, after=b, change=b - a, low=low, high=high, word=word)


def _chance(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Return how far chance reaches, as Newcombe's interval of shares of different people."""
    found = share_change(*(Wave(hits=hits, answered=n, asked=n) for hits, n in (first, second)))
    assert found.low is not None
    assert found.high is not None
    return found.low / 100, found.high / 100
