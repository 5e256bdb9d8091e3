"""A home with three papers and the small chat model, and the program serving it."""

import json
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.cli.program import COMMAND, environment, run
from tests.conftest import MODELS_HOME
from tests.paths import ROOT

PAPERS = {
    "pump.md": "# Pump\n\nThe canal pump K240 weighs 31.4 kg with its motor. It needs 2.5 litres of oil.\n",
    "lease.txt": "Die Miete der Halle beträgt 790 Euro im Monat. Die Kündigungsfrist beträgt drei Monate.",
    "lamp.txt": "La lámpara de repuesto está en el cajón nueve.",
}
MODEL = "smollm2-135m-instruct"
PROXY = "http://127.0.0.1:9"
"""Nobody is there: what would go through it fails."""


def fill(home: Path, papers: Path) -> None:
    """Index the papers and install the chat model."""
    (home / "models" / MODEL).symlink_to(MODELS_HOME / "models" / MODEL)
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, encoding="utf-8")
    assert run(home, "index", papers, "--json").json["indexed"] == len(PAPERS)


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    token: str
    process: subprocess.Popen[str]
    said: list[str]

    def end(self) -> int:
        """Send SIGTERM and return the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def serving(home: Path, *options: str, chat_model: object = "auto") -> Iterator[Served]:
    """Run `ragassist serve` on a free port, and end it afterwards."""
    more = {"RAGASSIST_CHAT_MODEL": str(chat_model), "http_proxy": PROXY, "ALL_PROXY": PROXY}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--json", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(home, **more),
    )
    said: list[str] = []
    assert process.stdout
    assert process.stderr
    listener = threading.Thread(target=_listen, args=(process.stderr, said))
    listener.start()
    try:
        told = json.loads(process.stdout.readline())
        yield Served(told["url"], Path(told["token_file"]).read_text(encoding="ascii").strip(), process, said)
    finally:
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()
        process.stderr.close()


def _listen(stream: IO[str], said: list[str]) -> None:
    said.extend(iter(stream.readline, ""))


def sockets_of(process: int) -> set[str]:
    """Return the network addresses of a process's sockets from /proc, separately those that listen."""
    inodes = set()
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            inodes.add(str(descriptor.readlink()))
        except FileNotFoundError:
            continue
    rows = [row.split() for name in ("tcp", "tcp6", "udp", "udp6") for row in _rows(f"/proc/{process}/net/{name}")]
    return {row[2] for row in rows if f"socket:[{row[9]}]" in inodes}


def _rows(path: str) -> list[str]:
    return Path(path).read_text(encoding="ascii").splitlines()[1:]
