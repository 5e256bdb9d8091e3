"""A file is replaced as a whole, also where several threads write it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from indexes.files.atomic import drop_leftovers, write_atomically


def test_threads_that_write_one_file_leave_what_one_of_them_wrote(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    texts = [f"{number}".encode() * 10_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write_atomically, [path] * 160, texts * 20))
    assert path.read_bytes() in texts
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_writer_left_is_dropped(tmp_path: Path) -> None:
    (tmp_path / ".notes.json.1-2.new").write_bytes(b"half")
    drop_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == []
