"""Failures of models, settings and answers."""

from ingest.errors import AssistantError


class ModelMissing(AssistantError):
    """Raised when a command needs a model that isn't on disk."""


class ModelDamaged(AssistantError):
    """Raised when a model file is cut, changed or not a model; it is never loaded then."""


class LicenceNotAccepted(AssistantError):
    """Raised when a model's licence has to be accepted first and wasn't."""


class MemoryShort(AssistantError):
    """Raised when a model doesn't fit into the memory that is free; it isn't loaded then."""


class ModelDied(AssistantError):
    """Raised when the chat model's process ended by itself; the next question starts a new one."""


class ModelFault(AssistantError):
    """Raised when the chat model's engine met a fault of its own; what it held is forgotten, and the next question works."""


class TextRefused(AssistantError):
    """Raised when a text would steer the chat model as a control token does, however it is cut; the question ends then."""


class PullFailed(AssistantError):
    """Raised when a model can't be fetched; what was fetched so far is kept and the next pull goes on there."""


class SettingsInvalid(AssistantError):
    """Raised when a setting is unknown or has an impossible value."""


class QuestionInvalid(AssistantError):
    """Raised when a question holds nothing to ask or is too long to be one."""


class ConnectionRefusedByPolicy(AssistantError):
    """Raised when something tries to open a connection outside `models pull`."""


class FilterInvalid(AssistantError):
    """Raised when a filter names no language, format or date that there is."""


class QueueFull(AssistantError):
    """Raised when too many programs' questions wait for their answers already."""


class ServingRefused(AssistantError):
    """Raised when the library can't be served as it was asked for."""


class FieldInvalid(AssistantError):
    """Raised when a field of a table names nothing, is too long or is named twice."""
