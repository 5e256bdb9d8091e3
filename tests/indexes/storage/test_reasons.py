"""A library keeps why a document was skipped in a form that can be said in other languages."""

from indexes.library import Library
from indexes.records import FileFacts
from ingest.documents import in_short
from ingest.said import Said, said

SCAN = said("page_scan", "no text: probably a scan")


def test_the_reason_of_a_document_keeps_its_phrase_and_is_readable_in_the_file(fake_library: Library) -> None:
    line = said("on_page", "page {n}: {what}", n="3", what=SCAN)
    fake_library.store.put_skipped(FileFacts("/papers/a.pdf", None, 1, 1), line)
    fake_library.store.put_skipped(FileFacts("/papers/b.pdf", None, 1, 1), "a reason of an older program")
    first, second = fake_library.documents()
    assert first.reason == "page 3: no text: probably a scan"
    assert isinstance(first.reason, Said)
    assert first.reason.phrase == "on_page"
    assert (second.reason, type(second.reason)) == ("a reason of an older program", str)
    (kept,), *_ = fake_library.store.database.rows("SELECT reason FROM documents ORDER BY path")
    assert kept.splitlines()[0] == "page 3: no text: probably a scan"


def test_several_reasons_are_one_line_whose_parts_keep_their_phrases() -> None:
    lines = tuple(said("on_page", "page {n}: {what}", n=str(n), what=SCAN) for n in range(1, 9))
    told = in_short(lines)
    assert told.startswith("page 1: no text: probably a scan; page 2: ")
    assert told.endswith("; page 5: no text: probably a scan; and 3 more")
    assert isinstance(told, Said)
    assert in_short(("one",)) == "one"
    assert in_short(()) == ""
