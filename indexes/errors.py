"""Failures of a library."""

from ingest.errors import AssistantError


class LibraryBusy(AssistantError):
    """Raised when another process is changing the library."""


class LibraryDamaged(AssistantError):
    """Raised when the database itself can't be read; the FAISS file is never a reason, it is rebuilt."""


class LibraryForeign(AssistantError):
    """Raised when the library was made by another embedding model or by a newer program."""


class StorageFull(AssistantError):
    """Raised when the disk is full or can't be written; what was committed before is whole."""


class VectorsInvalid(AssistantError):
    """Raised when an embedding model gives something that is no number; such a vector would be near to nothing, or to all."""


class DocumentUnknown(AssistantError):
    """Raised when a path isn't in the library."""


class LibraryUnreachable(AssistantError):
    """Raised when the server that a library lies on doesn't answer, or refuses us."""


class RerankerUnusable(AssistantError):
    """Raised when a folder holds no cross-encoder that can put passages in order."""


class ConversationUnknown(AssistantError):
    """Raised when a conversation isn't kept, or can't be read any more."""
