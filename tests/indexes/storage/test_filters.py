"""Which documents match a filter."""

import unicodedata
from typing import Literal

import numpy as np
import pytest

from indexes.hits import Filter, Mode
from indexes.library import Library
from indexes.records import FileFacts
from indexes.storage import path_globs
from indexes.storage.path_globs import PathGlobs
from ingest.assembly import assemble
from ingest.chunking import Chunker
from ingest.documents import Block, Reading
from ingest.errors import PathProblem
from ingest.system.files import windows_slashed

DAY = 86_400 * 10**9
PUMP = "The canal pump was greased on the first day of the month."
MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("*.pdf", "/a/b.pdf", True), ("*.pdf", "/a/b.pdf.txt", False), ("*", "/a/b", True),
        ("/a", "/a/b.pdf", True), ("/a/", "/a/b.pdf", True), ("/a", "/ab", False), ("/a/b.pdf", "/a/b.pdf", True),
        ("/b", "/a/b/c.txt", False), ("b", "/a/b/c.txt", True), ("b", "/a/bb/c.txt", False), ("a/b", "/x/a/b/c", True),
        ("x/*.txt", "/q/x/c.txt", True), ("x/*.txt", "/q/x/y/c.txt", False), ("/x/*.txt", "/q/x/c.txt", False),
        ("/x/**/c.txt", "/x/c.txt", True), ("/x/**/c.txt", "/x/y/z/c.txt", True), ("x/**", "/q/x/y/c.txt", True),
        ("**/*.md", "/q/d.md", True), ("**", "/q", True), ("/", "/q/d", True),
        ("a?c", "/abc", True), ("a?c", "/a/c", False), ("[!a]b", "/cb", True), ("[a-c]b", "/db", False),
        ("A.PDF", "/a.pdf", False),
        # names with characters of glob syntax
        ("a[1].pdf", "/x/a[1].pdf", True), ("a[1].pdf", "/x/a1.pdf", True), ("/x/[2024]", "/x/[2024]/a", True),
        ("report[1", "/x/report[1", True), ("a\\b", "/x/a\\b", True), ("a\\[1\\]*", "/x/a[1].pdf", True),
        ("#a", "/#a", True), ("#a*", "/#a b", True), ("!a*", "/!a", True), ("a b*", "/a b c", True),
        ("a* ", "/ab ", True), ("a* ", "/ab", False), ("what?", "/what?", True), ("a.b", "/axb", False),
        ("日本*/報告", "/x/日本語/報告/一.txt", True), ("تقرير", "/x/تقرير/a", True), ("*\n*", "/x/a\nb", True),
        ("x/**/c", "/x/a\nb/c", True), ("\udc80*", "/\udc80x", True), ("a\0b", "/a\0b", True),
    ],
)  # fmt: skip
def test_a_path_matches_a_glob_or_its_own_name(glob: str, path: str, fits: bool) -> None:
    assert PathGlobs([glob]).fit(path) is fits
    assert PathGlobs(["nothing/like/it", glob]).fit(path) is fits


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("glob", ["/x/Bücher", "Büch*", "*/Café.txt", "/x/**/Café.txt", "각*"])
def test_composed_and_decomposed_letters_are_the_same(form: Literal["NFC", "NFD"], glob: str) -> None:
    path = unicodedata.normalize("NFD" if form == "NFC" else "NFC", "/x/Bücher/각/Café.txt")
    assert PathGlobs([unicodedata.normalize(form, glob)]).fit(path)


@pytest.mark.parametrize("glob", ["a*b*c*d*e", "**/a/**/b/**/c/**", "report[1*", "[z-a]"])
def test_an_invalid_glob_is_reported(glob: str) -> None:
    with pytest.raises(PathProblem, match="the glob"):
        PathGlobs([glob])


def test_a_glob_is_matched_in_time_with_long_paths() -> None:
    assert not PathGlobs(["**/a*b*c*x/**/a*b*c*y"]).fit("/" + "abc/" * 60 + "abcabcabc" * 20)


@pytest.fixture
def library(fake_library: Library) -> Library:
    chunker = Chunker(fake_library.embedder.tokenizer)
    for path, text, day in (
        ("/home/me/Papers/pump.pdf", PUMP, 10),
        ("/home/me/Papers/Deutsch/Pumpe.PDF", "Die Kanalpumpe wurde am ersten Tag des Monats von uns geschmiert.", 20),
        ("/home/me/Notizen/pump.md", "Wir haben die pump des Kanals am dritten Tag wieder nicht geschmiert.", 30),
    ):
        document = assemble(Reading((Block(text),)), "test")
        fake_library.add(FileFacts(path, path, len(text), day * DAY), document, chunker)
    fake_library.store.put_skipped(FileFacts("/home/me/Papers/empty.pdf", None, 0, 20 * DAY), "empty file")
    fake_library.embed()
    return fake_library


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("only", "names"),
    [
        (Filter(paths=("Papers",)), {"pump.pdf", "Pumpe.PDF"}),
        (Filter(paths=("*.md", "/home/me/Papers/pump.pdf")), {"pump.md", "pump.pdf"}),
        (Filter(languages=("de",)), {"Pumpe.PDF", "pump.md"}),
        (Filter(languages=("de", "en"), paths=("Papers",)), {"pump.pdf", "Pumpe.PDF"}),
        (Filter(formats=("pdf",)), {"pump.pdf", "Pumpe.PDF"}),
        (Filter(formats=("md", "pdf"), languages=("en",)), {"pump.pdf"}),
        (Filter(since=20 * DAY), {"Pumpe.PDF", "pump.md"}),
        (Filter(before=20 * DAY), {"pump.pdf"}),
        (Filter(since=20 * DAY, before=30 * DAY), {"Pumpe.PDF"}),
        (Filter(since=31 * DAY), set()),
        (Filter(languages=("ja",)), set()),
        (Filter(paths=("nowhere/**",)), set()),
    ],
)
def test_only_documents_that_match_the_filter_are_found(library: Library, mode: Mode, only: Filter, names: set[str]) -> None:
    hits = library.search("pump Kanalpumpe geschmiert greased day Tag", "en", 10, mode, only)
    found = {hit.chunk.path.rsplit("/", 1)[-1] for hit in hits}
    assert found <= names
    if mode != "lexical":
        assert found == names


def test_every_document_matches_an_empty_filter(library: Library) -> None:
    assert not Filter()
    assert Filter(since=0)
    among = library.store.among(Filter())
    assert np.array_equal(among.documents, np.sort(among.documents))
    assert among.documents.size == 3
    assert among.chunks.size == library.store.chunk_count()


def test_windows_paths_match_globs_with_either_slash_and_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path_globs, "slashed", windows_slashed)
    path = "C:\\Users\\Ada\\Papers\\Contract.pdf"
    for glob in ("C:\\Users\\Ada\\Papers", "c:/users/ada", "papers/*.PDF", "papers\\contract.pdf", "**/Papers/**"):
        assert PathGlobs([glob]).fit(path), glob
    assert not PathGlobs(["D:\\Users"]).fit(path)
