"""
Exempelköping: three years of weekly reports from a municipality that does not exist, with a known truth.

    write(directory, *, seed) -> files    simulate(*, seed, rng, planted, years, scale) -> World
    example_round(*, seed) -> Round       PLANTED: what is known to be true
"""

from samsyn.methods.incidents.example.files import FILES, write
from samsyn.methods.incidents.example.places import area_set
from samsyn.methods.incidents.example.planted import PLANTED, Planted
from samsyn.methods.incidents.example.round import example_round, example_source
from samsyn.methods.incidents.example.world import SEED, World, simulate

__all__ = [
    "FILES",
    "PLANTED",
    "SEED",
    "Planted",
    "World",
    "area_set",
    "example_round",
    "example_source",
    "simulate",
    "write",
]
