"""Writes requirements.lock: what is installed of the program's dependencies, each with the sha256 that the package index tells.

Run as `python .ci/lock.py BUILD_FOLDER`; that folder holds the source of llama-cpp-python, which is compiled.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
COMPILED = "llama-cpp-python"
HEAD = """\
# Every package that ragassist runs on, at the version that was tested, each with the sha256 of its file.
# For Linux on x86-64 and Python 3.11, with the CPU build of torch; docs/install.md says how to use it.
"""


def installed(requirement: str, extras: tuple[str, ...], seen: set[tuple[str, frozenset[str]]]) -> Iterator[tuple[str, str]]:
    """Yield name and version of a requirement that holds here, and of all that it requires."""
    wanted = Requirement(requirement)
    key = (plain(wanted.name), frozenset(wanted.extras))
    if key in seen or (wanted.marker and not any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras))):
        return
    seen.add(key)
    yield key[0], version(wanted.name)
    for deeper in requires(wanted.name) or ():
        yield from installed(deeper, tuple(wanted.extras), seen)


def plain(name: str) -> str:
    """Return a package's name in the index's own spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


def hashes(versions: dict[str, str], build: Path) -> dict[str, str]:
    """Return the sha256 of each version's file for this machine: pip looks them up and installs nothing."""
    wanted, report = build / "versions.txt", build / "report.json"
    wanted.write_text("".join(f"{name}=={number}\n" for name, number in versions.items() if name != COMPILED), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", "--no-deps"]
    subprocess.run([*command, "--report", str(report), "-r", str(wanted)], check=True)
    rows = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = {plain(row["metadata"]["name"]): row["download_info"]["archive_info"]["hashes"]["sha256"] for row in rows}
    source = build / "sdist" / f"{COMPILED.replace('-', '_')}-{versions[COMPILED]}.tar.gz"
    return found | {COMPILED: hashlib.sha256(source.read_bytes()).hexdigest()}


def main() -> None:
    """Write the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    seen: set[tuple[str, frozenset[str]]] = set()
    versions = dict(sorted(pair for line in project["dependencies"] for pair in installed(line, (), seen)))
    found = hashes(versions, Path(sys.argv[1]))
    lines = [f"{name}=={number} \\\n    --hash=sha256:{found[name]}\n" for name, number in versions.items()]
    (ROOT / "requirements.lock").write_text(HEAD + "".join(lines), encoding="utf-8")


main()
