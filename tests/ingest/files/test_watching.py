"""Watching a folder, in which the program itself writes too."""

from pathlib import Path
from queue import Queue
from threading import Event, Thread

from ingest.files.watching import bursts_of_changes


def test_changes_in_the_programs_own_folder_are_ignored_and_others_are_not(tmp_path: Path) -> None:
    home, beside, stop, bursts = tmp_path / "home", tmp_path / "home-papers", Event(), Queue[frozenset[Path]]()
    home.mkdir()
    beside.mkdir()

    def follow() -> None:
        for burst in bursts_of_changes([tmp_path], stop, apart=[home]):
            bursts.put(burst)

    following = Thread(target=follow)
    following.start()
    try:
        for number in range(100):  # the file is written repeatedly, since watching begins some time after the thread starts
            (home / "library.lock").write_text(str(number), encoding="utf-8")
            (beside / "pump.txt").write_text(str(number), encoding="utf-8")
            if not stop.wait(0.1) and not bursts.empty():
                break
        changed = bursts.get(timeout=20)
    finally:
        stop.set()
        following.join(20)
    assert beside / "pump.txt" in changed
    assert not any(path.is_relative_to(home) for path in changed)
