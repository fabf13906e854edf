"""The space-time scan: where and when are there more events than anywhere else, and could chance have made it."""

from samsyn.stats.scan.dispersion import dispersion
from samsyn.stats.scan.fixed import cylinder_tail
from samsyn.stats.scan.result import Scan, ScanCluster
from samsyn.stats.scan.search import scan

__all__ = ["Scan", "ScanCluster", "cylinder_tail", "dispersion", "scan"]
