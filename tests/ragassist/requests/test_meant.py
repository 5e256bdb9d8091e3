"""The documents that a request means are found in the sample library, by name or subject, in eight languages."""

from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.translation.encoder import UniversalEncoder
from ingest.isolation.worker import Worker
from ragassist.requests.meant import chosen, meant_documents, sides
from ragassist.requests.ranking import Mention
from ragassist.requests.wishes import languages_named

LEASE, PUMP, RULES = "Bail_Entrepôt_7.docx", "Pumpenhandbuch_K240.pdf", "Equipment_booking_rules.docx"
INSURANCE, SAFETY, MINUTES = "رسالة_شركة_التأمين.txt", "Manual_de_seguridad.pdf", "Minutes_2025-03-18.md"
QUOTATION = "报价单_YC-2025-0613.html"


@pytest.fixture(scope="module")
def library(
    embedder: FastEmbedder, language_map: LanguageMap, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    folder, encoder = tmp_path_factory.mktemp("meant"), UniversalEncoder()
    with Library(folder, embedder, lambda: language_map, word_encoder=encoder) as opened, Worker() as worker:
        Indexer(opened, worker).update([sample_folder])
        yield opened


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Fasse das Pumpenhandbuch in drei Sätzen zusammen.", "de", PUMP),
        ("Summarise the pump manual in three sentences.", "en", PUMP),
        ("Resume el manual de la bomba en tres frases.", "es", PUMP),
        ("ポンプのマニュアルを3文で要約してください。", "ja", PUMP),
        ("Übersetze Artikel 1 des Mietvertrags ins Deutsche.", "de", LEASE),
        ("Traduis l'article 1 du bail en allemand.", "fr", LEASE),
        ("把租约第一条翻译成德文。", "zh", LEASE),
        ("Summarise the insurance letter.", "en", INSURANCE),
        ("Fasse den Brief der Versicherung zusammen.", "de", INSURANCE),
        ("Résume la lettre de l'assurance.", "fr", INSURANCE),
        ("概括保险公司的信。", "zh", INSURANCE),
        ("Resume el manual de seguridad.", "es", SAFETY),
        ("안전 설명서를 요약해 줘.", "ko", SAFETY),
        ("安全マニュアルを要約して。", "ja", SAFETY),
        ("لخّص دليل السلامة.", "ar", SAFETY),
        ("Summarise the minutes of the meeting.", "en", MINUTES),
        ("Fasse das Angebot zusammen.", "de", QUOTATION),
        ("لخّص عرض الأسعار.", "ar", QUOTATION),
        ("Worum geht es im Mietvertrag?", "de", LEASE),
        ("Translate article 1 of the lease into German.", "en", LEASE),
    ],
)
def test_the_document_that_a_request_means_is_found(library: Library, text: str, language: str, name: str) -> None:
    meant = meant_documents(library, Mention(text, language))
    assert [PurePath(row.path).name for row in meant.documents] == [name]


def test_of_documents_that_may_be_meant_alike_the_person_chooses(library: Library) -> None:
    meant = meant_documents(library, Mention("Translate chapter 1 of the manual into German.", "en"))
    assert meant.is_open
    assert {PurePath(row.path).name for row in meant.documents} == {PUMP, SAFETY}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compare le bail et les règles de réservation.", "fr"),
        ("Vergleiche den Mietvertrag mit den Buchungsregeln.", "de"),
        ("比较租约和预订规则。", "zh"),
        ("Compare the lease and the booking rules.", "en"),
        ("قارن بين عقد الإيجار وقواعد الحجز", "ar"),
        ("Compara el contrato de alquiler con las reglas de reserva.", "es"),
        ("賃貸借契約書と予約規則を比較して", "ja"),
        ("임대차 계약서와 예약 규칙을 비교해 줘", "ko"),
    ],
)
def test_both_sides_of_a_comparison_are_found(library: Library, text: str, language: str) -> None:
    assert {PurePath(row.path).name for row in sides(library, Mention(text, language))} == {LEASE, RULES}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the difference between the minutes and the quotation?", "en"),
        ("Vergleiche das Protokoll mit dem Angebot.", "de"),
        ("Compare le procès-verbal et le devis.", "fr"),
        ("Compara el acta con el presupuesto.", "es"),
        ("قارن المحضر بعرض الأسعار", "ar"),
        ("議事録と見積書を比べて", "ja"),
        ("회의록과 견적서를 비교해 줘", "ko"),
        ("比较会议记录和报价单", "zh"),
    ],
)
def test_sides_may_be_kinds_of_papers_that_no_name_holds(library: Library, text: str, language: str) -> None:
    assert {PurePath(row.path).name for row in sides(library, Mention(text, language))} == {MINUTES, QUOTATION}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compare the Spanish and the German manual.", "en"),
        ("Compare le manuel espagnol et le manuel allemand.", "fr"),
        ("比较西班牙语手册和德语手册。", "zh"),
        ("قارن بين الدليل الإسباني والدليل الألماني.", "ar"),
    ],
)
def test_the_sides_of_a_comparison_may_be_named_by_their_languages(library: Library, text: str, language: str) -> None:
    found = sides(library, Mention(text, language, spoken=languages_named(text, language)))
    assert {PurePath(row.path).name for row in found} == {SAFETY, PUMP}


def test_a_language_that_a_request_names_decides_between_documents_of_one_name(library: Library) -> None:
    for text, name in (("Summarise the Spanish manual.", SAFETY), ("Summarise the German manual.", PUMP)):
        meant = meant_documents(library, Mention(text, "en", spoken=languages_named(text, "en")))
        assert PurePath(meant.documents[0].path).name == name


@pytest.fixture
def bills(embedder: FastEmbedder, language_map: LanguageMap, tmp_path: Path) -> Iterator[Library]:
    folder = tmp_path / "bills"
    folder.mkdir()
    for at, month in {1: "January", 2: "February", 3: "March", 4: "April", 8: "August"}.items():
        text = f"Water works, bill for {month} 2024. For the supply of drinking water we charge {70 + at}.50 EUR."
        (folder / f"2024-{at:02}.txt").write_text(text)
    words = UniversalEncoder()
    with Library(tmp_path / "library", embedder, lambda: language_map, word_encoder=words) as opened, Worker() as worker:
        Indexer(opened, worker).update([folder])
        yield opened


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How much was the water bill in March 2024 and how much in August 2024?", "en"),
        ("Vergleiche die Wasserrechnungen vom März 2024 und vom August 2024.", "de"),
    ],
)
def test_a_year_that_stands_in_every_name_names_none_of_them(bills: Library, text: str, language: str) -> None:
    assert {PurePath(row.path).name for row in sides(bills, Mention(text, language))} == {"2024-03.txt", "2024-08.txt"}


@pytest.mark.parametrize(("text", "name"), [("Pumpenhandbuch", PUMP), ("2", PUMP), ("Who wrote the Pumpenhandbuch?", None)])
def test_a_name_or_a_number_chooses_a_document_and_a_question_none(library: Library, text: str, name: str | None) -> None:
    rows = [row for wanted in (LEASE, PUMP) for row in library.documents() if row.path.endswith(wanted)]
    found = chosen(rows, text, "en")
    assert (PurePath(found.path).name if found else None) == name
