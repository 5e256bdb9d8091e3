"""Files that the UI writes into the current folder."""

from pathlib import Path

import pytest

from tui.backend.export import exported_text


def test_a_title_of_four_byte_letters_is_shortened_to_fit_into_a_file_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = exported_text("\N{GOTHIC LETTER AHSA}" * 60, "The pump weighs 31.4 kg.")
    assert written.parent == tmp_path.resolve()
    assert written.read_text(encoding="utf-8") == "The pump weighs 31.4 kg.\n"
