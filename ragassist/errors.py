"""Errors of models, settings and answers."""

from ingest.errors import AssistantError


class ModelMissing(AssistantError):
    """Raised when a command needs a model that isn't on disk."""


class ModelDamaged(AssistantError):
    """Raised when a model file is incomplete, changed or not a model; it isn't loaded."""


class LicenceNotAccepted(AssistantError):
    """Raised when a model's licence has to be accepted first and wasn't."""


class MemoryShort(AssistantError):
    """Raised when a model doesn't fit into the free memory; it isn't loaded."""


class ModelDied(AssistantError):
    """Raised when the process of the chat model has ended unexpectedly; the next question starts a new one."""


class ModelFault(AssistantError):
    """Raised when the engine of the chat model fails; it drops its state, and the next question works."""


class TextRefused(AssistantError):
    """Raised when a text can't be tokenized without a control token of the chat model."""


class PullFailed(AssistantError):
    """Raised when a model can't be fetched; the fetched part is kept, and the next pull resumes."""


class SettingsInvalid(AssistantError):
    """Raised when a setting is unknown or its value is invalid."""


class QuestionInvalid(AssistantError):
    """Raised when a question has no words or is too long."""


class ConnectionRefusedByPolicy(AssistantError):
    """Raised when code tries to open a connection that isn't allowed."""


class FilterInvalid(AssistantError):
    """Raised when a filter has an unknown language or format, or an invalid date."""


class QueueFull(AssistantError):
    """Raised when too many questions of other programs are waiting."""


class ServingRefused(AssistantError):
    """Raised when the library can't be served with the given options."""


class FieldInvalid(AssistantError):
    """Raised when the name of a table's field is empty, too long or repeated."""


class PartUnknown(AssistantError):
    """Raised when a document doesn't have the part that is asked for."""
