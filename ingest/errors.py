"""The errors that users see; each message names the thing, the cause and the next step."""


class AssistantError(Exception):
    """Base of all expected errors; the command line and the UI show them as one line without a traceback."""

    @property
    def line(self) -> str:
        """The message; `Said` if it can be said in other languages."""
        return next((part for part in self.args[:1] if isinstance(part, str)), str(self))


class UnreadableDocument(AssistantError):
    """Raised if no text can be read from a document; the message is the reason that is stored with its path."""


class PathProblem(AssistantError):
    """Raised if a path given by the user can't be indexed."""
