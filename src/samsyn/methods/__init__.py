"""The methods of the field: each turns a frozen table into findings. A new method adds one line here."""

from samsyn.methods.crimeproofing.method import CRIMEPROOFING
from samsyn.methods.incidents.method import INCIDENTS
from samsyn.methods.readiness.method import READINESS
from samsyn.methods.statistics.method import STATISTICS
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.telling import TellingMethod
from samsyn.methods.telling import Told as Told

METHODS: tuple[TellingMethod, ...] = (INCIDENTS, CRIMEPROOFING, READINESS, SURVEYS, STATISTICS)
