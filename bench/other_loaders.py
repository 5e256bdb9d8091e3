"""How fast LangChain's and LlamaIndex's loaders read a folder, where they are installed, as one line of JSON.

Usage: PYTHON bench/other_loaders.py FOLDER   (any interpreter; a folder that make_files.py wrote)

Each format's first file is read before the clock starts, so that imports don't count. A format is left out where the
toolkit has no loader for it or the loader's own parser is not installed.
"""

import json
import logging
import sys
import time
import unicodedata
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

Load = Callable[[Path], str]
"""Reads a file and returns the text that came out."""

_LANGCHAIN = {
    ".txt": ("TextLoader", {"encoding": "utf-8"}),
    ".md": ("TextLoader", {"encoding": "utf-8"}),
    ".rst": ("TextLoader", {"encoding": "utf-8"}),
    ".json": ("TextLoader", {"encoding": "utf-8"}),
    ".jsonl": ("TextLoader", {"encoding": "utf-8"}),
    ".html": ("BSHTMLLoader", {"open_encoding": "utf-8"}),
    ".pdf": ("PyPDFLoader", {}),
    ".docx": ("Docx2txtLoader", {}),
    ".pptx": ("UnstructuredPowerPointLoader", {}),
    ".xlsx": ("UnstructuredExcelLoader", {}),
    ".odt": ("UnstructuredODTLoader", {}),
    ".epub": ("UnstructuredEPubLoader", {}),
    ".rtf": ("UnstructuredRTFLoader", {}),
    ".csv": ("CSVLoader", {"encoding": "utf-8"}),
    ".xml": ("UnstructuredXMLLoader", {}),
    ".eml": ("UnstructuredEmailLoader", {}),
    ".ipynb": ("NotebookLoader", {}),
    ".srt": ("SRTLoader", {}),
}


def langchain(suffix: str) -> Load:
    """Return LangChain's loader of a suffix; raises `ImportError` or `KeyError` where there is none."""
    name, options = _LANGCHAIN[suffix]
    loader = getattr(import_module("langchain_community.document_loaders"), name)
    return lambda path: "\n".join(document.page_content for document in loader(str(path), **options).load())


def llama_index(_: str) -> Load:
    """Return LlamaIndex's reader, which chooses by suffix itself; raises `ImportError` where there is none."""
    reader = import_module("llama_index.core").SimpleDirectoryReader
    return lambda path: "\n".join(document.text for document in reader(input_files=[path]).load_data())


def figures(load: Load, files: list[Path], snippets: dict[Path, list[str]]) -> dict[str, float]:
    """Return seconds, snippets found and their number for some files."""
    load(files[0])
    started = time.monotonic()
    texts = [load(path) for path in files]
    seconds = time.monotonic() - started
    found = [_folded(snippet) in _folded(text) for path, text in zip(files, texts, strict=True) for snippet in snippets[path]]
    return {"files": len(files), "seconds": seconds, "found": sum(found), "snippets": len(found)}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def measured(toolkit: Callable[[str], Load], folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures by suffix."""
    entries = map(json.loads, (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines())
    snippets = {folder / entry["file"]: [snippet["text"] for snippet in entry["snippets"]] for entry in entries}
    by_suffix = {}
    for suffix in dict.fromkeys(path.suffix for path in snippets):
        try:
            files = [path for path in snippets if path.suffix == suffix]
            by_suffix[suffix] = figures(toolkit(suffix), files, snippets)
        except Exception as problem:  # noqa: BLE001  whatever another's loader raises: it has no figure then
            print(f"{toolkit.__name__} {suffix}: {type(problem).__name__}: {problem}"[:200], file=sys.stderr)
    return by_suffix


def main() -> None:
    """Print `{"LangChain 0.4": {".pdf": {...}}}`."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    toolkits = (("LangChain", "langchain-community", langchain), ("LlamaIndex", "llama-index-core", llama_index))
    found = {}
    for title, package, toolkit in toolkits:
        try:
            found[f"{title} {version(package)}"] = measured(toolkit, Path(sys.argv[1]))
        except ImportError:
            continue  # not installed
    print(json.dumps(found))


if __name__ == "__main__":
    main()
