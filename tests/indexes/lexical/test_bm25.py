"""Coverage is a share of the best possible score, also if postings are left out or filtered."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.hits import Filter
from indexes.lexical.bm25 import Postings, candidates, coverage, share_held, weight
from indexes.lexical.terms import terms
from indexes.records import FileFacts
from indexes.search.lexical_search import BM25Search
from indexes.sqlite.store import LocalStore
from ingest.documents import Chunk, Document, Section

WORDS = st.sampled_from(["pump", "valve", "canal", "grease", "HX-200", "泵机", "مضخة", "4142"])


def put(store: LocalStore, name: str, text: str, language: str = "en") -> int:
    document = Document(text=text, sections=(Section(0, len(text), None, ""),), language=language, reader="plain")
    store.put_document(
        FileFacts(name, name, 1, 1),
        document,
        [(Chunk(start=0, end=len(text), page=None, heading="", language=language), name.encode())],
    )
    return max(chunk.id for chunk in store.all_chunks())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    store = LocalStore(tmp_path / "library.sqlite")
    yield store
    store.close()


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=8),
    question=st.lists(WORDS, min_size=1, max_size=6),
)
def test_coverage_is_a_share_that_grows_with_the_words_of_the_question_in_a_chunk(
    texts: list[list[str]], question: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        store = LocalStore(Path(folder) / "library.sqlite")
        held = {put(store, str(number), " ".join(words)): set(words) for number, words in enumerate(texts)}
        found = BM25Search(store).search(" ".join(question), "en", 100)
        store.close()
    assert found.keys() == {chunk for chunk, words in held.items() if words & set(question)}
    assert all(0 < words.coverage < 1 and 0 <= words.identifiers <= 1 for words in found.values())
    assert [w.coverage for w in found.values()] == sorted((w.coverage for w in found.values()), reverse=True)


def test_a_rare_word_counts_for_more_than_a_frequent_one_and_every_word_counts() -> None:
    weights = [weight(frequency, 1000) for frequency in (0, 1, 400, 999, 1000, 5000)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


def test_postings_are_the_terms_of_the_texts(store: LocalStore) -> None:
    texts = {put(store, str(n), "pump " * (n % 3) + "valve " * 200 + f"part {n}"): n for n in range(20)}
    postings = store.full_text.postings(["pump", "valv", "17", "absent"])
    assert dict(zip(postings["pump"].chunks, postings["pump"].counts, strict=True)) == {
        chunk: n % 3 for chunk, n in texts.items() if n % 3
    }
    assert postings["17"].chunks.tolist() == [chunk for chunk, n in texts.items() if n == 17]
    assert not len(postings["absent"].chunks)
    ids = np.array(sorted(texts))
    counted = [sum(Counter(terms("pump " * (n % 3) + "valve " * 200 + f"part {n}", "en")).values()) for n in texts.values()]
    assert store.full_text.lengths(ids).tolist() == counted


def test_postings_of_very_frequent_words_are_not_read_and_those_of_rare_ones_are(store: LocalStore) -> None:
    for number in range(300):
        put(store, str(number), f"the pump {number}")
    postings = store.full_text.postings(["the", "pump", "217"], budget=700)
    assert list(postings) == ["217"]
    whole = store.full_text.postings(["the", "pump", "217"], budget=100_000)
    assert [len(each.chunks) for each in whole.values()] == [300, 300, 1]


def test_a_question_of_frequent_words_alone_still_finds_something(store: LocalStore) -> None:
    for number in range(300):
        put(store, str(number), f"the pump {number}")
    postings = store.full_text.postings(["the", "pump"], budget=512)
    assert {term: len(each.chunks) for term, each in postings.items()} == {"the": 256, "pump": 256}


def test_candidates_are_those_with_most_of_the_weight() -> None:
    few = Postings(np.array([3, 9]), np.array([1.0, 5.0]))
    many = Postings(np.arange(1, 11), np.ones(10))
    weights = {"few": 3.0, "many": 0.5}
    assert candidates({"few": few, "many": many}, weights, 2).tolist() == [3, 9]
    assert candidates({"few": few, "many": many}, weights, 50).tolist() == list(range(1, 11))
    assert candidates({}, {}, 2).tolist() == []
    ids = np.array([3, 4, 9])
    shares = coverage({"few": few, "many": many}, weights, ids, np.full(3, 100.0))
    assert shares[2] > shares[0] > shares[1] > 0
    shorter = coverage({"few": few}, {"few": 1.0}, np.array([3, 9]), np.array([50.0, 400.0]))
    assert shorter[0] > coverage({"few": few}, {"few": 1.0}, np.array([3, 9]), np.array([400.0, 50.0]))[0]
    assert share_held({"few": few, "many": many}, weights, ids).tolist() == pytest.approx([1, 0.5 / 3.5, 1])


def test_function_words_weigh_by_their_language_not_by_the_library(store: LocalStore) -> None:
    for number in range(10):
        put(store, f"en{number}", f"the canal and the lock of {number}")
        for language, text in (("de", "die Pumpe am Kanal"), ("fr", "la pompe du canal"), ("es", "la bomba del puente")):
            put(store, f"{language}{number}", text, language)
    gold = put(store, "gold", "grease for a lock")
    found = BM25Search(store).search("the grease of the canal", "en", 50)
    assert next(iter(found)) == gold


def test_only_chunks_that_match_the_filter_are_found(store: LocalStore) -> None:
    ids = {language: put(store, f"{language}.txt", "pump 4142", language) for language in ("en", "de", "fr")}
    among = store.among(Filter(languages=("de", "fr")))
    assert BM25Search(store).search("pump 4142", "en", 10, among).keys() == {ids["de"], ids["fr"]}
    assert BM25Search(store).search('"pump 4142"', "en", 10, among).keys() == {ids["de"], ids["fr"]}
    assert BM25Search(store).search("pump", "en", 10, store.among(Filter(languages=("ko",)))) == {}


def test_a_hit_has_the_share_of_the_question_s_identifiers_by_weight(store: LocalStore) -> None:
    both, one, none = (put(store, text, text) for text in ("valve HX-200/4 of 2019", "valve of 2019", "valve and grease"))
    found = BM25Search(store).search("Which valve is HX-200/4 of 2019?", "en", 10)
    assert found[both].identifiers == pytest.approx(1)
    assert 0 < found[one].identifiers < 1
    assert found[none].identifiers == 0
    assert BM25Search(store).search("valve", "en", 10)[both].identifiers == 0


QUOTED = ('"{}"', "“{}”", "„{}“", "«{}»", "« {} »", "「{}」", "『{}』", "＂{}＂", "»{}«")


@pytest.mark.parametrize("quotes", QUOTED)
@pytest.mark.parametrize(
    ("language", "phrase", "exact", "loose"),
    [
        ("en", "loose pumps", "Old and loose pumps.", "Loosen pumps, the loose pump was old"),
        ("de", "alte Pumpe", "Eine ALTE\nPumpe läuft", "alte Pumpen und Pumpe alte"),
        ("zh", "使用费", "机器的使用费为七", "使用了费用，使用和用费"),
        ("ar", "المضخة القديمة", "هذه المضخه القديمة هنا", "المضخة الجديدة القديمة"),
    ],
)
def test_a_quoted_phrase_is_found_word_for_word(
    store: LocalStore, quotes: str, language: str, phrase: str, exact: str, loose: str
) -> None:
    other, right = put(store, "loose", loose, language), put(store, "exact", exact, language)
    for number in range(3):
        put(store, str(number), f"{loose} {loose} {number}", language)
    found = BM25Search(store).search(quotes.format(phrase), language, 3)
    assert next(iter(found)) == right
    assert found[right].phrases
    assert not any(words.phrases for chunk, words in found.items() if chunk != right)
    assert other != right


def test_a_phrase_of_another_language_than_the_question_is_found(store: LocalStore) -> None:
    right = put(store, "en", "All pumps are running today", "en")
    put(store, "de", "Was die Pumpe bedeutet", "de")
    found = BM25Search(store).search('Was bedeutet "pumps are running"?', "de", 5)
    assert found[right].phrases


def test_a_chunk_must_contain_all_phrases_and_if_none_does_the_words_are_searched(store: LocalStore) -> None:
    both, one = put(store, "both", "red pump and green valve"), put(store, "one", "red pump and a valve")
    leg = BM25Search(store)
    assert [w.phrases for w in leg.search('"red pump" "green valve"', "en", 5).values()] == [True, False]
    assert leg.search('"red pump"', "en", 5).keys() == {both, one}
    missed = leg.search('"blue pump"', "en", 5)
    assert missed.keys() == {both, one}
    assert not any(words.phrases for words in missed.values())


@pytest.mark.parametrize(("frequent", "question"), [("pump", 'Who made the "pump"?'), ("点", "谁发明了“点”制？")])
def test_a_quoted_word_that_many_chunks_hold_puts_none_first(store: LocalStore, frequent: str, question: str) -> None:
    few = put(store, "rare", f"{frequent} xylophone", "zh")
    leg = BM25Search(store)
    assert leg.search(question, "zh", 5)[few].phrases
    for number in range(201):
        put(store, str(number), f"{frequent} {number}", "zh")
    assert {words.phrases for words in leg.search(question, "zh", 300).values()} == {None}
    assert leg.search(f'{question} "{frequent} xylophone"', "zh", 300)[few].phrases
    assert not leg.phrases_held_nowhere(question)


@pytest.mark.parametrize(
    "question", ['pump"', 'pump ""', '"" pump', '" " pump', 'pump 5" and 6" valve', "“pump", "」pump「", '"?!" pump']
)
def test_a_quotation_mark_without_a_phrase_is_ignored(store: LocalStore, question: str) -> None:
    chunk = put(store, "a", "the pump and a valve")
    assert BM25Search(store).search(question, "en", 5)[chunk].phrases is not False


ENDLESS = ("a", "泵", "pump valve ", '"', '"pump" ', "a-1", "ส", "x\u0301", "٣٫")
ODD = ("", " ", "😀🎉", "AND OR NOT NEAR( * ^", "\x00", "pump\x00", "\ud800", '"\ud800 pump"', "泵", "물", "ん", "٣")


@pytest.mark.parametrize("question", [*ODD, *(part * (100_000 // len(part)) for part in ENDLESS)], ids=range(21))
@pytest.mark.parametrize("language", ["en", "zh", "xx", ""])
def test_any_question_is_answered_at_once(store: LocalStore, question: str, language: str) -> None:
    put(store, "a", "the pump 泵机 with some valve")
    leg = BM25Search(store)
    begun = time.process_time()
    found = leg.search(question, language, 5)
    assert time.process_time() - begun < 0.5
    assert len(found) == any(term in question for term in ("pump", "泵"))
    assert all(words.coverage > 0 for words in found.values())


def test_in_an_empty_library_nothing_is_found(store: LocalStore) -> None:
    assert BM25Search(store).search("pump", "en", 5) == {}
    assert BM25Search(store).search('"pump"', "en", 5) == {}
