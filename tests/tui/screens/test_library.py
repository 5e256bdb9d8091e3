"""The library's screen and its keys."""

from dataclasses import replace
from pathlib import Path, PurePath

from indexes.records import Place
from ingest.said import said
from ragassist.language.phrases import phrase
from tests.tui.filled import SIZE, document, filled
from tests.tui.scripted import ScriptedBackend, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import Page
from tui.rendering.document_tree import DocumentTree, folders_of
from tui.screens.chat import ChatScreen
from tui.screens.dialogs import ConfirmScreen
from tui.screens.library import LibraryScreen
from tui.screens.source import SourceScreen


async def test_the_library_lists_documents_by_folder_with_the_reason_of_their_state() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents · 36 passages" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "2 of 5 pages hold only a scan" in screen_text(app))
        assert "1.2 MB" in screen_text(app)
        await pilot.press("slash", *"pump")
        await until(pilot, lambda: "1 document · 12 passages" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_why_a_document_was_skipped_is_told_in_the_uis_language() -> None:
    backend = filled()
    scan = said("no_text_but_scan", "no text on {pages}, probably a scan", pages=said("its_page", "its one page", unit="page"))
    backend.stored, backend.language = [document("scan.pdf", "skipped", scan)], "de"
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2", "end")
        await until(pilot, lambda: "kein Text auf seiner einzigen Seite, wohl ein Scan" in screen_text(app))


async def test_an_empty_library_offers_the_key_for_indexing_and_no_keys_for_documents() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: phrase("empty_library", "en") in screen_text(app))
        keys = screen_text(app).splitlines()[-1]
        assert phrase("key_index", "en") in keys
        assert all(phrase(name, "en") not in keys for name in ("key_read", "key_ask_only", "key_filter", "key_summary"))


async def test_documents_are_removed_only_after_confirmation() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        assert len(backend.stored) == 3
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: not backend.stored)
        await until(pilot, lambda: phrase("empty_library", "en") in screen_text(app))


async def test_folders_are_indexed_again_and_watched() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("r")
        await until(pilot, lambda: backend.indexed == [Path("/papers")])
        await until(pilot, lambda: app.indexing is None)
        await pilot.press("w")
        await until(pilot, lambda: phrase("watching", "en") in screen_text(app))
        backend.change.set()
        await until(pilot, lambda: len(backend.indexed) == 2)
        await pilot.press("w")
        await until(pilot, lambda: app.watching is None)


def test_a_folder_inside_another_one_is_not_listed_itself() -> None:
    assert folders_of(["/a/b/c.md", "/a/d.md", "/e/f.md"]) == [PurePath("/a"), PurePath("/e")]


async def test_enter_reads_a_document_page_by_page() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Document 1/2" in screen_text(app))
        await pilot.press("n")
        await until(pilot, lambda: "The second page." in screen_text(app))


async def test_waiting_and_skipped_files_are_counted_apart_from_documents() -> None:
    backend = filled()
    backend.stored += [document("new.pdf", "waiting"), document("bad.pdf", "skipped", "is encrypted")]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents · 1 waiting · 1 skipped" in screen_text(app))


async def test_a_library_is_switched_and_a_new_one_is_created_by_its_name() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "letters" in screen_text(app) and "● papers" in screen_text(app))
        await pilot.press(*"lett", "enter")
        await until(pilot, lambda: ("switch", "letters") in backend.done)
        await until(pilot, lambda: "ragassist letters ▾" in screen_text(app))
        await pilot.click("#library")
        await until(pilot, lambda: "● papers" in screen_text(app))
        await pilot.press(*"taxes")
        await until(pilot, lambda: "+ taxes" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: ("switch", "taxes") in backend.done)


async def test_folders_are_collapsed_and_expanded() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "▾ /papers" in screen_text(app) and "no.md" in screen_text(app))
        await pilot.press("down", "left")
        await until(pilot, lambda: "▸ deep" in screen_text(app))
        assert "no.md" not in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "no.md" in screen_text(app))
        await pilot.press("end", "left", "left")
        await until(pilot, lambda: "▸ /papers" in screen_text(app))
        assert "pump.pdf" not in screen_text(app)


async def test_documents_are_filtered_by_the_states_that_occur() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("f", "f")
        await until(pilot, lambda: "only partial · 1 document" in screen_text(app))
        assert "pump.pdf" not in screen_text(app)
        await pilot.press("f")
        await until(pilot, lambda: "pump.pdf" in screen_text(app))


async def test_the_text_of_the_document_at_the_cursor_is_shown_beside_the_tree() -> None:
    backend = filled()
    backend.page = Page("Seite drei", 0, Place(3))
    app = RagassistApp(backend)
    async with app.run_test(size=(150, 42)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("end")
        await until(pilot, lambda: "Seite drei" in screen_text(app))
        await pilot.press("home")
        await until(pilot, lambda: "Seite drei" not in screen_text(app))


async def test_questions_are_restricted_to_the_document_at_the_cursor() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("end", "a")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen) and "@scan.pdf" in screen_text(app))
        await until(pilot, lambda: ("keep to", "/papers/scan.pdf") in backend.done)


async def test_only_the_document_at_the_cursor_is_read_again() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("end", "e")
        await until(pilot, lambda: ("index", "/papers/scan.pdf", "full") in backend.done)


def test_the_roots_of_the_tree_are_the_deepest_common_folders() -> None:
    def roots(*paths: str) -> list[str]:
        return DocumentTree([replace(document(""), path=path) for path in paths], lambda name, /, **_: name).roots

    assert roots("/home/ann/papers/a/x.md", "/home/ann/papers/b/y.md") == ["/home/ann/papers"]
    assert roots("/home/ann/x.md", "/srv/y.md") == ["/home/ann", "/srv"]
