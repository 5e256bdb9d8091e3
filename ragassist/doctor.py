"""Looks at the machine, the models and the library, and says what is missing and what to do about it."""

import os
import platform
import shutil
import sys
from dataclasses import dataclass

from ingest.errors import AssistantError
from ragassist.airgap import GUARD
from ragassist.assemble import Assembly

_MEMORY_FACTOR = 2.0
"""Resident memory of a loaded model over its file: the mapped weights and llama.cpp's repacked copy."""
_SPARE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was seen, and what to do where it isn't well."""

    name: str
    ok: bool
    detail: str
    hint: str = ""


def examine(assembly: Assembly) -> list[Finding]:
    """Return the findings, in the order in which they are worth mending."""
    return [
        Finding("python", sys.version_info >= (3, 11), platform.python_version(), "install Python 3.11 or newer"),
        _disk(assembly),
        _embedding_model(assembly),
        _chat_model(assembly),
        _library(assembly),
        Finding(
            "connections",
            GUARD.refused == 0,
            f"{GUARD.refused} refused, kept by the {GUARD.kept_by}"
            + "".join(f"; {host} is let through: the library lies there" for host in GUARD.admitted),
            "something tried to go online: report it",
        ),
    ]


def _disk(assembly: Assembly) -> Finding:
    folder = assembly.settings.home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Finding("disk", free > 2_000_000_000, f"{free / 1e9:.1f} GB free at {folder}", "models need about 2 GB")


def _embedding_model(assembly: Assembly) -> Finding:
    try:
        engine, title = assembly.embedding_engine, assembly.embedding_title
    except AssistantError as problem:
        hint = f"run 'ragassist models pull {assembly.settings.embedding_model}' or correct embedding_model"
        return Finding("embedding model", False, str(problem), hint)
    return Finding("embedding model", True, f"{title}, run by {engine}")


def _chat_model(assembly: Assembly) -> Finding:
    try:
        _, path, title = assembly.chat_entry()
    except AssistantError as problem:
        return Finding("chat model", False, str(problem), "without one, answers quote passages")
    needed, free = path.stat().st_size * _MEMORY_FACTOR + _SPARE_BYTES, _free_memory()
    enough = free is None or free > needed
    memory = "" if free is None else f", needs about {needed / 1e9:.1f} GB of the {free / 1e9:.1f} GB that are free"
    return Finding("chat model", enough, title + memory, "close other programs or pull a smaller model")


def _free_memory() -> int | None:
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _library(assembly: Assembly) -> Finding:
    name = assembly.settings.library
    try:
        with assembly.open_library() as library:
            report, totals = library.check(full=False, repair=False), library.store.totals()
    except AssistantError as problem:
        return Finding("library", False, str(problem), "see above")
    detail = f"{name}: {totals.documents} documents, {totals.embedded} of {totals.chunks} chunks embedded"
    problems = "; ".join(f"{p.what}: {p.detail}" for p in report.problems)
    return Finding("library", report.ok, problems or detail, "run 'ragassist check --repair'")
