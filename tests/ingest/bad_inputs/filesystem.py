"""Entries of a folder that aren't ordinary files: pipes, devices, links, loops, unreadable and changing files."""

import os
import shutil
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from tests.ingest.bad_inputs.case import CANARY_FILE, PROBE
from tests.ingest.bad_inputs.planted import Planted, write

LINK, PIPE, GONE, RULES = "link", "not a regular file", "No such file|gone|vanished", "rules|pattern|stars|ragignore"


def linked(target: str, name: str = "a.txt") -> Callable[[Path], None]:
    return lambda folder: (folder / name).symlink_to(target)


def bound_socket(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder)  # the path of a socket has at most 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("a.txt")
    finally:
        os.chdir(before)


def folders_in_a_circle(folder: Path) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "c").symlink_to(folder / "a")
    (folder / "a" / "up").symlink_to("..")


def deep(levels: int, name: str) -> Callable[[Path], None]:
    """Return a function that writes a file below many folders, whose path may be longer than the system's limit."""

    def plant(folder: Path) -> None:
        at = os.open(folder, os.O_RDONLY)
        for _ in range(levels):
            os.mkdir(name, dir_fd=at)
            below = os.open(name, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        handle = os.open("a.txt", os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=at)
        os.write(handle, PROBE.encode())
        os.close(handle)
        os.close(at)

    return plant


def sparse(size: int) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        with (folder / "a.txt").open("wb") as stream:
            stream.truncate(size)

    return plant


def closed(folder: Path) -> None:
    write(folder, "a.txt")
    (folder / "a.txt").chmod(0)


def closed_folder(folder: Path) -> None:
    (folder / "closed").mkdir()
    write(folder / "closed", "a.txt")
    (folder / "closed").chmod(0)


def folder_without_entry(folder: Path) -> None:
    (folder / "listed").mkdir()
    write(folder / "listed", "a.txt")
    (folder / "listed").chmod(0o744)  # the folder can be listed, but its files can't be opened


def in_a_folder(folder: Path) -> None:
    (folder / "manual.pdf").mkdir()
    write(folder / "manual.pdf", "a.txt")


def at_a_time(seconds: int) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        write(folder, "a.txt")
        os.utime(folder / "a.txt", (seconds, seconds))

    return plant


def one(folder: Path) -> None:
    write(folder, "a.txt")


def hard_links(folder: Path) -> None:
    one(folder)
    (folder / "b.txt").hardlink_to(folder / "a.txt")


def gone(folder: Path) -> None:
    (folder / "a.txt").unlink()


def emptied(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")


def replaced_by_a_link(folder: Path) -> None:
    gone(folder)
    linked(CANARY_FILE)(folder)


def replaced_by_a_pipe(folder: Path) -> None:
    gone(folder)
    os.mkfifo(folder / "a.txt")


def replaced_by_a_folder(folder: Path) -> None:
    gone(folder)
    (folder / "a.txt").mkdir()


def without_its_folder(folder: Path) -> None:
    shutil.rmtree(folder / "b")


def in_a_folder_that_goes(folder: Path) -> None:
    (folder / "b").mkdir()
    write(folder / "b", "a.txt")


def rules_of(data: bytes) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        (folder / "own").mkdir()
        write(folder / "own", "a" * 200 + ".txt")
        (folder / "own" / ".ragignore").write_bytes(data)

    return plant


def rules_from_a_pipe(folder: Path) -> None:
    one(folder)
    os.mkfifo(folder / ".ragignore")


def rules_from_a_device(folder: Path) -> None:
    one(folder)
    linked("/dev/zero", ".ragignore")(folder)


def device(folder: Path) -> None:
    os.mknod(folder / "a.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))


CASES: tuple[Planted, ...] = (
    Planted("fs/pipe", lambda folder: os.mkfifo(folder / "a.txt"), refused=1, reason=PIPE),
    Planted("fs/socket", bound_socket, refused=1, reason=PIPE),
    Planted("fs/endless device", device, refused=1, reason=PIPE),
    Planted("fs/link to itself", linked("a.txt"), refused=1, reason=LINK),
    Planted("fs/broken link", linked("nowhere.txt"), refused=1, reason=LINK),
    Planted("fs/link to a file outside", linked(CANARY_FILE), refused=1, reason=LINK),
    Planted("fs/link to /etc/passwd", linked("/etc/passwd"), refused=1, reason=LINK),
    Planted("fs/link to /dev/zero", linked("/dev/zero"), refused=1, reason=LINK),
    Planted("fs/link to /dev/stdin", linked("/dev/stdin"), refused=1, reason=LINK),
    Planted("fs/link to /proc/self/environ", linked("/proc/self/environ"), refused=1, reason=LINK),
    Planted("fs/link to /proc", linked("/proc", "proc"), refused=1, reason=LINK),
    Planted("fs/link to the root", linked("/", "root"), refused=1, reason=LINK),
    Planted("fs/folders in a circle", folders_in_a_circle, refused=2, reason=LINK),
    Planted("fs/hard links", hard_links, reads=2),
    Planted("fs/folder with a file's name", in_a_folder, reads=1),
    Planted("fs/empty folder with a file's name", lambda folder: (folder / "a.txt").mkdir(), refused=1, reason="empty folder"),
    Planted("fs/1,500 folders deep", deep(1_500, "d"), reads=1),
    Planted("fs/path longer than paths may be", deep(20, "d" * 250), refused=1, reason="too long"),
    Planted("fs/200 MB of nothing", sparse(200_000_000), refused=1, reason="no text|binary|MB"),
    Planted("fs/1 TB of nothing", sparse(1 << 40), refused=1, reason="larger than 200 MB"),
    Planted("fs/empty file", lambda folder: (folder / "a.txt").touch(), refused=1, reason="empty file"),
    Planted("fs/file that may not be opened", closed, refused=1, reason="Permission denied", outside=True),
    Planted("fs/folder that may not be opened", closed_folder, refused=1, reason="Permission denied", outside=True),
    Planted("fs/folder that shows but names", folder_without_entry, refused=1, reason="Permission denied", outside=True),
    Planted("fs/year 2100", at_a_time(4_102_444_800), reads=1),
    Planted("fs/year 1901", at_a_time(-2_147_483_648), reads=1),
    Planted("fs/gone meanwhile", one, refused=1, reason=GONE, meanwhile=gone),
    Planted("fs/emptied meanwhile", one, refused=1, reason="empty file", meanwhile=emptied),
    Planted("fs/a link meanwhile", one, refused=1, reason=LINK, meanwhile=replaced_by_a_link),
    Planted("fs/a pipe meanwhile", one, refused=1, reason=PIPE, meanwhile=replaced_by_a_pipe),
    Planted("fs/a folder meanwhile", one, refused=1, reason=PIPE, meanwhile=replaced_by_a_folder),
    Planted("fs/its folder gone meanwhile", in_a_folder_that_goes, refused=1, reason=GONE, meanwhile=without_its_folder),
    Planted("fs/grown to 1 TB meanwhile", one, refused=1, reason="larger than 200 MB", meanwhile=sparse(1 << 40)),
    Planted("fs/rules from a pipe", rules_from_a_pipe, reads=1),
    Planted("fs/rules from an endless device", rules_from_a_device, reads=1),
    # Rules that can't be read may exclude something, so only the folder with the rules is left out.
    Planted("fs/rules that never end", rules_of(b"*a" * 30 + b"*b.txt\n"), refused=1, reason=RULES),
    Planted("fs/rules that are none", rules_of(b"!\n/\n***\n[\n[a\n\\\n\xff\xfe\x00\n" + b"[" * 999), refused=1, reason=RULES),
)  # fmt: skip
