"""Characters with positions become text in reading order."""

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import LETTER, Run, drawn

ARABIC = ("وزن المضخة ", "31.4", " كغ حسب ", "ISO 9001", " هنا")
HEBREW = ("משקל המשאבה הוא ", "31.4", " ק״ג לפי ", "ISO 9001", " כאן")
PERSIAN = ("وزن این پمپ ", "31.4", " کیلوگرم است ")


def text_of(*pages: list[Run | bytes]) -> str:
    return "\n\n".join(block.text for block in read(drawn(*pages)).blocks)


def as_seen(run: str) -> str:
    """Return a run in visual order, from left to right."""
    return run if run.strip()[0].isascii() else run[::-1]


def placed(runs: tuple[str, ...]) -> list[Run]:
    """Return the runs of a right-to-left line with positions, in reading order."""
    at, line = 540.0, []
    for run in runs:
        at -= LETTER * len(run)
        line.append((at, 700.0, as_seen(run)))
    return line


@pytest.mark.parametrize("runs", [ARABIC, HEBREW, PERSIAN], ids=["ar", "he", "fa"])
@pytest.mark.parametrize("way", ["in one piece", "as read", "as seen", "by letters", "by letters backwards"])
def test_a_right_to_left_line_is_read_in_order_however_it_is_stored(runs: tuple[str, ...], way: str) -> None:
    line = placed(runs)
    letters: list[Run] = [(x + LETTER * i, y, letter) for x, y, run in line for i, letter in enumerate(run)]
    stored: dict[str, list[Run]] = {
        "in one piece": [(line[-1][0], 700.0, "".join(run for _, _, run in reversed(line)))],
        "as read": line,
        "as seen": line[::-1],
        "by letters": sorted(letters),
        "by letters backwards": sorted(letters)[::-1],
    }
    assert text_of([*stored[way]]) == "".join(runs).strip()


def test_presentation_forms_become_letters() -> None:
    shaped = "\ufe8d\ufedf\ufee4\ufec0\ufea8\ufe94"  # المضخة in presentation forms
    assert text_of([(100, 700, shaped[::-1])]) == "المضخة"
    assert text_of([(100, 700, "The ﬁrst eﬃcient ﬂow")]) == "The first efficient flow"
    assert text_of([(100, 700, "⽇本の⽂書です")]) == "日本の文書です"


def test_arabic_whose_letters_are_in_reversed_order_is_read() -> None:
    text = "يجب على المشغل أن يفحص المضخة من الداخل في كل سنة"
    assert text_of([(60, 700, text)]) == text


def test_a_row_of_blanks_is_not_a_line() -> None:
    text = "وزن المضخة المائية"
    assert text_of([(60, 700, text[::-1]), (60, 650, "   "), (60, 600, text[::-1])]).split() == 2 * text.split()


LEFT = [
    "The pump has to be looked after", "by people who know what they do", "and who have read these pages.",
    "Grease is put on the bolts every", "week, and oil is filled up every", "month by the person on duty and",
    "not by anybody who comes along.", "All of this is written into the",
]  # fmt: skip
RIGHT = [
    "log book, which hangs beside it", "and is signed on every evening.", "Spare parts are ordered by the",
    "end of the year from the makers", "in Graz, who send them by train", "and want to have the old ones",
    "back, since they use the metal", "for new ones; this saves money.",
]  # fmt: skip


def in_columns() -> list[Run]:
    rows = (
        [(50.0, 700.0 - 14 * i, left) for i, left in enumerate(LEFT)],
        [(320.0, 700.0 - 14 * i, r) for i, r in enumerate(RIGHT)],
    )
    return [run for row in zip(*rows, strict=True) for run in row]


def test_two_columns_that_are_drawn_line_by_line_are_read_one_after_the_other() -> None:
    text = text_of([(180, 750, "How to look after a pump"), *in_columns(), (180, 500, "Ask the makers for more")])
    flat = " ".join(text.split())
    assert flat == " ".join(["How to look after a pump", *LEFT, *RIGHT, "Ask the makers for more"])


def test_a_table_is_read_row_by_row() -> None:
    rows = [
        ("bolt", "48 Nm"),
        ("nut", "36 Nm"),
        ("screw", "12 Nm"),
        ("flange", "80 Nm"),
        ("cap", "9 Nm"),
        ("ring", "7 Nm"),
        ("lid", "5 Nm"),
    ]
    runs: list[Run | bytes] = [
        run for i, (part, force) in enumerate(rows) for run in ((50.0, 700.0 - 14 * i, part), (320.0, 700.0 - 14 * i, force))
    ]
    assert [line.split() for line in text_of(runs).splitlines()] == [f"{part} {force}".split() for part, force in rows]


@pytest.mark.parametrize(
    ("text", "step"),
    [("ポンプの重量は三十一キロです", 12), ("水泵的重量是三十一公斤", 12), ("펌프의 무게는 삼십일 킬로그램입니다", LETTER)],
    ids=["ja", "zh", "ko"],
)
def test_letters_that_are_positioned_one_by_one_have_no_blanks_between_them(text: str, step: float) -> None:
    assert text_of([(50 + step * i, 700, letter) for i, letter in enumerate(text)]) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["The pump needs regular main-", "tenance by trained people."],
            "The pump needs regular maintenance by trained people.",
        ),
        (
            ["Die Vor- und Nachteile sind Ein-", "und Ausbau der Pumpe."],
            "Die Vor- und Nachteile sind Ein- und Ausbau der Pumpe.",
        ),
        (["Es liegt an der Donau-", "Dampfschifffahrt selbst."], "Es liegt an der Donau-Dampfschifffahrt selbst."),
        (["A well-known pump is a well-", "known pump, as it seems."], "A well-known pump is a well-known pump, as it seems."),
        (["ポンプは毎日点検してくださいと書いて", "あります。"], "ポンプは毎日点検してくださいと書いてあります。"),
        (
            ["La pompe doit être vérifiée chaque", "semaine par un mécanicien."],
            "La pompe doit être vérifiée chaque semaine par un mécanicien.",
        ),
    ],
    ids=["word", "part of a word", "compound", "elsewhere", "ja", "sentence"],
)
def test_words_that_are_hyphenated_at_line_ends_are_rejoined(lines: list[str], text: str) -> None:
    assert text_of([(50, 700 - 14 * i, line) for i, line in enumerate(lines)]) == text


def test_a_running_header_is_kept_once_and_page_numbers_are_left_out() -> None:
    said = ("The pump is red.", "The valve is blue.", "The hose is green.", "The tank is grey.")
    pages: list[list[Run | bytes]] = [
        [
            (50, 800, "Manual of the K240"),
            (50, 700, text),
            (50, 660, f"It costs {310 + 7 * i} euros."),
            (280, 30, f"Page {i + 3} of 9"),
        ]
        for i, text in enumerate(said)
    ]
    reading = read(drawn(*pages))
    text = "\n".join(block.text for block in reading.blocks)
    assert text.count("Manual of the K240") == 1
    assert "of 9" not in text
    assert all(f"It costs {310 + 7 * i} euros." in text for i in range(4))
    assert reading.notes == ("7 running headers, footers and page numbers left out",)


def test_a_rotated_page_is_read_along_its_lines() -> None:
    turned: list[Run | bytes] = [
        b"0 1 -1 0 595 0 cm",
        (50.0, 500.0, "וזה שורה ראשונה"[::-1]),
        (50.0, 480.0, "וזה שורה שנייה"[::-1]),
    ]
    assert text_of(turned).split("\n") == ["וזה שורה ראשונה", "וזה שורה שנייה"]


def test_vertical_text_whose_characters_are_drawn_one_by_one_is_read_column_by_column() -> None:
    columns = ("三番目のランプは緑", "色に光り船は九時に", "出発します。鍵は鉢")
    signs = [(400.0 - 20 * at, 700.0 - 14 * row, sign) for at, column in enumerate(columns) for row, sign in enumerate(column)]
    found = "".join(block.text for block in read(drawn(signs)).blocks)
    assert "三番目のランプは緑色に光り船は九時に出発します。" in "".join(found.split())
