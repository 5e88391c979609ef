"""The closed lists of step-up: who takes part and why, how they get the material, what is agreed (R150-R187)."""

from enum import StrEnum


class ParticipantRole(StrEnum):
    """Who takes part in the meetings; the first three always do (R168-R173)."""

    CITIZEN = "citizen"
    CASEWORKER = "caseworker"
    BROKER = "broker"
    HEALTH = "health"
    FAMILY = "family"
    TEACHER = "teacher"
    NETWORK = "network"
    OTHER = "other"


class ParticipantReason(StrEnum):
    """Why someone takes part: as few as possible do (R169, R170)."""

    REQUIRED = "required"
    HEALTH = "health"
    FAMILY = "family"
    NETWORK = "network"
    OTHER_EFFORT = "other_effort"


class DeliveryChannel(StrEnum):
    """How a participant gets the material before the meeting (R185)."""

    SECURE_MAIL = "secure_mail"
    PLATFORM = "platform"
    PHONE = "phone"
    PAPER = "paper"


class PackItem(StrEnum):
    """What the material consists of; the first three always belong to it (R161, R162)."""

    PREPARATION = "preparation"
    MIN_PLAN = "min_plan"
    CV_AND_GOAL = "cv_and_goal"
    OTHERS = "others"


class FormKind(StrEnum):
    """The two forms of step-up (R160, R176)."""

    PREPARATION = "preparation"
    AGREEMENT = "agreement"


class AgreedKind(StrEnum):
    """What an agreement consists of: considerations, supplementary measures, support, and the rest (R156, R164)."""

    CONSIDERATION = "consideration"
    MEASURE = "measure"
    SUPPORT = "support"
    OTHER = "other"


class Responsible(StrEnum):
    """Who ensures what is agreed, and who follows it up (R176, R180, R181)."""

    BROKER = "broker"
    CASEWORKER = "caseworker"
    CITIZEN = "citizen"
    HEALTH = "health"
    FAMILY = "family"
    COMPANY = "company"
    OTHER = "other"


class StepUpPhase(StrEnum):
    """The three elements of step-up and what lies after them (R156)."""

    PREPARATION = "preparation"
    MEETINGS = "meetings"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow_up"


class WhyThere(StrEnum):
    """Why someone with a role takes part, or why nobody needs them (R168-R173)."""

    ALWAYS = "always"
    HEALTH = "health"
    FAMILY = "family"
    FAMILY_OPTIONAL = "family_optional"
    NETWORK = "network"
    NETWORK_NOT_ASKED = "network_not_asked"
    OTHER = "other"
    NOBODY_NEEDS = "nobody_needs"


class PreparationStatus(StrEnum):
    """How far the preparation has come, in this order (F24)."""

    DRAFT = "draft"
    FILLED = "filled"
    CONSENTED = "consented"
    SENT = "sent"
    HELD = "held"


class DocumentKind(StrEnum):
    """What can be printed about a citizen."""

    PREPARATION = "preparation"
    AGREEMENT = "agreement"
    AGENDA = "agenda"
    READ_ALOUD = "read_aloud"
    INVITATION = "invitation"
    PLACEMENT_AGREEMENT = "placement_agreement"
    STATUS = "status"


class FieldChange(StrEnum):
    """What became of a field from one version of a form to another."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class DocumentRecipient(StrEnum):
    """Whom a document is printed for: the citizen herself, or those who take part with her (R159)."""

    CITIZEN = "citizen"
    PARTICIPANTS = "participants"
