"""The methods of the field: each turns a frozen table into findings. A new method adds one line here."""

from samsyn.cycle import Method
from samsyn.methods.incidents.method import INCIDENTS

METHODS: tuple[Method, ...] = (INCIDENTS,)
