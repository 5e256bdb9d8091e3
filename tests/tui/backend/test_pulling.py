"""Models are downloaded in a separate process."""

import sys
from pathlib import Path
from threading import Event as Flag
from time import monotonic

import pytest

from ragassist.errors import PullFailed
from ragassist.stopping import Stopped
from tui.backend.pulling import pull_in_a_process
from tui.backend.records import PullProgress

ENDLESS = "import sys, time; print('fetching', file=sys.stderr, flush=True); time.sleep(600)"
AT_ONCE_S = 10.0


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_stopping_a_download_ends_its_process_at_once(tmp_path: Path) -> None:
    stop, heard = Flag(), []

    def hear(progress: PullProgress) -> None:
        heard.append(progress)
        if progress.line:
            stop.set()

    begun = monotonic()
    with pytest.raises(Stopped):
        pull_in_a_process(python(ENDLESS), tmp_path, 10, hear, stop)
    assert monotonic() - begun < AT_ONCE_S
    assert heard[-1].line == "fetching"
    assert list(tmp_path.iterdir()) == []


def test_downloaded_bytes_are_counted(tmp_path: Path) -> None:
    heard: list[PullProgress] = []
    code = f"import pathlib, time; pathlib.Path({str(tmp_path)!r}, 'weights').write_bytes(b'x' * 700); time.sleep(1)"
    pull_in_a_process(python(code), tmp_path, 1000, heard.append, Flag())
    assert PullProgress("", 700, 1000) in heard


def test_the_last_line_of_the_process_says_why_the_download_failed(tmp_path: Path) -> None:
    code = "import sys; sys.exit('ragassist: the hub broke off: pull again')"
    with pytest.raises(PullFailed, match=r"^the hub broke off: pull again$"):
        pull_in_a_process(python(code), tmp_path, 1, lambda _: None, Flag())


def test_the_lines_of_the_process_are_in_the_language_of_the_person(tmp_path: Path) -> None:
    told = "import os, sys; print(os.environ['RAGASSIST_LANGUAGE'], file=sys.stderr); sys.exit(1)"
    with pytest.raises(PullFailed, match=r"^de$"):
        pull_in_a_process([sys.executable, "-c", told], tmp_path, 1, lambda _: None, Flag(), language="de")
