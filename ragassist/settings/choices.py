"""What a person can choose for an answer, and how long a question may be: light, for settings and screens need it at once."""

from enum import StrEnum


class Thinking(StrEnum):
    """Whether the model is asked to reason before it answers."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class FollowUp(StrEnum):
    """What becomes of a question that leans on the one before it."""

    TERMS = "terms"
    OFF = "off"
