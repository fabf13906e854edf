"""
The final report of a programme, as sections: what was done, what came of it, what was learnt, and the appendix.

Every figure is counted from the records. `texts` are what people have written under a section's key; they stand
first in the section and are never changed when the rest is made again.
"""

from samsyn.programme.report.final import PARTS, at_a_glance, final_report

__all__ = ["PARTS", "at_a_glance", "final_report"]
