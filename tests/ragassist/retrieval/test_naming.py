"""A question may refer to a document by a word or a number of its file name, in eight languages."""

import pytest

from ragassist.retrieval.naming import may_name, without_codes


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("What does the minutes of March say?", "/a/Minutes_2025-03-18.md"),
        ("Was steht im Pumpenhandbuch?", "/a/Pumpenhandbücher.pdf"),
        ("Que dit le bail ?", "/a/Le bail.docx"),
        ("¿Qué dice el manual?", "/a/Manual_de_seguridad.pdf"),
        ("报价单里写了什么？", "/a/报价单_YC-2025-0613.html"),
        ("オープンデーのカレーは？", "/a/オープンデーのカレー.md"),
        ("짜맞춤 강좌는 언제인가요?", "/a/짜맞춤_강좌_2025_가을.html"),
        ("ماذا تقول رسالة الشركة؟", "/a/رسالة_شركة_التأمين.txt"),
        ("What is due in 2024?", "/a/bill 2024.txt"),
    ],
)
def test_one_word_of_the_file_name_refers_to_the_document(question: str, path: str) -> None:
    assert may_name(question, path)


@pytest.mark.parametrize("question", ["How much is the rent?", "ما قيمة الإيجار؟", "家賃はいくらですか？"])
def test_a_question_without_a_word_of_the_file_name_does_not_refer_to_the_document(question: str) -> None:
    assert not may_name(question, "/minutes/xquad-29-2-es.txt")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which fault code does the K240 pump show?", "Which fault code does the pump show?"),
        ("K240水泵每运行多少小时必须更换机械密封？", "水泵每运行多少小时必须更换机械密封？"),
        ("Wer leitet die Pumpenwerkstatt seit 2019?", "Wer leitet die Pumpenwerkstatt seit 2019?"),
    ],
)
def test_a_code_that_is_part_of_a_file_name_is_removed_from_the_question(question: str, left: str) -> None:
    assert without_codes(question, ["/a/Pumpenhandbuch_K240.pdf", "/a/Le bail.docx"]) == left
