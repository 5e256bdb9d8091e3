"""Proves that an answer needs no network: indexes a sample and asks it without a network, observed from outside."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ragassist.diagnostics.machine import Finding

_NAMESPACE = ("unshare", "--user", "--map-root-user", "--net")
_STRACE = ("strace", "-f", "-qq")
_QUICK = (*_STRACE, "--seccomp-bpf")
"""Stops the program at the watched calls only, not at each of its millions of calls; strace knows it since 5.3."""
_WATCH = ("-s", "4096", "-e", "trace=socket,open,openat,creat", "-o")
_SECONDS = 300
_NOT_ITS_OWN = re.compile(r"^/(?:dev|proc)/|/__pycache__/[^/]+\.pyc\.\d+$")
"""Devices, and Python's bytecode cache, which a new installation writes once."""
_SOCKET = re.compile(r"\bsocket\(AF_INET6?,")
_OPENED = re.compile(r'\bopen(?:at)?\([^"]*"((?:[^"\\]|\\.)*)", [^)]*?O_(?:WRONLY|RDWR|CREAT)[^)]*\)\s+= \d')
_HINTS = {
    "failed": "mend what is above first",
    "online": "something tried to go online: report it",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """The result: a finding for the list, and the report of all observations ({} if the sample didn't run)."""

    finding: Finding
    report: dict[str, Any]

    def lines(self) -> list[str]:
        """Return the report as lines of text."""
        report = self.report
        if not report:
            return []
        versions = ", ".join(f"{name} {number}" for name, number in report["versions"].items())
        models = [f"    model {m['name']} (from {m['source']}): sha256 {m['sha256']}" for m in report["models"]]
        files = [f"    written {path}" for path in report["written"]]
        return [f"    seen by {report['seen_by']}, {report['seconds']} s; {versions}", *models, *files]


def prove(home: Path, library: str) -> Proof:
    """Run the sample in an empty network namespace if the system allows one, else with the kernel's filter or the guard."""
    apart = _works(*_NAMESPACE, "true")
    strace = next((tracer for tracer in (_QUICK, _STRACE) if _works(*tracer, "-e", "trace=none", "true")), None)
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace")
        watched = (*strace, *_WATCH, str(trace)) if strace else ()
        command = [
            sys.executable,
            "-I",
            "-m",
            "ragassist.diagnostics.airgap_sample",
            str(home),
            library,
            *(() if apart else ("--seal",)),
        ]
        report = _report([*(_NAMESPACE if apart else ()), *watched, *command])
        if isinstance(report, str):
            return Proof(Finding("air gap", False, report, _HINTS["failed"]), {})
        if strace:
            report |= _traced(trace.read_text(encoding="utf-8", errors="replace"), str(report["folder"]))
    report |= {"where": _where(apart, bool(report.pop("sealed"))), "seen_by": "strace" if strace else "the audit hook"}
    report.pop("folder")
    return Proof(_finding(report), report)


def _report(command: list[str]) -> dict[str, Any] | str:
    """Return the report that the process of the sample prints, or one line about why there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as problem:
        return f"the sample could not be asked ({type(problem).__name__})"
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return f"the sample could not be asked ({last[:200]})"


def _works(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


def _traced(trace: str, folder: str) -> dict[str, Any]:
    """Return the network sockets and the files opened for writing by all processes, from the output of strace."""
    opened = {path for path in _OPENED.findall(trace) if not _NOT_ITS_OWN.search(path)}
    shown = {f"(sample){path.removeprefix(folder)}" if path.startswith(folder) else path for path in opened}
    return {"sockets": len(_SOCKET.findall(trace)), "written": sorted(shown)}


def _where(apart: bool, sealed: bool) -> str:
    if apart:
        return "in an empty network namespace"
    return "behind the kernel's filter" if sealed else "behind the guard alone"


def _finding(report: dict[str, Any]) -> Finding:
    who = report["answered_by"] or "quotes of the best passages"
    detail = (
        f"a sample was indexed, searched ({report['hits']} hits) and answered by {who} {report['where']}: "
        f"{report['sockets']} network sockets, {report['refused']} connections tried, {len(report['written'])} files written"
    )
    quiet = report["sockets"] == 0 and report["refused"] == 0
    return Finding("air gap", report["hits"] > 0 and quiet, detail, _HINTS["failed" if quiet else "online"])
