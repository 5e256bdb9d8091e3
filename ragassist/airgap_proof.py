"""Indexes and searches a sample in a process that has no network, and says what it tried.

Run as a module it is that process: it works in a folder of its own and prints one JSON object.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ragassist.doctor import Finding

_NAMESPACE = ("unshare", "--user", "--map-root-user", "--net")
_SECONDS = 300


def prove(home: Path) -> Finding:
    """Return what came of it, in an empty network namespace where the system allows one, else behind the guard alone."""
    command = [sys.executable, "-m", "ragassist.airgap_proof", str(home)]
    apart = _can_be_apart()
    try:
        done = subprocess.run(
            [*(_NAMESPACE if apart else ()), *command], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        seen = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError) as problem:
        return Finding(
            "air gap", False, f"the sample could not be searched ({type(problem).__name__})", "mend what is above first"
        )
    where = "in an empty network namespace" if apart else "behind the guard"
    detail = f"a sample was indexed and searched {where}: {seen['hits']} hits, {seen['refused']} connections tried"
    return Finding("air gap", seen["hits"] > 0 and seen["refused"] == 0, detail, "something tried to go online: report it")


def _can_be_apart() -> bool:
    try:
        return subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _search_a_sample(home: Path) -> dict[str, int]:
    from indexes.calibration import calibration_texts
    from indexes.indexing import Indexer
    from indexes.library import Library
    from ingest.worker import Worker
    from ragassist.airgap import GUARD
    from ragassist.assemble import Assembly
    from ragassist.config import load_settings

    GUARD.close()
    assembly = Assembly(load_settings(home=home))
    pair = calibration_texts()["en"][0]
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder, "sample.txt")
        sample.write_text(pair.passage, encoding="utf-8")
        with Library(Path(folder, "library"), assembly.embedder, assembly.language_map) as library, Worker() as worker:
            Indexer(library, worker).update([sample])
            hits = library.search(pair.question, "en", 3)
    return {"hits": len(hits), "refused": GUARD.refused}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_search_a_sample(Path(sys.argv[1]))))
