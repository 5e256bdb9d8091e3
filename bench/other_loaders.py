"""Measures how fast the loaders of LangChain and LlamaIndex read a folder, if they are installed, as one line of JSON.

Usage: PYTHON bench/other_loaders.py FOLDER

PYTHON is the interpreter that has them; it needs nothing of this project. FOLDER was written by bench/make_files.py. The first
file of each format is read before the time is taken, so that imports don't count. A format is left out if the toolkit has no
loader for it or the parser of the loader isn't installed.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import json
import logging
import time
import unicodedata
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

Load = Callable[[Path], str]
"""Reads a file and returns its text."""

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
    """Return LangChain's loader of a suffix. Raises `ImportError` or `KeyError` if there is none."""
    name, options = _LANGCHAIN[suffix]
    loader = getattr(import_module("langchain_community.document_loaders"), name)
    return lambda path: "\n".join(document.page_content for document in loader(str(path), **options).load())


def llama_index(_: str) -> Load:
    """Return LlamaIndex's reader, which chooses by the suffix itself. Raises `ImportError` if it isn't installed."""
    reader = import_module("llama_index.core").SimpleDirectoryReader
    return lambda path: "\n".join(document.text for document in reader(input_files=[path]).load_data())


def figures(load: Load, files: list[Path], snippets: dict[Path, list[str]]) -> dict[str, float]:
    """Return for some files their number, the seconds, the snippets found and the number of snippets."""
    load(files[0])
    started = time.monotonic()
    texts = [load(path) for path in files]
    seconds = time.monotonic() - started
    found = [_folded(snippet) in _folded(text) for path, text in zip(files, texts, strict=True) for snippet in snippets[path]]
    return {"files": len(files), "seconds": seconds, "found": sum(found), "snippets": len(found)}


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def measured(toolkit: Callable[[str], Load], folder: Path) -> dict[str, dict[str, float]]:
    """Return the figures of a toolkit by suffix."""
    entries = map(json.loads, (folder / "MANIFEST.jsonl").read_text(encoding="utf-8").splitlines())
    snippets = {folder / entry["file"]: [snippet["text"] for snippet in entry["snippets"]] for entry in entries}
    by_suffix = {}
    for suffix in dict.fromkeys(path.suffix for path in snippets):
        try:
            files = [path for path in snippets if path.suffix == suffix]
            by_suffix[suffix] = figures(toolkit(suffix), files, snippets)
        except Exception as problem:  # noqa: BLE001  a loader may raise anything; the format is left out then
            print(f"{toolkit.__name__} {suffix}: {type(problem).__name__}: {problem}"[:200], file=sys.stderr)
    return by_suffix


def main() -> None:
    """Print one line of JSON, such as `{"LangChain 0.4": {".pdf": {...}}}`."""
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
