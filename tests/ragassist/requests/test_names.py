"""Documents are found by their names in any script and spelling."""

import time

import pytest

from indexes.records import DocumentRow
from ragassist.requests.names import documents_named, every_named, named_in_full

PATHS = (
    "/p/Pumpenhandbuch_K240.pdf",
    "/p/Bail_Entrepôt_7.docx",
    "/p/Schlüssel_und_Alarm.txt",
    "/p/报价单_YC-2025-0613.html",
    "/p/رسالة_شركة_التأمين.txt",
    "/p/オープンデーのカレー.md",
    "/p/짜맞춤_강좌_2025_가을.html",
    "/p/lease_2019.txt",
    "/p/lease_2024.txt",
)


def row(path: str) -> DocumentRow:
    return DocumentRow(
        id=hash(path),
        path=path,
        sha256=None,
        size=1,
        mtime_ns=0,
        state="indexed",
        reason="",
        language="en",
        pages=None,
        chunks=1,
    )


ROWS = [row(path) for path in PATHS]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Fasse das Pumpenhandbuch zusammen.", PATHS[0]),
        ("Worum geht es im Pumpenhandbuchs K240?", PATHS[0]),
        ("summarise pumpenhanbuch k240", PATHS[0]),
        ("résume le bail de l'entrepot", PATHS[1]),
        ("schlussel und alarm, in short", PATHS[2]),
        ("Schluessel und Alarmm", PATHS[2]),
        ("总结一下报价单", PATHS[3]),
        ("總結一下報價單", PATHS[3]),
        ("summarise the baojiadan", PATHS[3]),
        ("لخّص رسالة شركة التامين", PATHS[4]),
        ("summarise risalat sharikat al-tamin", PATHS[4]),
        ("カレーのレシピを要約して", PATHS[5]),
        ("짜맞춤 강좌를 요약해 줘", PATHS[6]),
        ("summarise jjamatchum gangjwa 2025", PATHS[6]),
        ("the lease of 2024, please", PATHS[8]),
    ],
)
def test_a_name_is_found_in_any_script_and_spelling(text: str, path: str) -> None:
    assert [found.path for found in documents_named(ROWS, text)] == [path]


@pytest.mark.parametrize("text", ["What is the notice period?", "Wie heißt der Vermieter?", "多少钱？", ""])
def test_a_text_that_names_no_document_finds_none(text: str) -> None:
    assert documents_named(ROWS, text) == []


def test_a_name_that_matches_several_documents_finds_them_all() -> None:
    assert [found.path for found in documents_named(ROWS, "summarise the lease")] == list(PATHS[7:])


def test_each_document_that_a_text_names_is_found_and_no_other() -> None:
    assert named("compare the pump (Pumpenhandbuch K240) with the lease of 2019") == [{PATHS[0]}, {PATHS[7]}]
    assert named("compare the leases of 2019 and 2024") == [{PATHS[7]}, {PATHS[8]}]


def test_documents_that_a_text_names_by_the_same_words_are_named_together() -> None:
    assert named("compare the leases with the pump's handbook, the Pumpenhandbuch") == [{PATHS[0]}, {*PATHS[7:]}]


def test_a_number_in_a_name_is_not_found_within_another_number() -> None:
    months = [row("/p/2024-02.txt"), row("/p/2024-03.txt")]
    assert documents_named(months, "the bills of 2024") == months
    assert documents_named(months, "the bill 2024-03") == months[1:]


def test_a_number_is_not_found_by_a_similar_one() -> None:
    bills = [row("/p/10234.pdf"), row("/p/Pumpenhandbuch_10234.pdf")]
    assert documents_named(bills, "summarise 10235") == []
    assert documents_named(bills, "summarise 10234") == bills[:1]
    assert documents_named(bills, "the Pumpenhanbuch 10235") == bills[1:]


def named(text: str) -> list[set[str]]:
    found = [{one.row.path for one in together} for together in every_named(ROWS, text)]
    return sorted(found, key=lambda paths: PATHS.index(min(paths, key=PATHS.index)))


def test_a_figure_of_a_name_chooses_among_names_that_differ_in_it_alone() -> None:
    letters = [row(f"/p/Brief {n}.pdf") for n in (1, 5, 12, 15)]
    assert [found.path for found in documents_named(letters, "Fasse Brief 5 zusammen.")] == ["/p/Brief 5.pdf"]
    assert [one.row.path for one in named_in_full(letters, "Fasse Brief 5 zusammen.")] == ["/p/Brief 5.pdf"]


def test_words_that_only_begin_alike_are_not_forms_of_one() -> None:
    rows = [row("/p/compatibility.html"), row("/p/Rechnungen.ods")]
    assert documents_named(rows, "Compare the two tariffs.") == []
    assert [found.path for found in documents_named(rows, "Welche Rechnung ist offen?")] == ["/p/Rechnungen.ods"]


def test_a_name_of_one_word_is_not_named_in_full_by_that_word_but_with_its_suffix() -> None:
    rows = [row("/p/installation.html"), row("/p/Installation guide.pdf")]
    assert named_in_full(rows, "Summarise the installation.") == []
    assert [one.row.path for one in named_in_full(rows, "Summarise installation.html, please.")] == ["/p/installation.html"]
    assert [one.row.path for one in named_in_full(rows, "Summarise the installation guide.")] == ["/p/Installation guide.pdf"]


def test_three_letters_are_not_a_part_of_a_longer_word_but_of_its_plural() -> None:
    rows = [row("/p/cap.csv"), row("/p/FAQ.html")]
    assert documents_named(rows, "Write a reply to Captain Hook.") == []
    assert [found.path for found in documents_named(rows, "Summarise the FAQs.")] == ["/p/FAQ.html"]


def test_the_names_of_a_thousand_documents_are_compared_in_a_moment() -> None:
    rows = [row(f"/p/{''.join(chr(97 + n // 26**at % 26) for at in range(4))}chapter {n}.html") for n in range(1000)]
    documents_named(rows, "Summarise the baaachapter 1.")
    began = time.process_time()
    assert [found.path for found in documents_named(rows, "Summarise baaachapter 1, please.")] == ["/p/baaachapter 1.html"]
    assert time.process_time() - began < 0.25
