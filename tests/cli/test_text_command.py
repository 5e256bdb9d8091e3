"""`text` shows the indexed text, and reports files that have changed since."""

import unicodedata
from pathlib import Path

from tests.cli.program import run

SENTENCE = "The ferry leaves at 9:40 from the north pier, every day but Sunday."


def test_the_indexed_text_is_shown_with_a_hint_if_the_file_changed_or_is_deleted(bare: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(SENTENCE, encoding="utf-8")
    unknown = run(bare, "text", file, "--json").json
    assert (unknown["pages"][0]["text"], unknown["warnings"][0][:18]) == (SENTENCE, "not in the library")
    assert run(bare, "index", file).code == 0
    assert run(bare, "text", file, "--json").json["warnings"] == []
    file.write_text("The ferry leaves at 11:15 from now on.", encoding="utf-8")
    changed = run(bare, "text", file)
    assert SENTENCE in changed.out
    assert "has changed since it was indexed" in changed.err
    file.unlink()
    gone = run(bare, "text", file, "--json").json
    assert (gone["pages"][0]["text"], gone["warnings"][0][:16]) == (SENTENCE, "the file is gone")


def test_a_file_is_found_by_its_name_in_composed_and_in_decomposed_letters(bare: Path, tmp_path: Path) -> None:
    name = "Prüfbericht Öltank.txt"
    (tmp_path / unicodedata.normalize("NFD", name)).write_text(SENTENCE, encoding="utf-8")
    assert run(bare, "index", tmp_path / unicodedata.normalize("NFC", name)).code == 0
    assert SENTENCE in run(bare, "text", tmp_path / unicodedata.normalize("NFC", name)).out
    assert run(bare, "remove", tmp_path / unicodedata.normalize("NFC", name)).code == 0


def test_characters_that_a_console_lacks_are_question_marks_and_json_keeps_them(bare: Path, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(f"{SENTENCE} \u6e21\u8239\u4e5d\u70b9\u56db\u5341\u5206\u5f00\u3002", encoding="utf-8")
    shown = run(bare, "text", file, PYTHONIOENCODING="cp1252")
    assert (shown.code, SENTENCE in shown.out, "??" in shown.out) == (0, True, True)
    told = run(bare, "text", file, "--json", PYTHONIOENCODING="cp1252")
    assert told.out.isascii()
    assert "\u6e21\u8239" in told.json["pages"][0]["text"]
