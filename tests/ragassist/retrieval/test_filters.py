"""The filter of a search from what a person writes."""

from pathlib import Path

import pytest

from ragassist.retrieval.filters import filter_of


@pytest.mark.parametrize(("separator", "path"), [("/", "./papers"), ("\\", ".\\papers"), ("\\", "./papers"), ("/", "..")])
def test_a_path_from_here_is_absolute_with_the_separator_of_each_system(
    separator: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sep", separator)
    (absolute,) = filter_of([path]).paths
    assert Path(absolute).is_absolute()


def test_a_glob_stays_as_it_is() -> None:
    assert filter_of(["*/papers", ".hidden/*"]).paths == ("*/papers", ".hidden/*")
