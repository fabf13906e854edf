"""The police's lists of areas 2015–2025: what was on each, what became of it, and which changes can be told."""

from samsyn.areas.changes import Change as Change
from samsyn.areas.changes import change as change
from samsyn.areas.histories import History as History
from samsyn.areas.histories import Step as Step
from samsyn.areas.histories import histories as histories
from samsyn.areas.histories import history as history
from samsyn.areas.histories import in_municipality as in_municipality
from samsyn.areas.lists import YEARS as YEARS
from samsyn.areas.lists import AreaClass as AreaClass
from samsyn.areas.lists import Listed as Listed
from samsyn.areas.lists import classified as classified
from samsyn.areas.lists import scheme as scheme
from samsyn.areas.telling import sentence as sentence
from samsyn.areas.telling import told as told
