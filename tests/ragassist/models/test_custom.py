"""Entries of the person's own models are written to `models.toml` and read again."""

from dataclasses import replace
from pathlib import Path

import pytest

from ragassist.models.custom import add_entry
from ragassist.models.registry import find_entry, load_registry


@pytest.mark.parametrize("reasons", [None, False, True])
@pytest.mark.parametrize("name", ["smollm2-135m-instruct", "lfm2-2.6b-exp", "multilingual-e5-small"])
def test_an_entry_is_read_as_it_was_written(name: str, reasons: bool | None, tmp_path: Path) -> None:
    entry = replace(find_entry(name), name="mine", reasons=reasons)
    add_entry(entry, tmp_path / "models.toml")
    assert load_registry(tmp_path / "models.toml")["mine"] == entry
