"""Lines are broken where Unicode allows it, in texts of all languages."""

import pytest
from textual.content import Content

from tests.tui.scripted import ScriptedBackend, until
from tui.app import RagassistApp
from tui.rendering.line_breaks import break_lines_by_unicode, pieces
from tui.widgets.question_box import QuestionBox


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Fill the pump K240.", ["Fill ", "the ", "pump ", "K240."]),
        ("  indented text", ["  indented ", "text"]),
        ("何か？はい。", ["何", "か？", "は", "い。"]),
        ("「はい」で", ["「は", "い」", "で"]),
        ("リットルを", ["リッ", "ト", "ル", "を"]),
        ("K240 の水", ["K240 ", "の", "水"]),
        ("他说：“好。”", ["他", "说：“好。”"]),
        ("서울에 있다", ["서울에 ", "있다"]),
        ("sur « Quay crane » ?", ["sur ", "« Quay ", "crane » ?"]),
        ("9\u00a0214 files", ["9\u00a0214 ", "files"]),
        ("مرحبا بكم", ["مرحبا ", "بكم"]),
        ("", []),
    ],
)
def test_a_text_is_split_where_a_line_may_end(text: str, parts: list[str]) -> None:
    found = list(pieces(text))
    assert [part for _, _, part in found] == parts
    assert [text[start:end] for start, end, _ in found] == parts


@pytest.mark.parametrize("start", ["", "a", "("])
def test_a_long_run_of_blanks_is_read_once(start: str) -> None:
    """Read again from each of its blanks it would take minutes."""
    text = start + " " * 200_000 + "end"
    assert "".join(part for _, _, part in pieces(text)) == text


def test_a_japanese_sentence_fills_its_lines_and_no_full_stop_begins_one() -> None:
    break_lines_by_unicode()
    lines = [line.plain for line in Content("ポンプ K240 の初回始動前に水を何リットル入れますか？注水します。").wrap(20)]
    assert lines == ["ポンプ K240 の初回始", "動前に水を何リットル", "入れますか？注水しま", "す。"]


async def test_the_question_box_breaks_its_lines_in_the_same_way() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=(60, 20)) as pilot:
        box = app.screen.query_one(QuestionBox)
        box.load_text("K240 " + "水を入れますか。" * 6)
        await until(pilot, lambda: box.wrapped_document.height > 1)
        first, *_ = box.wrapped_document.get_sections(0)
        assert first.startswith("K240 水を")
