"""Closed sets of values that settings have; it imports nothing, as settings and screens need it at start."""

from enum import StrEnum


class Thinking(StrEnum):
    """Whether the model is asked to reason before it answers."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class FollowUp(StrEnum):
    """How a question is searched for that leans on the one before it: with it, or alone."""

    TERMS = "terms"
    OFF = "off"
