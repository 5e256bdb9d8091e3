"""Text in eight languages becomes terms, and no question can contain query syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.lexical.terms import holds, identifiers, terms
from indexes.library import Library
from indexes.records import FileFacts
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading

HOSTILE = (
    '"', "'", '""', "NEAR(", "NEAR(pump valve, 2)", "*", "pump*", "-pump", "pump AND", "OR NOT", "terms:pump", "^pump", "(",
    ")",    "'; DROP TABLE documents; --", "a" * 5000, "pump\x00valve", "%", "{}", "\\", "+", "_", "😀", "ﷺ", "½²", "·", "ʼ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "stored", "asked"),
    [
        ("en", "The pumps were tightened", "tighten the pump"), ("de", "die Pumpen der Werkstätten", "Pumpe Werkstatt"),
        ("fr", "les clés des entrepôts", "clé entrepôt"), ("es", "las llaves de los almacenes", "llave almacén"),
        ("ar", "مفاتيح المستودعات", "المستودع مفتاح"), ("zh", "机器的使用费为每小时七欧元", "使用费"),
        ("ja", "機械の使用料は七ユーロ", "使用料"), ("ko", "기계사용료는칠유로입니다", "사용료"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_another_form(language: str, stored: str, asked: str) -> None:
    assert set(terms(stored, language)) & set(terms(asked, language))


def test_an_identifier_is_a_term_as_a_whole_and_in_its_parts() -> None:
    assert terms("Type HX-200/4 or TK-4142", "en") == ["hx200/4", "tk4142", "type", "hx", "200", "4", "or", "tk", "4142"]
    assert terms("K240", "en") == ["k240", "k", "240"]
    assert terms("well-known", "en") == terms("well known", "en")


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("HX-200", "HX200"), ("HX-200", "hx 200"), ("HX200", "HX 200"), ("HX\u2011200", "HX-200"), ("ＨＸ－２００", "HX-200"),
        ("№5", "No. 5"), ("v1.2.3", "V1.2.3"), ("anna.b@example.com", "Anna.B@example.com"), ("DIN_912/A2", "din_912/a2"),
    ],
)  # fmt: skip
def test_an_identifier_is_found_in_another_spelling(stored: str, asked: str) -> None:
    assert set(identifiers(asked)) & set(terms(stored, "en")) or set(terms(asked, "en")) <= set(terms(stored, "en"))


MILLION = ("1250000", "1.250.000", "1,250,000", "1 250 000", "1'250'000", "1’250’000", "1\u202f250\u202f000", "١٬٢٥٠٬٠٠٠",
           "１，２５０，０００", "125万", "125萬", "125만")  # fmt: skip
PRICE = ("9,90", "9.90", "9,9", "٩٫٩٠", "９．９０")


@pytest.mark.parametrize("stored", MILLION)
@pytest.mark.parametrize("asked", MILLION)
def test_a_whole_number_is_found_in_any_spelling(stored: str, asked: str) -> None:
    assert "1250000" in terms(stored, "de")
    assert "1250000" in identifiers(f"grant of {asked} kroner")


@pytest.mark.parametrize("stored", PRICE)
@pytest.mark.parametrize("asked", PRICE)
def test_a_price_is_one_number_in_any_spelling(stored: str, asked: str) -> None:
    assert "9.9" in terms(f"Summe {stored} EUR", "de")
    assert identifiers(asked) == ["9.9"]


def test_an_ambiguous_number_has_both_terms_and_dates_and_addresses_have_none() -> None:
    assert {"1250", "1.25"} <= set(terms("1.250", "de"))
    assert set(identifiers("1.234,50")) == set(identifiers("1,234.50")) == {"1234.5"}
    for text in ("12.03.2024", "192.168.0.1", "1,2,3"):
        assert set(terms(text, "en")) <= {text, *text.replace(",", ".").split(".")}


def test_a_number_of_any_length_is_read_in_time_without_an_error() -> None:
    assert terms("9" * 5_000 + "." + "9" * 5_000, "en")
    assert terms("1.111" * 2_000, "en")


@pytest.mark.parametrize("asked", ["Müller", "Mueller", "Muller"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_name_with_an_umlaut_is_found_in_its_spelling_without_umlaut(asked: str, language: str) -> None:
    assert set(terms(asked, language)) & set(terms("Durchwahl von Jörg Müller", "de"))


def test_numbers_and_words_with_digits_are_identifiers_and_other_words_are_not() -> None:
    assert identifiers("Which pump of 2019 has part HX-200/4?") == ["hx200/4", "2019", "200", "4"]
    assert identifiers("well-known pumps and valves") == []
    assert identifiers("write to a@b.c") == ["abc"]


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("أحمد إلى آخر ٱسم", "احمد الي اخر اسم", "ar"), ("مُحَمَّد", "محمد", "ar"), ("مدرســة", "مدرسه", "ar"),
        ("٣١٫٤", "31٫4", "ar"), ("۱۲۳", "123", "fa"), ("１２３ｋｇ", "123kg", "ja"), ("ﾎﾟﾝﾌﾟ", "ポンプ", "ja"),
        ("STRASSE", "straße", "de"), ("e\u0301te\u0301", "\u00e9t\u00e9", "fr"), ("Größe", "GRÖSSE", "xx"),
        ("髙橋", "高橋", "ja"), ("齋藤", "斎藤", "ja"), ("渡邉", "渡辺", "ja"), ("圖書館", "图书馆", "zh"),
        ("図書館", "圖書館", "ja"),
        ("کتابی", "كتابي", "ar"), ("İSTANBUL", "istanbul", "tr"), ("\u0e19\u0e4d\u0e49\u0e32", "\u0e19\u0e49\u0e33", "xx"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_word_are_one_term(one: str, other: str, language: str) -> None:
    assert terms(one, language) == terms(other, language)


def test_text_without_spaces_becomes_bigrams_or_trigrams_and_a_single_character_is_found() -> None:
    assert terms("K水泵机 泵", "zh") == ["k", "水泵", "泵机", "泵", "水", "泵", "机"]
    assert terms("人々", "ja") == ["人々", "人", "々"]
    assert terms("サーバー", "ja") == ["サー", "ーバ", "バー"]
    assert terms("ใหญ่", "th") == ["ใหญ", "หญ่"]


def test_pieces_of_words_come_after_all_words() -> None:
    assert terms("Die Kreiselpumpe", "de") == ["die", "kreiselpump", "kreis", "lpump"]
    assert terms("مفاتيح", "ar")[-1] == terms("والمفتاح", "ar")[-1]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The pump is old.", "Pump is"), ("Die Große\nPumpe!", "große  pumpe"), ("机器的使用费为七欧元", "使用费"),
        ("기계사용료는 칠유로", "사용료"), ("K240水泵", "k240"), ("مُحَمَّد إلى", "محمد الى"), ("HX-200", "hx 200"),
    ],
)  # fmt: skip
def test_a_phrase_in_a_text_is_found_word_for_word(text: str, phrase: str) -> None:
    assert holds(text, phrase)


@pytest.mark.parametrize(("text", "phrase"), [("the pumps", "pump"), ("is pump the", "the pump is"), ("pumping", "ping")])
def test_a_phrase_in_another_form_or_order_is_not_found(text: str, phrase: str) -> None:
    assert not holds(text, phrase)


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "ar", "zh", "ja", "ko", "de", "fr", "es", ""]))
def test_terms_consist_of_letters_and_digits_that_are_allowed_in_a_query(text: str, language: str) -> None:
    found = terms(text, language)
    assert found == terms(text, language)
    for term in found:
        assert term
        assert not set(term) & set(" \"'()*^:\n\t")


@pytest.fixture
def library(fake_library: Library) -> Library:
    chunker = Chunker(fake_library.embedder.tokenizer)
    for name in ("pump", "valve"):
        document = assemble(Reading((Block(f"The {name} near the canal and not the other."),)), "plain")
        fake_library.add(FileFacts(f"/{name}.txt", name, 1, 1), document, chunker)
    fake_library.embed()
    return fake_library


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_a_question_cannot_contain_query_syntax(library: Library, question: str) -> None:
    hits = library.search(question, "en", 5, "lexical")
    assert {hit.chunk.path for hit in hits} <= {"/pump.txt", "/valve.txt"}
    assert len(library.search(question, "en", 5)) == 2


def test_operators_are_words() -> None:
    assert terms("pump AND NOT valve", "en") == ["pump", "and", "not", "valv"]


def test_a_minus_does_not_exclude_words_and_an_asterisk_is_no_wildcard(library: Library) -> None:
    assert library.search("-pump", "en", 5, "lexical")[0].chunk.path == "/pump.txt"
    assert library.search("pum*", "en", 5, "lexical") == []


def test_an_exponent_is_not_a_digit_of_its_number_and_a_unit_stays_one_word() -> None:
    assert terms("10⁶ germs", "en") == terms("10^6 germs", "en")
    assert "106" not in terms("10⁶", "en")
    assert "m2" in terms("80 m²", "de")
    assert terms("Müller¹", "de")[0] == terms("Müller", "de")[0]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_name_is_found_whose_ending_the_question_s_language_removes(fake_library: Library, language: str) -> None:
    document = assemble(Reading((Block("The lease was signed by Inés García in the spring of that year."),)), "plain")
    fake_library.add(FileFacts("/lease.txt", "1", 1, 1), document, Chunker(fake_library.embedder.tokenizer))
    assert [hit.chunk.path for hit in fake_library.search("García", language, 5, "lexical")] == ["/lease.txt"]
