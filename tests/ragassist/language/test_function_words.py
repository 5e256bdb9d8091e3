"""An answer that only repeats its question adds nothing, however it is spelled."""

import pytest

from ragassist.language.function_words import adds_nothing

REPEATED = [
    ("What colour is the light?", "The colour of the light is."),
    ("من هو الأستاذ الذي وضع امتحان ثانوية أحمد عروة؟", "الاستاذ الذي وضع امتحان ثانوية احمد عروة هو أحمد عروة."),
    ("谁买了带锯机？", "买了带锯机的是谁。"),
    ("Qui a signé le bail de l’atelier ?", "Le bail de l'atelier est signé."),
    ("Welche Farbe hat das Licht?", "Das Licht hat die Farbe."),
    ("灯の色は何ですか。", "灯の色です。"),
    ("¿De qué color es la luz?", "El color de la luz es."),
]


@pytest.mark.parametrize(("question", "answer"), REPEATED)
def test_an_answer_of_words_of_its_question_adds_nothing(question: str, answer: str) -> None:
    assert adds_nothing(answer, question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("من هو الأستاذ الذي وضع امتحان ثانوية أحمد عروة؟", "الاستاذ الذي وضع امتحان ثانوية احمد عروة هو سمير."),
        ("من هو المدير؟", "المدير هو علي."),
        ("What colour is the light?", "The light is green."),
        ("谁买了带锯机？", "王芳买了带锯机。"),
        ("Wer ist Falcot?", "FALCOTNET."),
    ],
)
def test_another_word_adds_something(question: str, answer: str) -> None:
    assert not adds_nothing(answer, question)
