"""What is asked before something is published, of a partner, and of how documents look."""

from samsyn_web.reports.forms.deciding import PublicDecisionForm
from samsyn_web.reports.forms.publishing import PublishForm
from samsyn_web.reports.forms.setting_up import BrandForm, PartnerForm

__all__ = ["BrandForm", "PartnerForm", "PublicDecisionForm", "PublishForm"]
