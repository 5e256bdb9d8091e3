"""The readers of all formats, one module each, and the table that names the reader of a suffix."""

from collections.abc import Callable
from importlib import import_module

from ingest.documents import Reading
from ingest.readers.shared.compressed import split_suffix, unpacked

Reader = Callable[[bytes], Reading]
"""Takes the bytes of a file and returns its text as blocks; raises `UnreadableDocument` with the reason if it can't."""

CODE = (
    ".py", ".pyi", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".java", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".hh",
    ".cs", ".go", ".rs", ".rb", ".php", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".sql", ".kt", ".kts", ".swift",
    ".scala", ".groovy", ".dart", ".lua", ".pl", ".pm", ".r", ".jl", ".m", ".mm", ".f90", ".hs", ".ml", ".clj", ".ex",
    ".exs", ".erl", ".el", ".lisp", ".vue", ".svelte", ".proto", ".toml", ".yaml", ".yml", ".ini", ".cfg", ".conf",
    ".properties", ".cmake", ".gradle", ".tf", ".css", ".scss", ".sass", ".less",
)  # fmt: skip
"""Suffixes of source code and configuration files."""

READERS = {
    ".pdf": "pdf",
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "pptx"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".odg", ".otg"), "odf"),
    **dict.fromkeys((".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".pot"), "old_office"),
    **dict.fromkeys((".ps", ".eps"), "postscript"),
    ".msg": "outlook",
    ".hwpx": "hwpx",
    **dict.fromkeys((".pages", ".numbers", ".key"), "iwork"),
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".epub": "epub",
    ".eml": "mail",
    ".emlx": "emlx",
    ".mbox": "mbox",
    ".md": "markdown",
    ".markdown": "markdown",
    **dict.fromkeys((".txt", ".text", ".log", ".org", ".adoc"), "plain"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    ".tex": "tex",
    ".rst": "rst",
    ".rtf": "rtf",
    ".json": "json_text",
    **dict.fromkeys((".jsonl", ".ndjson"), "json_lines"),
    ".xml": "xml",
    ".ipynb": "notebook",
    **dict.fromkeys((".bib", ".bibtex"), "bibtex"),
    **dict.fromkeys((".ris", ".nbib", ".enw"), "ris"),
    **dict.fromkeys((".ics", ".ical", ".ifb", ".vcs"), "calendar"),
    **dict.fromkeys((".vcf", ".vcard"), "vcard"),
    **dict.fromkeys((".srt", ".vtt"), "subtitles"),
    **dict.fromkeys(CODE, "code"),
}
"""The reader of each suffix, by the name that is stored with a document."""

_VERSIONS = {
    **dict.fromkeys(("docx", "mail"), 7),
    **dict.fromkeys(("epub", "html", "mhtml", "pdf", "pptx", "xlsx"), 6),
    **dict.fromkeys(("json_text", "mbox", "odf", "old_office", "outlook", "rtf", "xml"), 5),
    **dict.fromkeys(("bibtex", "calendar", "notebook", "plain"), 4),
    **dict.fromkeys(("hwpx", "markdown", "table", "vcard"), 3),
    **dict.fromkeys(("emlx", "json_lines", "ris"), 2),
}
"""The versions of the readers, 1 if not listed: a version goes up when its reader returns something else for the same bytes."""
_FOLDERS = {
    "office": ("docx", "pptx", "xlsx", "odf", "old_office"),
    "web": ("html", "mhtml", "epub", "xml"),
    "legacy": ("outlook", "hwpx", "iwork", "postscript"),
    "mail": ("mail", "mbox", "emlx"),
    "records": ("bibtex", "ris", "calendar", "vcard"),
    "text": (
        "markdown", "plain", "table", "rst", "rtf", "json_text", "json_lines", "notebook", "subtitles", "code", "tex",
    ),
}  # fmt: skip
_MODULES = {"pdf": "pdf.reader"} | {name: f"{folder}.{name}" for folder, names in _FOLDERS.items() for name in names}


def stamp(reader: str) -> str:
    """Return a reader's name with its version, `pdf/2`, as it is stored with the text of a document."""
    return f"{reader}/{_VERSIONS.get(reader, 1)}"


def stamp_of_suffix(suffix: str) -> str:
    """Return the stamp of the reader of a suffix, `/1` if the suffix has no reader."""
    return stamp(READERS.get(split_suffix(suffix)[0], ""))


def is_behind(kept: str) -> bool:
    """Return whether a stamp is of another version of its reader than the present one, so that the file is read again."""
    return kept != stamp(kept.partition("/")[0])


def is_read(suffix: str) -> bool:
    """Return whether files with a suffix, also a compressed one (`.txt.gz`), have a reader."""
    return split_suffix(suffix.lower())[0] in READERS


def without_compression(suffix: str, data: bytes) -> tuple[str, bytes]:
    """Return the suffix and the bytes of the inner file (`.txt` of `.txt.gz`); raises `UnreadableDocument` if it is damaged."""
    inner, packed = split_suffix(suffix.lower())
    return (inner, unpacked(data, packed)) if packed else (inner, data)


def reader_for(suffix: str) -> Reader:
    """Return the reader of a suffix, and import its module; raises `KeyError` if the suffix isn't in `READERS`."""
    name = READERS[suffix.lower()]
    module = import_module(f"{__package__}.{_MODULES.get(name, name)}")
    reader: Reader = module.read
    return reader
