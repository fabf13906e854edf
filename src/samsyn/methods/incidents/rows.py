"""The rows behind a figure: its selection, applied again to the frozen table."""

from samsyn.table import select as select
