"""Sweden's municipalities, counties and regional statistical areas, with their population and what has been split."""

from samsyn.sweden.comparing import AreaKey as AreaKey
from samsyn.sweden.comparing import why_not_comparable as why_not_comparable
from samsyn.sweden.municipalities import CREDIT as CREDIT
from samsyn.sweden.municipalities import County as County
from samsyn.sweden.municipalities import Municipality as Municipality
from samsyn.sweden.municipalities import counties as counties
from samsyn.sweden.municipalities import municipalities as municipalities
from samsyn.sweden.municipalities import municipality as municipality
from samsyn.sweden.profiles import COUNTED as COUNTED
from samsyn.sweden.profiles import Profile as Profile
from samsyn.sweden.profiles import profiles as profiles
from samsyn.sweden.profiles import together as together
from samsyn.sweden.regso import VINTAGES as VINTAGES
from samsyn.sweden.regso import regso as regso
