"""Closed sets of values of settings. The module imports nothing else, because it is needed at the start."""

from enum import StrEnum


class Thinking(StrEnum):
    """Whether the model reasons before it answers."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class FollowUp(StrEnum):
    """Whether a follow-up question is searched together with the question before it."""

    TERMS = "terms"
    OFF = "off"
