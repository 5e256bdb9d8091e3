"""Kinds of papers are known by their names in eight languages, and papers of the sample library by them."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import pytest

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.records import DocumentRow
from indexes.translation.encoder import UniversalEncoder
from ingest.isolation.worker import Worker
from ragassist.language.registry import languages, packs
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.counts.naming import named_as
from ragassist.requests.counts.papers import papers_named
from ragassist.requests.meant import meant_documents
from ragassist.requests.papers.kinds import kinds_in, kinds_stated
from ragassist.requests.papers.subject import subject_of
from ragassist.requests.ranking import Mention
from ragassist.requests.router import shipped_weights

LEASE, RECIPE = "Bail_Entrepôt_7.docx", "オープンデーのカレー.md"
MINUTES, QUOTATION = "Minutes_2025-03-18.md", "报价单_YC-2025-0613.html"
SAFETY = "Manual_de_seguridad.pdf"
TABLE = {
    "en": ("Make a table of the {} with date and place.", "date", "place"),
    "de": ("Mach eine Tabelle der {} mit Datum und Ort.", "Datum", "Ort"),
    "fr": ("Fais un tableau des {} avec la date et le lieu.", "date", "lieu"),
    "es": ("Haz una tabla de los {} con fecha y lugar.", "fecha", "lugar"),
    "ar": ("أنشئ جدولًا من {} مع التاريخ والمكان.", "التاريخ", "المكان"),
    "zh": ("把{}做成一张表，列出日期和地点。", "日期", "地点"),
    "ja": ("{}の表を日付と場所で作ってください。", "日付", "場所"),
    "ko": ("{}를 날짜와 장소로 표로 만들어 줘.", "날짜", "장소"),
}
SUMMARY = {
    "en": "Summarise the {}.", "de": "Fasse {} zusammen.", "fr": "Résume {}.", "es": "Resume {}.",
    "ar": "لخّص {}.", "zh": "总结一下{}。", "ja": "{}を要約してください。", "ko": "{} 요약해 줘.",
}  # fmt: skip
PLURALS = {
    LEASE: {
        "en": "contracts", "de": "Verträge", "fr": "contrats", "es": "contratos", "ar": "العقود", "zh": "合同",
        "ja": "契約書", "ko": "계약서",
    },
    MINUTES: {
        "en": "minutes", "de": "Protokolle", "fr": "procès-verbaux", "es": "actas", "ar": "محاضر الاجتماعات",
        "zh": "会议记录", "ja": "議事録", "ko": "회의록",
    },
    RECIPE: {
        "en": "recipes", "de": "Rezepte", "fr": "recettes", "es": "recetas", "ar": "الوصفات", "zh": "食谱", "ja": "レシピ",
        "ko": "레시피",
    },
    QUOTATION: {
        "en": "quotations", "de": "Angebote", "fr": "devis", "es": "presupuestos", "ar": "عروض الأسعار", "zh": "报价单",
        "ja": "見積書", "ko": "견적서",
    },
    "": {
        "en": "CVs", "de": "Lebensläufe", "fr": "CV", "es": "currículums", "ar": "السير الذاتية", "zh": "简历",
        "ja": "履歴書", "ko": "이력서",
    },
}  # fmt: skip
SAFETY_MANUAL = {
    "en": "safety manual", "de": "das Sicherheitshandbuch", "fr": "le manuel de sécurité", "es": "el manual de seguridad",
    "ar": "دليل السلامة", "zh": "安全手册", "ja": "安全マニュアル", "ko": "안전 매뉴얼",
}  # fmt: skip
ASKED = [(name, language) for name in PLURALS for language in PLURALS[name]]


@pytest.fixture(scope="module")
def library(
    embedder: FastEmbedder, language_map: LanguageMap, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    folder, encoder = tmp_path_factory.mktemp("kinds"), UniversalEncoder()
    with Library(folder, embedder, lambda: language_map, word_encoder=encoder) as opened, Worker() as worker:
        Indexer(opened, worker).update([sample_folder])
        yield opened


def _names(rows: Sequence[DocumentRow]) -> list[str]:
    return [PurePath(row.path).name for row in rows]


@pytest.mark.parametrize(("name", "language"), ASKED)
def test_papers_of_a_kind_are_found_in_whatever_language_and_no_others(library: Library, name: str, language: str) -> None:
    catalogue = Catalogue.of(library)
    found = named_as(library, catalogue.documents, catalogue.root, PLURALS[name][language], language)
    assert _names(found.documents) == ([name] if name else [])


@pytest.mark.parametrize(("name", "language"), ASKED)
def test_a_table_of_papers_of_a_kind_covers_no_others_and_says_if_there_are_none(
    library: Library, name: str, language: str
) -> None:
    text, *fields = TABLE[language]
    found = papers_named(library, Catalogue.of(library), text.format(PLURALS[name][language]), fields, language)
    assert bool(found.missing) is (not name)
    if name:
        assert _names(found.documents) == [name]


@pytest.mark.parametrize("language", languages())
def test_a_summary_of_papers_that_are_not_there_is_no_summary_of_another_document(library: Library, language: str) -> None:
    cv = {"en": "CV", "de": "den Lebenslauf", "fr": "le CV", "es": "el currículum"}.get(language, PLURALS[""][language])
    meant = meant_documents(library, Mention(SUMMARY[language].format(cv), language))
    assert meant.is_open
    assert meant.missing in cv


@pytest.mark.parametrize("language", languages())
def test_a_kind_of_papers_may_be_told_apart_by_what_they_are_about(library: Library, language: str) -> None:
    meant = meant_documents(library, Mention(SUMMARY[language].format(SAFETY_MANUAL[language]), language))
    assert _names(meant.documents) == [SAFETY]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("camera manual", "en"),
        ("Kamerahandbuch", "de"),
        ("apple pie recipe", "en"),
        ("Kaufvertrag", "de"),
        ("el contrato de trabajo", "es"),
        ("love letter", "en"),
        ("カメラのマニュアル", "ja"),
    ],
)
def test_papers_of_a_kind_about_something_else_are_only_offered(library: Library, text: str, language: str) -> None:
    meant = meant_documents(library, Mention(SUMMARY[language].format(text), language))
    assert meant.is_open
    assert meant.missing


def test_all_languages_name_the_same_kinds_and_no_name_stands_for_two() -> None:
    for pack in packs().values():
        names = [name for of_kind in pack.papers.values() for name in of_kind]
        assert set(pack.papers) == set(packs()["en"].papers)
        assert len(set(names)) == len(names), pack.code


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        ("Pumpenhandbuch_K240", "de", {"manual"}),
        ("Mietverträge 2024", "de", {"lease"}),
        ("عقود الإيجار", "ar", {"lease"}),
        ("بالعقد", "ar", {"contract"}),
        ("procès-verbaux", "fr", {"minutes"}),
        ("賃貸借契約書", "ja", {"lease"}),
        ("Minutes 2025", "de", {"minutes"}),
        ("l'examen", "fr", {"exam"}),
        ("tarjetas referencia", "es", {"reference card"}),
        ("tarjeta de referencia", "es", {"reference card"}),
        ("A manifesto", "en", set()),
    ],
)
def test_a_name_states_the_kind_of_a_paper_in_its_language_or_in_another(text: str, language: str, kinds: set[str]) -> None:
    assert kinds_stated(text, language) == kinds


@pytest.mark.parametrize("language", languages())
def test_the_subject_of_a_request_is_the_paper_without_the_words_of_the_request(language: str) -> None:
    words = shipped_weights()
    paper = PLURALS[LEASE][language]
    table, *fields = TABLE[language]
    for field in fields:
        table = table.replace(field, "")
    assert subject_of(table.format(paper), language, words.common_words | words.table_words).text == paper
    asked = subject_of(SUMMARY[language].format(paper), language, words.common_words | words.document_words)
    assert asked.text == paper
    assert asked.kinds == {"contract"}
    assert kinds_in(paper, language) == {"contract"}


INTO_ANOTHER = {
    "en": ("Translate the rental agreement into German.", "rental agreement"),
    "de": ("Übersetze die Mietvereinbarung ins Spanische.", "Mietvereinbarung"),
    "fr": ("Traduis le contrat de bail en allemand.", "contrat bail"),
    "es": ("Traduce el contrato de arriendo al alemán.", "contrato arriendo"),
    "ar": ("ترجم عقد الإيجار إلى الألمانية.", "عقد الإيجار"),
    "zh": ("把租赁协议译成德语。", "租赁协议"),
    "ja": ("賃貸契約書をドイツ語に訳してください。", "賃貸契約書"),
    "ko": ("임대차계약서를 독일어로 번역해 줘.", "임대차계약서"),
}


@pytest.mark.parametrize("language", languages())
def test_the_language_of_a_translation_is_no_part_of_its_subject(language: str) -> None:
    text, paper = INTO_ANOTHER[language]
    words = shipped_weights()
    subject = subject_of(text, language, words.common_words | words.document_words)
    assert subject.text == paper
    assert "lease" in subject.kinds
