"""Paths and the replacement of files on each system."""

from pathlib import Path

import pytest

from ingest.system import files
from ingest.system.files import prefixed, replace, windows_slashed

LONG = "deep\\" * 60


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\papers\\a.txt", "C:\\papers\\a.txt"),
        (f"C:\\{LONG}a.txt", f"\\\\?\\C:\\{LONG}a.txt"),
        (f"\\\\server\\share\\{LONG}a.txt", f"\\\\?\\UNC\\server\\share\\{LONG}a.txt"),
        (f"\\\\?\\C:\\{LONG}a.txt", f"\\\\?\\C:\\{LONG}a.txt"),
    ],
)
def test_a_long_windows_path_gets_the_prefix_that_removes_the_length_limit(path: str, expected: str) -> None:
    assert prefixed(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("C:\\Papers\\Contract.PDF", "/c:/papers/contract.pdf"),
        ("papers\\*.pdf", "papers/*.pdf"),
        ("**/Papers/*", "**/papers/*"),
        ("\\\\server\\share\\a.txt", "//server/share/a.txt"),
    ],
)
def test_a_windows_path_is_compared_with_slashes_and_without_case(path: str, expected: str) -> None:
    assert windows_slashed(path) == expected


class HeldFor:
    """A file that can't replace another for some attempts, as if a virus scanner holds the target open."""

    def __init__(self, tries: int) -> None:
        self.left, self.placed = tries, False

    def replace(self, _: Path) -> None:
        if self.left:
            self.left -= 1
            raise PermissionError(13, "Access is denied")
        self.placed = True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "OPEN_FILES_ARE_LOCKED", True)
    monkeypatch.setattr(files, "_PAUSE_S", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_target_that_is_held_open_for_a_moment_is_replaced_once_it_is_released() -> None:
    source = HeldFor(3)
    replace(source, Path("target"))  # type: ignore[arg-type]  # it does what a path does here
    assert source.placed


@pytest.mark.usefixtures("impatient")
def test_a_target_that_stays_held_open_is_an_error() -> None:
    with pytest.raises(PermissionError):
        replace(HeldFor(1000), Path("target"))  # type: ignore[arg-type]


def test_on_systems_that_can_replace_open_files_a_refusal_is_an_error_at_once() -> None:
    source = HeldFor(1)
    with pytest.raises(PermissionError):
        replace(source, Path("target"))  # type: ignore[arg-type]
    assert source.left == 0
    assert not source.placed
