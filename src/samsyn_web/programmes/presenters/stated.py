"""What is stated of a municipality in a programme: its readiness, and its local project leader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samsyn.programme import Programme
from samsyn.programme.facts import ReadinessStatement
from samsyn.programme.report.followed import STATEMENTS, WAVES
from samsyn.programme.report.stated import vacancy
from samsyn_web.base import words

NO_BETTER = "unchanged_or_worse"


def stated_readiness(facts: Programme) -> dict[str, str]:
    """
    Return the latest of what is stated of each municipality: a score where there are any, else the words.

    What is no better stands with the report's own caveat: where the follow-up means nothing, the words alone would.
    """
    latest: dict[str, list[ReadinessStatement]] = {}
    for one in facts.readiness:
        kept = latest.get(one.municipality, [])
        if not kept or _turn(one.wave) >= _turn(kept[0].wave):
            latest[one.municipality] = [*(other for other in kept if other.wave == one.wave), one]
    found = {key: _words(stated) for key, stated in latest.items()}
    scores: Mapping[str, Mapping[str, Mapping[str, float]]] = facts.more.get("readiness_scores", {})
    for key, waves in scores.items():
        wave = max(waves, key=_turn)
        whole = sum(waves[wave].values()) / len(waves[wave])
        found[key] = f"{words.number(whole, 1)} ({WAVES.get(wave, wave)})"
    return found


def _turn(wave: str) -> int:
    order = list(WAVES)
    return order.index(wave) if wave in order else len(order)


def _words(stated: Sequence[ReadinessStatement]) -> str:
    said = ", ".join(dict.fromkeys(STATEMENTS.get(one.statement, one.statement) for one in stated))
    wave = stated[0].wave
    caveats = [one.reading for one in stated if one.statement == NO_BETTER and one.reading]
    return "; ".join((f"{said} ({WAVES.get(wave, wave)})", *caveats))


def stated_vacancies(facts: Programme) -> dict[str, str]:
    """Return by municipality what is stated of the local project leader: when it was vacant, else its share."""
    leaders: Mapping[str, Any] = facts.more.get("local_project_leaders", {})
    vacant = {one["municipality"]: vacancy(one) for one in leaders.get("vacancies", ())}
    share = leaders.get("share", "")
    found = {one.key: str(share) for one in facts.municipalities if share}
    return found | {key: _("vakant: %(when)s") % {"when": when} for key, when in vacant.items()}
