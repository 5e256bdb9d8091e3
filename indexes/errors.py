"""Errors of a library."""

from ingest.errors import AssistantError


class LibraryBusy(AssistantError):
    """Raised when another process is changing the library."""


class LibraryDamaged(AssistantError):
    """Raised when the database can't be read. A damaged FAISS file is rebuilt instead."""


class LibraryForeign(AssistantError):
    """Raised when the library was made by another embedding model or by a newer program."""


class StorageFull(AssistantError):
    """Raised when the disk is full or can't be written; committed data stays intact."""


class VectorsInvalid(AssistantError):
    """Raised when an embedding model returns NaN or infinity, with which vectors can't be compared."""


class DocumentUnknown(AssistantError):
    """Raised when a path isn't in the library."""


class LibraryUnreachable(AssistantError):
    """Raised when the server of a library doesn't answer, or refuses access."""


class RerankerUnusable(AssistantError):
    """Raised when a folder holds no cross-encoder that can rank passages."""


class ConversationUnknown(AssistantError):
    """Raised when a conversation isn't stored, or can't be read any more."""
