"""Documents are counted by name, folder, kind, year and words, in eight languages."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.translation.encoder import UniversalEncoder
from ingest.isolation.worker import Worker
from ragassist.language.detection import language_for
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.counts.counting import count
from ragassist.requests.counts.criteria import Criteria, criteria_of, with_kind
from ragassist.requests.counts.papers import papers_named
from ragassist.requests.handling import answer
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import shipped_weights
from ragassist.requests.topic import topic_of
from tests.fakes import DIMENSION, FakeEmbedder

GARDENS = {
    "apples.txt": "Im Garten wachsen Bäume. Der Garten liegt am Fluss.",
    "fence.txt": "Der Zaun steht um den Garten. Der Garten hat zwei Tore.",
    "herbs.txt": "Kräuter wachsen im Garten hinter dem Haus. Der Garten ist klein.",
    "bus.txt": "The bus to the harbour leaves every ten minutes from the square in front of the old town hall.",
    "library.txt": "The library opens at nine in the morning and closes late in the evening on all days but Sunday.",
}


@contextmanager
def library_of(texts: dict[str, str], folder: Path) -> Iterator[Library]:
    """Index texts by the paths of their files, with the words of other languages."""
    for name, text in texts.items():
        (folder / "papers" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "papers" / name).write_text(text, encoding="utf-8")
    encoder = UniversalEncoder()
    with (
        Library(folder / "library", FakeEmbedder(), lambda: LanguageMap.identity(DIMENSION), word_encoder=encoder) as opened,
        Worker() as reader,
    ):
        Indexer(opened, reader).update([folder / "papers"])
        yield opened


@pytest.fixture(scope="module")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(GARDENS, tmp_path_factory.mktemp("gardens")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("How many documents are about gardens?", "en", 3),
        ("Combien de documents parlent de jardins ?", "fr", 3),
        ("¿Cuántos documentos tengo sobre jardines?", "es", 3),
        ("كم مستنداً لدي عن حديقة؟", "ar", 3),
        ("我有多少份关于花园的文件？", "zh", 3),
        ("庭園に関する文書はいくつありますか。", "ja", 3),
        ("정원에 관한 문서가 몇 개 있나요?", "ko", 3),
        ("Wie viele Dokumente habe ich über Gärten?", "de", 3),
        ("How many documents are about “gardens”?", "en", 0),
        ("¿Cuántas facturas tengo?", "es", 0),
    ],
)
def test_a_count_finds_translations_of_its_words_and_names_them(
    gardens: Library, text: str, language: str, counted: int
) -> None:
    first = answer(gardens, RequestKind.COUNT, text, language).splitlines()[0]
    assert re.findall(r"\d+", first) in ([str(counted), "5"], ["5", str(counted)])
    assert ("garten" in first or "Gärten" in first) is (counted == 3)


def test_a_count_names_a_word_once_that_is_the_same_in_two_languages(gardens: Library) -> None:
    first = answer(gardens, RequestKind.COUNT, "How many documents are about Garten?", "en")
    assert first.splitlines()[0].count("arten") == 1


OFFICE = {
    "Rechnungen/2024-03.txt": "Wasserwerk, März 2024. Für 31 Kubikmeter Wasser bitten wir um 73,50 EUR.",
    "Rechnungen/2024-04.txt": "Wasserwerk, April 2024. Für 29 Kubikmeter Wasser bitten wir um 70,20 EUR.",
    "Briefe/Hausmeister.txt": "Sehr geehrte Frau Adler, die Treppe wird am Montag gestrichen. Die Rechnung folgt.",
    "Musik/Noten.txt": "The choir sings from this sheet on Sundays, and the organ joins in at the end.",
    "Zahlen/Kasse.csv": "Monat;Betrag\nMai;210\nJuni;198\n",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(OFFICE, tmp_path_factory.mktemp("office")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wie viele Rechnungen habe ich?", "de"),
        ("How many invoices do I have?", "en"),
        ("Combien de factures ai-je ?", "fr"),
        ("¿Cuántas facturas tengo?", "es"),
        ("我有多少发票？", "zh"),
        ("請求書は何件ありますか？", "ja"),
        ("송장이 몇 개 있어?", "ko"),
        ("كم فاتورة عندي؟", "ar"),
    ],
)
def test_documents_in_a_folder_of_that_name_are_counted_in_any_language(office: Library, text: str, language: str) -> None:
    first, *listed = answer(office, RequestKind.COUNT, text, language).splitlines()
    assert set(re.findall(r"\d+", first)) == {"2", "5"}
    assert [line.split()[1] for line in listed[:2]] == ["2024-03.txt", "2024-04.txt"]


def test_documents_that_hold_the_words_are_counted_apart_from_those_of_that_name(office: Library) -> None:
    lines = answer(office, RequestKind.COUNT, "Wie viele Rechnungen habe ich?", "de").splitlines()
    assert lines[0].startswith("2 von 5 Dokumenten (so benannt oder abgelegt")
    assert [line for line in lines if line.startswith("1 von 5 Dokumenten (mit „Rechnungen")]
    assert any(line.startswith("- Hausmeister.txt") for line in lines)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many spreadsheets are there?", "en"),
        ("Wie viele Tabellenkalkulationen gibt es?", "de"),
        ("Combien de feuilles de calcul ai-je ?", "fr"),
        ("¿Cuántas hojas de cálculo hay?", "es"),
        ("有多少电子表格？", "zh"),
        ("スプレッドシートはいくつありますか？", "ja"),
        ("스프레드시트가 몇 개 있어?", "ko"),
        ("كم عدد جداول البيانات؟", "ar"),
    ],
)
def test_a_kind_of_files_is_counted_by_its_suffixes_in_any_language(office: Library, text: str, language: str) -> None:
    first, *listed = answer(office, RequestKind.COUNT, text, language).splitlines()
    assert set(re.findall(r"\d+", first)) == {"1", "5"}
    assert "CSV" in first
    assert listed[0].startswith("- Kasse.csv")


@pytest.mark.parametrize(
    ("topic", "suffix"),
    [
        ("e-books", "epub"),
        ("E-Books", "epub"),
        ("livres numériques", "epub"),
        ("libros electrónicos", "epub"),
        ("电子书", "epub"),
        ("電子書籍", "epub"),
        ("전자책", "epub"),
        ("الكتب الإلكترونية", "epub"),
        ("books", None),
        ("Handbücher", None),
        ("electronic invoices", None),
    ],
)
def test_electronic_books_are_a_kind_of_files_and_other_books_and_papers_are_none(
    office: Library, topic: str, suffix: str | None
) -> None:
    found = with_kind(office, Criteria(topic=topic), ["epub", "csv"])
    assert (found.suffixes[:1], found.topic) == (((suffix,), "") if suffix else ((), topic))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many documents are from 2019?", "en"),
        ("Wie viele Dokumente sind aus dem Jahr 2019?", "de"),
        ("Combien de documents datent de 2019 ?", "fr"),
        ("¿Cuántos documentos son de 2019?", "es"),
        ("2019年的文件有多少份？", "zh"),
        ("2019年の文書は何件ですか？", "ja"),
        ("2019년 문서는 몇 개야?", "ko"),
        ("كم مستندًا من عام ٢٠١٩؟", "ar"),
    ],
)
def test_documents_of_a_year_are_counted_by_their_last_change_or_their_name(office: Library, text: str, language: str) -> None:
    documents = Catalogue.of(office).documents
    old, *others = [replace(row, mtime_ns=1_700_000_000_000_000_000) for row in documents if "Rechnungen" not in row.path]
    catalogue = Catalogue((replace(old, mtime_ns=1_560_000_000_000_000_000), *others, replace(old, path="/2019-07.txt")), ())
    first, *listed = count(office, catalogue, criteria_of(text, "", language), language).splitlines()
    assert set(re.findall(r"\d+", first)) == {"2", str(len(catalogue.documents)), "2019"}
    assert len(listed) == 2


def test_an_overview_of_a_subject_lists_what_is_filed_under_it(office: Library) -> None:
    told = answer(office, RequestKind.OVERVIEW, "Quels documents ai-je sur la musique ?", "fr")
    assert [line.split()[1] for line in told.splitlines()[1:]] == ["Noten.txt"]


def test_a_time_that_no_calendar_has_is_in_no_year(office: Library) -> None:
    catalogue = Catalogue.of(office)
    odd = replace(catalogue, documents=tuple(replace(row, mtime_ns=1 << 62) for row in catalogue.documents))
    beyond = replace(catalogue, documents=tuple(replace(row, mtime_ns=1 << 70) for row in catalogue.documents))
    for documents in (odd, beyond):
        assert count(office, documents, Criteria(year="2026"), "en").startswith("0 of 5 documents")


SHELF = {
    "رسالة_البنك.txt": "شركة النور\n\nنخبركم بأن الحساب مفتوح منذ شهر مارس.",
    "Manual_de_uso.txt": "Encienda la máquina con el botón verde y espere un minuto.",
    "Pumpenhandbuch.txt": "Die Pumpe hat zwei Ventile, die jedes Jahr geprüft werden.",
    "Minutes_of_the_meeting_2025.txt": "The committee met in the hall and elected a new treasurer.",
    "カレー.txt": "玉ねぎを炒めて、にんじんとじゃがいもを加えます。",
    "Bus.txt": "The bus to the harbour leaves every ten minutes from the square.",
}
PAPERS = {
    "en": ("What letters do I have?", "Which manuals are there?", "Do I have any minutes of meetings?"),
    "de": ("Welche Briefe habe ich?", "Welche Handbücher gibt es?", "Habe ich Sitzungsprotokolle?"),
    "fr": ("Quelles lettres ai-je ?", "Quels manuels y a-t-il ?", "Est-ce que j'ai des comptes rendus de réunion ?"),
    "es": ("¿Qué cartas tengo?", "¿Qué manuales hay?", "¿Tengo actas de reuniones?"),
    "ar": ("ما الرسائل التي لدي؟", "ما كتيبات التشغيل الموجودة؟", "هل لدي محاضر اجتماعات؟"),
    "ja": ("どんな手紙がありますか？", "どのマニュアルがありますか？", "議事録はありますか？"),
    "ko": ("어떤 편지가 있나요?", "어떤 설명서가 있나요?", "회의록이 있나요?"),
    "zh": ("我有哪些信件？", "有哪些手册？", "有没有会议记录？"),
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(SHELF, tmp_path_factory.mktemp("shelf")) as opened:
        yield opened


@pytest.mark.parametrize("language", PAPERS)
def test_papers_of_a_kind_are_known_by_the_words_of_their_names_in_any_language(shelf: Library, language: str) -> None:
    letters, manuals, minutes = (answer(shelf, RequestKind.OVERVIEW, text, language) for text in PAPERS[language])
    assert "- رسالة_البنك.txt" in letters
    assert "- Manual_de_uso.txt" in manuals
    assert "- Minutes_of_the_meeting_2025.txt" in minutes
    for said in (letters, manuals, minutes):
        named = said.split(phrase("count_near", language))[0]
        assert "Bus.txt" not in named
        assert "カレー.txt" not in named


def test_a_compound_is_known_by_its_last_part(shelf: Library) -> None:
    said = answer(shelf, RequestKind.OVERVIEW, "Welche Handbücher gibt es?", "de")
    assert "- Pumpenhandbuch.txt" in said.split(phrase("count_near", "de"))[0]


@pytest.mark.parametrize("language", PAPERS)
def test_a_request_for_papers_that_are_not_there_says_so_before_it_shows_what_is(shelf: Library, language: str) -> None:
    text = {
        "en": "Which zeppelins do I have?", "de": "Welche Zeppeline habe ich?", "fr": "Quels zeppelins ai-je ?",
        "es": "¿Qué zepelines tengo?", "ar": "ما المناطيد التي لدي؟", "ja": "どの飛行船がありますか？",
        "ko": "어떤 비행선이 있나요?", "zh": "我有哪些飞艇？",
    }[language]  # fmt: skip
    first = answer(shelf, RequestKind.OVERVIEW, text, language).splitlines()[0]
    assert set(re.findall(r"\d+", first)) == {"0", "6"}


def test_an_answer_may_be_in_another_language_than_its_request(shelf: Library) -> None:
    said = answer(shelf, RequestKind.COUNT, "How many German documents do I have?", "fr", asked_in="en")
    assert phrase("count_result", "fr", count=1, total=6, criteria=phrase("count_language", "fr", language="allemand")) in said


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("我有哪些合同？", "合同"),
        ("日本語の文書は何件ありますか？", "日本語"),
        ("哪些文件讲文化？", "文化"),
        ("关于水泵的文件有几份？", "水泵"),
        ("与税有关的文件", "税"),
        ("作文はありますか？", "作文"),
    ],
)
def test_a_han_word_is_whole_though_a_part_of_it_is_usual_in_requests(text: str, topic: str) -> None:
    assert topic_of(text, shipped_weights().common_words) == topic


@pytest.mark.parametrize(
    ("text", "fields", "names"),
    [
        ("Make a table of the date and the chair of the minutes.", ["date", "chair"], ["Minutes_of_the_meeting_2025.txt"]),
        ("議事録の日付を表にして。", ["日付"], ["Minutes_of_the_meeting_2025.txt"]),
        ("给所有会议记录做一张日期的表。", ["日期"], ["Minutes_of_the_meeting_2025.txt"]),
        ("회의록의 날짜를 표로 만들어 줘.", ["날짜"], ["Minutes_of_the_meeting_2025.txt"]),
        ("Fais un tableau de la date de la lettre de la banque.", ["date"], ["رسالة_البنك.txt"]),
        ("Una tabla con la fecha de la carta del banco.", ["fecha"], ["رسالة_البنك.txt"]),
        ("Eine Tabelle mit dem Druck aus dem Pumpenhandbuch.", ["Druck"], ["Pumpenhandbuch.txt"]),
        ("اعمل جدولًا فيه التاريخ من الرسالة.", ["التاريخ"], ["رسالة_البنك.txt"]),
        ("Make a table of title and date for all documents.", ["title", "date"], None),
        ("Gib mir eine Tabelle: Titel und Datum pro Dokument.", ["Titel", "Datum"], None),
        ("Extrais le titre et la date de tous les documents.", ["titre", "date"], None),
        ("Saca el título y la fecha de cada documento.", ["título", "fecha"], None),
        ("استخرج العنوان والتاريخ من كل مستند.", ["العنوان", "التاريخ"], None),
        ("すべての文書の題名と日付を表にしてください。", ["題名", "日付"], None),
        ("모든 문서의 제목과 날짜를 표로 만들어 줘.", ["제목", "날짜"], None),
        ("把所有文件的标题和日期做成表。", ["标题", "日期"], None),
    ],
)
def test_a_table_is_made_of_the_papers_that_are_meant_else_of_all(
    shelf: Library, text: str, fields: list[str], names: list[str] | None
) -> None:
    catalogue = Catalogue.of(shelf)
    found = papers_named(shelf, catalogue, text, fields, language_for(text, None))
    assert not found.missing
    assert sorted(Path(row.path).name for row in found.documents) == sorted(names or SHELF)
