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
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.counts.counting import count
from ragassist.requests.counts.criteria import Criteria, criteria_of, with_kind
from ragassist.requests.handling import answer
from ragassist.requests.kinds import RequestKind
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
    found = with_kind(office, Criteria(topic=topic))
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
