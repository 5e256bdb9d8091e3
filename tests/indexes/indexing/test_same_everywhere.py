"""The same files give the same library in any locale, hash seed, time zone, folder and umask, readable for its owner only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexes.indexing.indexer import Indexer
from tests.indexes.crash_run import PlainReader
from tests.indexes.faults import ALONE
from tests.indexes.logical import open_library
from tests.paths import ROOT

PAPERS = {
    "pump/notes.md": "# Pump\n\nThe canal pump weighs 31 kg with its motor.\n\n# Bolts\n\nTighten them with 48 Nm. IıİiI",
    "قناة/مضخة.txt": "يبلغ وزن المضخة واحدا وثلاثين كيلوغراما مع محركها.",
    "运河/水泵.md": "# 水泵\n\n运河水泵连同电机重三十一公斤。每年春天都要检查一次。",
    "Écluse/Été.html": "<h1>Écluse</h1><p>La pompe de l'écluse pèse trente et un kilos avec son moteur.</p>",
    "Straße/Größe.txt": "Die Pumpe am Kanal wiegt mit ihrem Motor einunddreißig Kilogramm.",
    "運河/ポンプ.txt": "運河のポンプはモーターを含めて三十一キログラムあります。",
    "운하/펌프.md": "# 펌프\n\n운하 펌프는 모터를 포함하여 삼십일 킬로그램입니다.",
    "Canal/Año.txt": "La bomba del canal pesa treinta y un kilos con su motor.",
    "Cafe\u0301.txt": "The name of this file is written with a combining accent.",
}
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHON"))}
PLACES = {
    "seed 0": {"PYTHONHASHSEED": "0"},
    "seed 1": {"PYTHONHASHSEED": "1"},
    "seed random": {"PYTHONHASHSEED": "random"},
    "no language": {"LANG": "", "LANGUAGE": ""},
    "LC_ALL=C": {"LC_ALL": "C"},
    "LC_ALL=C, no UTF-8": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "LC_ALL=POSIX, UTF-8": {"LC_ALL": "POSIX", "PYTHONUTF8": "1"},
    "LC_ALL=C.UTF-8": {"LC_ALL": "C.UTF-8"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8"},
    "german, not UTF-8": {"LC_ALL": "de_DE@euro"},
    "far east": {"TZ": "Pacific/Kiritimati"},
    "far west": {"TZ": "Etc/GMT+12", "LANG": "en_US"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all") / "papers"
    for number, (name, text) in enumerate((*PAPERS.items(), (os.fsdecode(b"b\xe9ton.txt"), "Ce nom n'est pas de l'UTF-8."))):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(number, number))
    return folder


def told(folder: Path, papers: Path, env: dict[str, str], cwd: Path = ROOT) -> str:
    """Index the papers in another process and return the content of the library."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.indexes.crash_run", str(folder), str(papers)],
        cwd=cwd, env={**PLAIN, **ALONE, "PYTHONPATH": str(ROOT), **env}, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.decode()


@pytest.fixture(scope="module")
def expected(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    said = told(tmp_path_factory.mktemp("here") / "library", papers, {})
    assert all(str(papers / name) in said for name in PAPERS)
    assert r"b\\xe9ton.txt" in said
    return said


@pytest.mark.parametrize("place", PLACES)
def test_the_same_files_give_the_same_library(expected: str, papers: Path, tmp_path: Path, place: str) -> None:
    assert told(tmp_path / "library", papers, PLACES[place]).splitlines() == expected.splitlines()


def test_the_working_directory_and_the_form_of_a_path_make_no_difference(expected: str, papers: Path, tmp_path: Path) -> None:
    aside = tmp_path / "Ünïcode 目录"
    aside.mkdir()
    relative = Path(os.path.relpath(papers, aside))
    assert told(aside / "library", relative, {}, cwd=aside).splitlines() == expected.splitlines()


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def open_to_others(*folders: Path) -> dict[str, str]:
    entries = [entry for folder in folders for entry in (folder, *folder.iterdir())]
    return {entry.name: oct(entry.stat().st_mode & 0o777) for entry in entries if entry.stat().st_mode & 0o077}


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o002])
def test_with_any_umask_only_the_owner_can_read_the_library(papers: Path, tmp_path: Path, mask: int) -> None:
    home = tmp_path / "home"
    folder = home / "libraries" / "one"
    with umask(mask):
        with open_library(folder) as library:
            Indexer(library, PlainReader()).update([papers])
            with library.writing():
                names = {entry.name for entry in folder.iterdir()}
                assert open_to_others(folder, folder.parent, home) == {}
                assert library.remove([str(papers / "Canal" / "Año.txt")])
            assert library.search("pump", "en", 3)
            assert library.check(full=True, repair=True).ok
            assert open_to_others(folder) == {}
        assert open_to_others(folder) == {}
    sides = {f"library.sqlite{side}" for side in ("", "-wal", "-shm")}
    assert names == {*sides, "vectors.faiss", "writer.lock", "writer.holder"}


def test_the_permissions_of_a_folder_that_others_can_read_are_restricted(papers: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir(mode=0o755)
    (folder / "library.sqlite").touch(mode=0o644)
    with open_library(folder) as library:
        Indexer(library, PlainReader()).update([papers])
        assert open_to_others(folder) == {}
