"""What a text says beyond its question."""

import pytest

from ragassist.language.clauses import without_repeated


@pytest.mark.parametrize(
    ("question", "text", "own"),
    [
        (
            "What does the command print without any parameters?",
            "Without any parameters, the command prints three paragraphs.",
            "the command prints three paragraphs.",
        ),
        (
            "不加任何参数调用命令时，会输出第几段到第几段？",
            "不加任何参数调用命令时，会输出第一段到第三段。",
            "会输出第一段到第三段",
        ),
        (
            "Was geschieht, wenn man nicht absagt, mit der Gebühr?",
            "Wenn man nicht absagt, verfällt die Gebühr ganz.",
            "verfällt die Gebühr ganz.",
        ),
        (
            "予約を取り消さなかった場合、料金はいくらですか。",
            "予約を取り消さなかった場合、料金は20ユーロです。",
            "料金は20ユーロです",
        ),
    ],
)
def test_a_condition_of_the_question_is_not_said_in_answer_to_it(question: str, text: str, own: str) -> None:
    assert without_repeated(text, question).rstrip(" ,。") == own.rstrip(" ,。")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("So dogs are not allowed in the garden?", "No, dogs are not allowed in the garden."),
        ("花园里不许带狗吗？", "不，花园里不许带狗。"),
        ("How much is it?", "Without a ticket, it is 20 euros."),
        ("", "Without a ticket, it is 20 euros."),
    ],
)
def test_what_repeats_the_whole_question_or_nothing_of_it_stays(question: str, text: str) -> None:
    assert without_repeated(text, question) == text
