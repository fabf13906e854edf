"""Official statistics: figures that others have counted, with their breaks, intervals and comparison groups."""

from samsyn.methods.statistics.figures import Revision as Revision
from samsyn.methods.statistics.figures import revisions as revisions
from samsyn.methods.statistics.figures import statistics_table as statistics_table
from samsyn.methods.statistics.find import find as find
from samsyn.methods.statistics.groups import Group as Group
from samsyn.methods.statistics.groups import compared_in as compared_in
from samsyn.methods.statistics.groups import comparison_group as comparison_group
from samsyn.methods.statistics.method import STATISTICS as STATISTICS
from samsyn.methods.statistics.method import Statistics as Statistics
from samsyn.methods.statistics.picking import Pick as Pick
from samsyn.methods.statistics.picking import with_picks as with_picks
from samsyn.methods.statistics.reading import StatisticsReading as StatisticsReading
from samsyn.methods.statistics.reading import read_statistics as read_statistics
from samsyn.methods.statistics.templates import TEMPLATES as TEMPLATES
from samsyn.methods.statistics.templates import Template as Template
