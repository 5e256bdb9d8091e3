"""Indexes a sample and asks it a question in a separate process, and reports what that process did.

Run as a module, it takes a home folder and the name of a library, works in a temporary folder and prints one JSON object.
"""

import json
import os
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ragassist.airgap import GUARD

_PACKAGES = ("ragassist", "faiss-cpu", "llama-cpp-python", "onnxruntime", "tokenizers", "pypdf", "textual")
_INET = (2, 10)
"""AF_INET and AF_INET6 on Linux. AF_INET6 differs on other systems, where the guard counts connections."""


class AuditHook:
    """An audit hook that counts network sockets and records files opened for writing by Python code."""

    def __init__(self) -> None:
        self.sockets = 0
        self.written: set[str] = set()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.__new__" and arguments[1] in _INET:
            self.sockets += 1
        elif event == "sqlite3.connect" or (event == "open" and _writes(arguments[2])):
            self.written.add(_path(arguments[0]))


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _path(target: object) -> str:
    return os.fsdecode(target) if isinstance(target, str | bytes | os.PathLike) else "an open file"


def run(home: Path, library: str, *, seal: bool) -> dict[str, object]:
    """Return the report: hits, answer, refused connections, sockets and files of Python code, versions and models."""
    GUARD.close()
    sealed = seal and GUARD.seal()
    witness, started = AuditHook(), time.monotonic()
    from ragassist.diagnostics.airgap_question import (  # imported while the hook is active, because importing may connect
        ask_sample,
        models_in,
        program,
    )

    app = program(home, library)
    with tempfile.TemporaryDirectory() as folder:
        hits, answered = ask_sample(app, Path(folder))
        written = sorted(_shown(path, folder) for path in witness.written)
    return {
        "sealed": sealed,
        "hits": hits,
        "answer": answered.answer,
        "answered_by": answered.model,
        "citations": len(answered.citations),
        "refused": GUARD.refused,
        "sockets": witness.sockets,
        "written": sorted(set(written) - {os.devnull}),
        "folder": folder,
        "versions": {"python": sys.version.split()[0]} | {name: _version(name) for name in _PACKAGES},
        "models": models_in(app),
        "seconds": round(time.monotonic() - started, 1),
    }


def _shown(path: str, folder: str) -> str:
    return f"(sample){path.removeprefix(folder)}" if path.startswith(folder) else path


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(Path(sys.argv[1]), sys.argv[2], seal="--seal" in sys.argv)))
