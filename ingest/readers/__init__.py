"""One format a file, behind one table: a new format is one file and one line here."""

from collections.abc import Callable
from importlib import import_module

from ingest.documents import Reading

Reader = Callable[[bytes], Reading]
"""Takes a file's bytes and returns what it says; raises `UnreadableDocument` with the reason where it can't."""

CODE = (
    ".py", ".pyi", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".java", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh",
    ".cs", ".go", ".rs", ".rb", ".php", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".sql", ".kt", ".kts", ".swift",
    ".scala", ".groovy", ".dart", ".lua", ".pl", ".pm", ".r", ".jl", ".m", ".mm", ".f90", ".hs", ".ml", ".clj", ".ex",
    ".exs", ".erl", ".el", ".lisp", ".vue", ".svelte", ".proto", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf",
    ".properties", ".cmake", ".gradle", ".tf", ".css", ".scss", ".sass", ".less", ".bib",
)  # fmt: skip
"""Suffixes of source code and settings."""

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
    **dict.fromkeys((".txt", ".text", ".log", ".tex", ".org", ".adoc"), "plain"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    ".rst": "rst",
    ".rtf": "rtf",
    ".json": "json_text",
    **dict.fromkeys((".jsonl", ".ndjson"), "json_lines"),
    ".xml": "xml",
    ".ipynb": "notebook",
    **dict.fromkeys((".srt", ".vtt"), "subtitles"),
    **dict.fromkeys(CODE, "code"),
}


def reader_for(suffix: str) -> Reader:
    """Return the reader of a suffix in `READERS`; its parser is imported only now."""
    module = import_module(f"{__package__}.{READERS[suffix.lower()]}")
    reader: Reader = module.read
    return reader
