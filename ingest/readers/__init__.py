"""One format a file, behind one table: a new format is one file and one line here."""

from collections.abc import Callable
from importlib import import_module

from ingest.documents import Reading

Reader = Callable[[bytes], Reading]
"""Takes a file's bytes and returns what it says; raises `UnreadableDocument` with the reason where it can't."""

READERS = {
    ".pdf": "pdf",
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "pptx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".odt", ".ott", ".ods", ".ots", ".odp", ".otp"), "odf"),
    **dict.fromkeys((".doc", ".xls", ".ppt"), "old_office"),
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".epub": "epub",
    ".eml": "mail",
    ".mbox": "mbox",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".log": "plain",
}


def reader_for(suffix: str) -> Reader:
    """Return the reader of a suffix in `READERS`; its parser is imported only now."""
    module = import_module(f"{__package__}.{READERS[suffix.lower()]}")
    reader: Reader = module.read
    return reader
