"""Claims: figures, months, units, names and negations must stand in the passage, in whatever language and script."""

import pytest

from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.quantities import figures, months, occurring
from ragassist.language.function_words import negates
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from tests.fakes import FakeEmbedder


def passage(text: str, language: str = "en") -> Source:
    return Source(
        n=1, path="/papers/1.pdf", place=Place(1), heading="", language=language, start=0, end=len(text), text=text, score=1.0
    )


def supported(claim: str, text: str, language: str = "en") -> bool:
    def embed(texts: list[str]) -> Vectors:
        return FakeEmbedder().embed_passages(texts)

    return ClaimChecker([passage(text, language)], "", embed, language).check(claim)[0].supported


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It has 3.5 million users.", "用户有350万。"),
        ("Es sind 3,5 Mio. Menschen.", "3,500,000 people live there."),
        ("There are three pumps.", "Il y a 3 pompes."),
        ("Il y a trois pompes.", "ポンプは三台ある。"),
        ("펌프는 2대입니다.", "There are two pumps."),
        ("يبلغ الوزن ٣١٫٤ كيلوغرام", "It weighs 31.4 kg."),
        ("It was signed on 3 May 2025.", "Date: 2025-05-03"),
        ("Er wurde am 3. Mai 2025 unterschrieben.", "2025年5月3日に署名した。"),
        ("Firmado el 3 de mayo de 2025.", "Signed 03.05.2025"),
        ("تم التوقيع في 3 مايو 2025", "Signé le 3 mai 2025."),
        ("Le 3 mai 2025, il a signé.", "2025년 5월 3일에 서명했다."),
    ],
)
def test_what_is_the_same_in_another_language_is_found(claim: str, text: str) -> None:
    assert Particulars.of(claim, "").occur_in(text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It has 3.5 million users.", "用户有35万。"),
        ("There are three pumps.", "Il y a 4 pompes."),
        ("It was signed on 3 May 2025.", "Date: 2025-06-03"),
        ("Er wurde am 3. Mai 2025 unterschrieben.", "2025年6月3日に署名した。"),
        ("It weighs 31 kg.", "It is 31 m long."),
        ("El plazo es de 14 días.", "The term is 14 months."),
        ("3,000 units", "3 units"),
    ],
)
def test_what_is_another_number_month_or_unit_is_not_found(claim: str, text: str) -> None:
    assert not Particulars.of(claim, "").occur_in(text)


def test_a_claim_with_another_name_or_of_other_words_is_not_supported_in_its_language() -> None:
    text = "The rent was agreed by Priya Landermoor on behalf of the owners, and is paid monthly."
    assert supported("The rent was agreed by Priya Landermoor.", text)
    assert not supported("The rent was agreed by Peter Osterholm.", text)
    assert not supported("The rent was raised after lengthy negotiations about heating.", text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The pump does not run dry.", "The pump does run dry, as all pumps of the garden do."),
        ("Die Pumpe läuft nicht trocken.", "Die Pumpe läuft trocken, wie alle Pumpen im Garten."),
        ("La pompe ne tourne pas à sec.", "La pompe tourne à sec, comme toutes les pompes du jardin."),
        ("La bomba no funciona en seco.", "La bomba funciona en seco, como todas las del jardín."),
        ("المضخة لا تعمل دون ماء.", "المضخة تعمل في كل وقت مثل كل المضخات."),
        ("水泵不能空转。", "水泵可以空转，花园里的所有水泵都可以这样使用。"),
        ("ポンプは空運転できません。", "ポンプは空運転ができる。庭のすべてのポンプがそうである。"),
        ("펌프는 물 없이 작동하지 않습니다.", "펌프는 물로 작동합니다. 정원의 모든 펌프가 그렇습니다."),
    ],
)
def test_a_not_that_the_sentence_does_not_say_is_not_supported(claim: str, text: str) -> None:
    assert negates(claim)
    assert not negates(text)
    assert not supported(claim, text)


def test_may_the_verb_is_no_month() -> None:
    assert months("You may open it.", dated=True) == frozenset()
    assert months("Open until 5 May.", dated=True) == {5}


def test_han_numerals_are_read() -> None:
    assert {"350", "12", "2025"} <= occurring("三百五十 十二 二〇二五").keys()
    assert [figure.unit for figure in figures("12 % in 5 Tagen")] == ["%", "day"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The report of Dr. Smith covers the whole year. It was read by all members.", 2),
        ("Die Sitzung des Vereins war am 5. Mai in der Halle. Danach gab es Kaffee und Kuchen für alle.", 2),
        ("هل تعمل المضخة في فصل الشتاء البارد جدا؟ نعم، وهي تعمل في كل وقت من السنة.", 2),
        ("水泵在冬天必须排空并存放在干燥的地方，否则水泵会被冻坏。春天再把它重新安装好，并检查所有的密封件是否完好。", 2),
    ],
)
def test_sentences_end_where_their_script_ends_them(text: str, count: int) -> None:
    assert len(sentence_spans(text)) == count


@pytest.mark.parametrize(
    ("question", "nothing", "something"),
    [
        ("What colour is the light when it runs dry?", "The colour of the light when it runs dry is.", "The light is red."),
        ("Welche Farbe hat die Lampe?", "Die Lampe hat die Farbe.", "Die Lampe ist rot."),
        ("Quelle est la couleur de la lampe ?", "La couleur de la lampe est.", "La lampe est rouge."),
        ("¿De qué color es la lámpara?", "El color de la lámpara es.", "La lámpara es roja."),
        ("ما هو لون المصباح؟", "لون المصباح هو.", "لون المصباح أحمر."),
        ("灯是什么颜色？", "灯的颜色是。", "灯是红色。"),
        ("ランプの色は何ですか。", "ランプの色です。", "ランプの色はあかいろです。"),
        ("램프는 무슨 색입니까?", "램프의 색입니다.", "램프는 빨강입니다."),
    ],
)
def test_a_claim_that_says_back_its_question_is_not_supported(question: str, nothing: str, something: str) -> None:
    assert Particulars.of(nothing, question).empty
    assert not Particulars.of(something, question).empty
    assert not Particulars.of(nothing, question).fit(passage(nothing))


def test_a_number_or_a_foreign_name_says_something() -> None:
    assert not Particulars.of("酸素の原子番号は8です。", "酸素の原子番号は何か？").empty
    assert not Particulars.of("ケニアの南はTanzaniaです。", "ケニアの南はどこですか？").empty
    assert not Particulars.of("The year of 1999 is 1998.", "What is the year of 1999?").empty


def test_a_claim_of_its_questions_words_answers_yes_or_no() -> None:
    assert not Particulars.of("The filter is washable.", "Is the filter washable?").empty
