"""The one family of errors that a person sees; the message names the thing, the cause and the next step."""


class AssistantError(Exception):
    """Base of all expected failures: shown as one line, without a traceback, by the command line and the UI."""


class UnreadableDocument(AssistantError):
    """Raised when a document yields no text; the message is the reason that is stored beside its path."""


class PathProblem(AssistantError):
    """Raised when a path given by the user can't be indexed at all."""
