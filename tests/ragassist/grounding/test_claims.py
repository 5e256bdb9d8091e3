"""Claims: their particulars occur in the passage, and both are negated or neither."""

from dataclasses import replace

import numpy as np
import pytest

from indexes.embedding.embedder import Vectors
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.records import Place
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.rival_values import without_values
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


def test_a_claim_with_another_name_or_of_other_words_is_not_supported_in_its_language() -> None:
    text = "The rent was agreed by Priya Landermoor on behalf of the owners, and is paid monthly."
    assert supported("The rent was agreed by Priya Landermoor.", text)
    assert not supported("The rent was agreed by Peter Osterholm.", text)
    assert not supported("The rent was raised after lengthy negotiations about heating.", text)


@pytest.mark.parametrize(
    ("language", "claim", "text"),
    [
        ("en", "The pump does not run dry.", "The pump does run dry, as all pumps of the garden do."),
        ("de", "Die Pumpe läuft nicht trocken.", "Die Pumpe läuft trocken, wie alle Pumpen im Garten."),
        ("fr", "La pompe ne tourne pas à sec.", "La pompe tourne à sec, comme toutes les pompes du jardin."),
        ("es", "La bomba no funciona en seco.", "La bomba funciona en seco, como todas las del jardín."),
        ("ar", "المضخة لا تعمل دون ماء.", "المضخة تعمل في كل وقت مثل كل المضخات."),
        ("zh", "水泵不能空转。", "水泵可以空转，花园里的所有水泵都可以这样使用。"),
        ("ja", "ポンプは空運転できません。", "ポンプは空運転ができる。庭のすべてのポンプがそうである。"),
        ("ko", "펌프는 물 없이 작동하지 않습니다.", "펌프는 물로 작동합니다. 정원의 모든 펌프가 그렇습니다."),
    ],
)
def test_a_negation_counts_in_the_claim_and_in_the_sentence(language: str, claim: str, text: str) -> None:
    assert not supported(claim, text, language)
    assert not supported(text.split(",")[0].split("、")[0].split("，")[0], claim, language)
    assert supported(claim, f"{claim} {text}", language)


def test_a_denial_that_a_claim_repeats_of_its_question_is_not_its_own() -> None:
    def embed(texts: list[str]) -> Vectors:
        return FakeEmbedder().embed_passages(texts)

    source = passage("The command prints three paragraphs of its text by default.")
    claim = "Without any parameters, the command prints three paragraphs of its text."
    question = "What does the command print without any parameters?"
    assert ClaimChecker([source], question, embed, "en").check(claim)[0].supported
    assert not ClaimChecker([source], "What does it print?", embed, "en").check(claim)[0].supported


@pytest.mark.parametrize(
    ("language", "question", "claim", "text"),
    [
        (
            "de",
            "Stimmt es, dass der Aufzug nicht fährt, oder ist die Treppe gesperrt?",
            "Der Aufzug nicht fährt, die Treppe ist offen für alle.",
            "Der Aufzug fährt, die Treppe ist offen für alle.",
        ),
        (
            "ja",
            "エレベーターは動いていませんか、それとも階段が使えませんか。",
            "エレベーターは動いていません、階段は今日から使えます。",
            "エレベーターは動いています、階段は今日から使えます。",
        ),
        ("zh", "电梯不能用吗，还是楼梯不能用？", "电梯不能用，楼梯可以正常使用。", "电梯能用，楼梯可以正常使用。"),
    ],
)
def test_a_denial_about_which_a_question_asks_is_the_claims_own(
    embedder: FastEmbedder, language: str, question: str, claim: str, text: str
) -> None:
    checker = ClaimChecker([passage(text, language)], question, embedder.embed_passages, language)
    assert not checker.check(claim)[0].supported


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
        (
            "Falcot 社は Samba のワークグループ名を何にしましたか。",
            "Falcot 社は Samba のワークグループ名にしました。",
            "Falcot 社は Samba のワークグループ名を FALCOTNET にしました。",
        ),
    ],
)
def test_a_claim_that_repeats_its_question_is_not_supported(question: str, nothing: str, something: str) -> None:
    assert Particulars.of(nothing, question).empty
    assert not Particulars.of(something, question).empty
    assert not Particulars.of(nothing, question).names_fit(passage(nothing))


def test_a_claim_with_a_number_or_a_foreign_name_can_be_supported() -> None:
    assert not Particulars.of("酸素の原子番号は8です。", "酸素の原子番号は何か？").empty
    assert not Particulars.of("ケニアの南はTanzaniaです。", "ケニアの南はどこですか？").empty
    assert not Particulars.of("The year of 1999 is 1998.", "What is the year of 1999?").empty


def test_a_claim_in_its_questions_words_may_be_an_answer_of_yes_or_no() -> None:
    assert not Particulars.of("The filter is washable.", "Is the filter washable?").empty


def test_a_claim_of_two_facts_from_two_sources_cites_both() -> None:
    sources = [
        passage("The pump delivers 14.5 m³ of water per hour."),
        replace(passage("The pump lifts the water up to 22 metres."), n=2),
    ]
    checker = ClaimChecker(sources, "", FakeEmbedder().embed_passages, "en")
    cited = checker.cited("The pump delivers 14.5 m³ of water per hour, the pump lifts the water up to 22 m.", [1])
    assert [(verdict.source.n, verdict.supported) for verdict in cited] == [(1, True), (2, True)]
    (wrong,) = checker.cited("The pump delivers 14.5 m³ of water per hour, the pump lifts the water up to 32 m.", [1])
    assert not wrong.supported


def test_a_row_of_a_table_supports_claims_about_its_own_cells() -> None:
    table = "Part | Size | Price\nImpeller bronze | 40 mm | 128 euros\nStrainer mesh | 12 mm | 45 euros"
    assert supported("The price of the impeller bronze is 128 euros.", table)
    assert supported("The strainer mesh of 12 mm costs 45 euros.", table)
    assert not supported("The strainer mesh costs 128 euros.", table)


def test_a_value_belongs_to_its_own_clause() -> None:
    text = "Adults pay 800 yen at the castle gate, children pay 400 yen at the garden door."
    assert supported("Adults pay 800 yen at the castle gate.", text)
    assert not supported("Adults pay 400 yen at the castle gate, children pay 800 yen at the garden door.", text)


def test_two_capitals_in_a_row_are_a_name_in_german() -> None:
    assert supported("Petra Lang hielt die Rede zum Fest.", "Die Rede zum Fest hielt Petra Lang.", "de")
    assert not supported("Paula Kurz hielt die Rede zum Fest.", "Die Rede zum Fest hielt Petra Lang.", "de")


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("ko", "고장 코드는 F7입니다."),
        ("ja", "故障コードはF7です。"),
        ("zh", "故障代码是F7。"),
        ("en", "The fault code is F7."),
    ],
)
def test_a_code_ends_before_the_particle_behind_it(language: str, claim: str) -> None:
    source = passage("Die Anzeige zeigt F7, wenn die Pumpe trocken läuft.", "de")
    assert Particulars.of(claim, "", language).occur_in(source.text, "de")
    assert not Particulars.of(claim.replace("F7", "F8"), "", language).occur_in(source.text, "de")


@pytest.mark.parametrize("claim", ["On Monday it is closed.", "The fair is in October."])
def test_a_weekday_and_a_month_are_not_names(claim: str) -> None:
    assert Particulars.of(claim, "", "en").names == frozenset()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le loyer est de 1 185 euros par mois, hors charges."),
        ("fr", "Le loyer est de 1 185 euros par mois hors charges."),
        ("de", "Die Miete beträgt 1.185 Euro im Monat ohne Nebenkosten."),
        ("en", "The rent is 1,185 euros a month excluding charges."),
        ("ja", "管理費を除く家賃は月1,185ユーロです。"),
    ],
)
def test_an_exception_does_not_negate_the_value_beside_it(language: str, text: str) -> None:
    def embed(texts: list[str]) -> Vectors:
        return FakeEmbedder().embed_passages(["the same"] * len(texts))

    (verdict,) = ClaimChecker([passage(text, language)], "", embed, "es").check("El alquiler es de 1.185 euros al mes.")
    (denied,) = ClaimChecker([passage(text, language)], "", embed, "es").check("El alquiler no es de 1.185 euros al mes.")
    assert verdict.supported
    assert not denied.supported


def test_a_part_number_stays_with_what_its_clause_says() -> None:
    text = "Das TX-40 hat nur Bluetooth, das TX-60 dagegen auch WLAN."
    near = {"The TX-60 has Wi-Fi.": (0, 1), "The TX-40 has Wi-Fi.": (0.1, 1), "das TX-60 dagegen auch WLAN.": (0, 1)}

    def embed(texts: list[str]) -> Vectors:
        return np.array([near.get(one, (1, 0) if "TX-60" not in one else (0.7, 0.7)) for one in texts], dtype=np.float32)

    checker = ClaimChecker([passage(text, "de")], "", embed, "en")
    assert checker.check("The TX-60 has Wi-Fi.")[0].probability > 0.4
    assert checker.check("The TX-40 has Wi-Fi.")[0].probability < 0.4


@pytest.mark.parametrize(
    ("language", "row", "wrong", "right"),
    [
        (
            "en",
            "Parking in the yard | not permitted",
            "Parking in the yard is permitted.",
            "Parking in the yard is not permitted.",
        ),
        ("de", "Parken im Hof | nicht erlaubt", "Parken im Hof ist erlaubt.", "Parken im Hof ist nicht erlaubt."),
        (
            "fr",
            "Parking dans la cour | non autorisé",
            "Parking dans la cour : autorisé.",
            "Parking dans la cour : non autorisé.",
        ),
        ("es", "Aparcar en el patio | no permitido", "Aparcar en el patio: permitido.", "Aparcar en el patio: no permitido."),
        ("ar", "الوقوف في الفناء | غير مسموح", "الوقوف في الفناء مسموح.", "الوقوف في الفناء غير مسموح."),
        ("zh", "在院内停车 | 不允许", "在院内停车允许。", "在院内停车不允许。"),
        ("ja", "中庭での駐車 | できません", "中庭での駐車ができます。", "中庭での駐車はできません。"),
        ("ko", "마당 주차 | 허용 안 함", "마당 주차 허용함.", "마당 주차 허용 안 함."),
    ],
)
def test_a_no_in_the_second_of_two_cells_negates_the_first(language: str, row: str, wrong: str, right: str) -> None:
    def probability(claim: str) -> float:
        def embed(texts: list[str]) -> Vectors:
            return FakeEmbedder().embed_passages(["the same"] * len(texts))

        return ClaimChecker([passage(row, language)], "", embed, language).check(claim)[0].probability

    assert probability(wrong) < 0.4 < probability(right)


def test_a_no_in_one_of_several_cells_negates_no_other() -> None:
    table = "Machine | Notice | Price | Training\nPump test rig | 4 hours | 7.20 EUR | no"
    assert supported("The price of the pump test rig is 7.20 EUR.", table)
    assert not supported("The price of the pump test rig is not 8.20 EUR.", table)


@pytest.mark.parametrize(
    ("language", "claim"), [("ko", "Priya Landermoor입니다."), ("ja", "Priya Landermoorです。"), ("ar", "هي Priya Landermoor")]
)
def test_the_words_of_a_language_are_no_names_beside_a_latin_one(language: str, claim: str) -> None:
    particulars = Particulars.of(claim, "", language)
    assert particulars.words == frozenset(("priya", "landermoor"))


def test_the_number_of_a_code_may_stand_alone_and_measures_nothing() -> None:
    def said(claim: str) -> bool:
        return Particulars.of(claim, "", "es").occur_in("رقم الملف: MZ-40718", "ar")

    assert said("El expediente es el 40718.")
    assert not said("El expediente es el 40719.")
    assert not said("Pesa 40718 kg.")


def test_a_negation_in_another_clause_does_not_count() -> None:
    text = "Priya Landermoor was elected secretary for three years; there were no other candidates."
    clauses = ("Priya Landermoor was elected secretary for three years", "there were no other candidates.")
    vectors = {clauses[1]: (0.0, 1.0), ", ".join(map(without_values, clauses)): (0.8, 0.6)}
    claim = "새 서기로 Priya Landermoor가 3년 임기로 선출되었습니다."

    def embed(texts: list[str]) -> Vectors:
        return np.array([vectors.get(one, (1.0, 0.0)) for one in texts], dtype=np.float32)

    assert ClaimChecker([passage(text)], "", embed, "ko").check(claim)[0].supported
    text = text.replace("was", "was not").replace("no other candidates", "others")
    assert not ClaimChecker([passage(text)], "", embed, "ko").check(claim)[0].supported


@pytest.mark.parametrize(
    ("language", "claim", "source", "of_source"),
    [
        ("zh", "价格是 50 EUR。", "价格是 50 欧元。", "zh"),
        ("ja", "料金は30 USDです。", "The fee is $30.", "en"),
        ("ko", "이 서비스는 NASA 가 제공합니다.", "L'agence spatiale américaine fournit ce service.", "fr"),
        ("ar", "السعر 50 USD.", "السعر 50 دولار.", "ar"),
    ],
)
def test_a_word_in_capitals_may_be_written_otherwise_in_the_source(
    language: str, claim: str, source: str, of_source: str
) -> None:
    assert Particulars.of(claim, "?", language).occur_in(source, of_source)
