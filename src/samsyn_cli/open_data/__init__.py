"""Fetches official statistics from Kolada and Statistics Sweden, with their limits kept and answers cached on disk."""

from samsyn_cli.open_data.asking import Asker as Asker
from samsyn_cli.open_data.asking import NotFetched as NotFetched
from samsyn_cli.open_data.kolada import Kolada as Kolada
from samsyn_cli.open_data.pxweb import PxWeb as PxWeb
