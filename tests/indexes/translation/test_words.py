"""Words are told apart as people write them, in every script."""

import pytest

from indexes.translation.words import WordSpan, chosen, spans_of, words_of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The lease ends.", "lease"),
        ("Die Kündigungsfrist beträgt", "kündigungsfrist"),
        ("تثبيت دِبْيان على القرص", "دبيان"),
        ("メモリーの扱い方", "メモリー"),
        ("运行需要多大的硬盘？", "硬盘"),
        ("기본 암호는 무엇", "암호"),
        ("ＭＥＭＯＲＹ", "memory"),
    ],
)
def test_words_of_a_text_are_in_their_normal_form(text: str, word: str) -> None:
    assert word in words_of(text)


def test_single_letters_numbers_and_extremely_long_words_are_left_out() -> None:
    assert words_of("a 4711 x " + "y" * 100_000 + " ok") == set()


def test_a_run_of_han_characters_is_divided_into_pieces_of_two_to_four() -> None:
    assert words_of("磁盘配额表") == {"磁盘", "盘配", "配额", "额表", "磁盘配", "盘配额", "配额表", "磁盘配额", "盘配额表"}


def test_a_question_holds_its_words() -> None:
    assert [span.text for span in spans_of("Le disque dur, l’an 2026?")] == ["le", "disque", "dur", "l", "an"]


def test_pieces_do_not_go_beyond_a_run() -> None:
    assert {span.text for span in spans_of("硬盘 大小")} == {"硬盘", "大小"}


def test_the_spans_with_the_highest_total_weight_are_chosen_without_overlaps() -> None:
    spans = spans_of("学校网络里")
    taken = chosen(spans, {"学校": 0.9, "网络": 0.8, "校网": 0.5, "网络里": 0.4, "学校网": 0.6})
    assert [span.text for span in taken] == ["学校", "网络"]


def test_without_spans_none_is_chosen() -> None:
    assert chosen([], {}) == []
    assert chosen([WordSpan(0, 1, "x")], {}) == []
