"""Reports of events: from rows to the situational picture."""

from samsyn.methods.incidents.method import INCIDENTS as INCIDENTS
from samsyn.methods.incidents.options import VERSION as VERSION
from samsyn.methods.incidents.picture import Picture as Picture
from samsyn.methods.incidents.picture import picture as picture
from samsyn.methods.incidents.picture import picture_again as picture_again
from samsyn.methods.incidents.prepare import prepare as prepare
