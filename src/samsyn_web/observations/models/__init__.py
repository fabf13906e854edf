"""What was observed: sources, their files, the intakes that bring rows into the register, and frozen rounds."""

from samsyn_web.observations.models.attachments import Attachment, AttachmentKind
from samsyn_web.observations.models.intakes import Intake, IntakeState
from samsyn_web.observations.models.rounds import Round, RoundIntake, RoundState
from samsyn_web.observations.models.sources import Source

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Intake",
    "IntakeState",
    "Round",
    "RoundIntake",
    "RoundState",
    "Source",
]
