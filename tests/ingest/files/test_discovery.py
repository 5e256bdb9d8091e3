"""Finding files in spite of links, devices and strange names."""

import os
import subprocess
from pathlib import Path

import pytest

from ingest.errors import PathProblem, UnreadableDocument
from ingest.files.discovery import EMPTY_FOLDER, MAX_BYTES, discover, not_read
from ingest.files.names import printable
from ingest.files.snapshot import take


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def problems(root: Path) -> dict[str, str]:
    return {file.path.name: file.problem for file in discover(root)}


def test_files_of_all_folders_come_in_order_without_hidden_files(folder: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.md", ".git/config.txt", "~$lock.docx", "c/d/e.PDF"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = list(discover(folder))
    assert [str(file.path.relative_to(folder)) for file in found] == ["a/z.md", "b.txt", "c/d/e.PDF"]
    assert all((file.problem, file.size) == ("", 1) for file in found)


def test_an_entry_that_cannot_be_a_document_is_reported_with_the_reason(folder: Path) -> None:
    outside = folder.parent / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"x")
    (folder / "README").write_bytes(b"x")
    (folder / "link.txt").symlink_to(outside)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert problems(folder) == {
        "empty.txt": "empty file", "photo.jpg": "format .jpg is not read: save it as PDF, whose scans are read",
        "README": "format without a suffix is not read",
        "link.txt": "a link: links are not followed", "broken.txt": "a link: links are not followed",
        "loop": "a link: links are not followed", "pipe.txt": "not a regular file", "huge.txt": "larger than 200 MB",
    }  # fmt: skip


def test_a_single_file_and_a_folder_behind_a_link_are_taken_when_the_user_names_them(folder: Path) -> None:
    (folder / "a.txt").write_text("x", encoding="utf-8")
    (folder.parent / "alias").symlink_to(folder)
    assert problems(folder / "a.txt") == {"a.txt": ""}
    assert problems(folder.parent / "alias") == {"a.txt": ""}


def test_a_path_that_does_not_exist_is_refused_by_name(folder: Path) -> None:
    with pytest.raises(PathProblem, match=r"nowhere does not exist: check its name"):
        list(discover(folder / "nowhere"))
    with pytest.raises(PathProblem, match="can't be opened"):
        list(discover(folder / ("x" * 300)))


def test_a_link_to_nothing_or_to_itself_is_reported(folder: Path) -> None:
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert problems(folder / "self.txt") == {"self.txt": "a link: links are not followed"}


@pytest.mark.parametrize("name", [b"two\nlines.txt", b"caf\xe9_\xff.txt", b"\x1b]0;x\x07.txt", b"-rf.txt", "ملف.txt".encode()])
def test_a_strange_name_is_found_read_and_printable(folder: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
    path.write_bytes(b"text")
    (found,) = discover(folder)
    assert take(found.path).data == b"text"
    printable(found.path).encode()
    assert printable(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == "caf\\xe9.txt"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_to_open_it_is_reported(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0)
    (folder / "private.txt").write_bytes(b"x")
    (folder / "private.txt").chmod(0)
    assert problems(folder)["closed"] == "folder can't be opened: Permission denied"
    with pytest.raises(UnreadableDocument, match="can't be opened: Permission denied"):
        take(folder / "private.txt")


def test_an_empty_folder_is_reported_and_one_with_only_hidden_files_is_not(folder: Path) -> None:
    (folder / "a.txt").write_text("x", encoding="utf-8")
    (folder / "mount").mkdir()
    (folder / "hidden").mkdir()
    (folder / "hidden" / ".keep").touch()
    assert problems(folder) == {"a.txt": "", "mount": EMPTY_FOLDER}


def test_folders_deeper_than_the_recursion_limit_are_searched(folder: Path) -> None:
    depth = 0
    here = os.open(folder, os.O_RDONLY)
    try:
        while depth < 1500:
            os.mkdir("d", dir_fd=here)
            here, above = os.open("d", os.O_RDONLY, dir_fd=here), here
            os.close(above)
            depth += 1
        os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    finally:
        os.close(here)
    assert [(file.path.name, file.problem) for file in discover(folder)] == [("deep.txt", "empty file")]
    subprocess.run(["rm", "-rf", folder / "d"], check=True)  # shutil.rmtree can't remove so many levels


def test_formats_without_a_reader_are_reported_with_what_the_user_can_do() -> None:
    assert not_read(".tar.gz").endswith("is not read: unpack it into a folder")
    assert not_read(".xyz") == "format .xyz is not read"
