"""What is asked in crime proofing. Forms validate and never save."""

from samsyn_web.methods.crimeproofing.forms.cases import (
    CaseForm,
    ExportForm,
    MarkForm,
    MemberForm,
    ReasonForm,
    RuleForm,
    ScreeningForm,
    StepForm,
)
from samsyn_web.methods.crimeproofing.forms.risks import (
    AssessForm,
    ChangeForm,
    DecisionForm,
    ProblemForm,
    ProtectionForm,
    RiskForm,
    SittingForm,
)

__all__ = [
    "AssessForm",
    "CaseForm",
    "ChangeForm",
    "DecisionForm",
    "ExportForm",
    "MarkForm",
    "MemberForm",
    "ProblemForm",
    "ProtectionForm",
    "ReasonForm",
    "RiskForm",
    "RuleForm",
    "ScreeningForm",
    "SittingForm",
    "StepForm",
]
