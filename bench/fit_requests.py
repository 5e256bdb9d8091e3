"""Fits the router of requests on the phrasings in `bench/request_phrasings/` and writes its weights.

Usage: python -m bench.fit_requests OUT.npz [--check REQUESTS.jsonl] [--home DIR] [--words]

Each file of phrasings is one language: `[name]` begins a kind of request or a slot, and `{slot}` in a phrasing is filled with
a line of that slot; `[words]` has further words of requests for tables, summaries and translations, `[usual]` of those for
overviews and counts. A quarter of the texts lose their closing mark, a sixth their initial capital. `--check` prints how the
weights classify rows {lang, text, kind} that they weren't fitted on. `--words` only renews the lists of words in OUT.npz. The
fit takes about five minutes on two cores.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray
from rich.progress import track
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from indexes.embedding.embedder import Embedder
from indexes.embedding.parallel_texts import calibration_texts
from ragassist.app import App
from ragassist.language.ngrams import LONGEST_NGRAM, NGRAMS
from ragassist.language.registry import packs
from ragassist.requests.features import masked, ngrams, token_features
from ragassist.requests.kinds import AGAIN, RequestKind
from ragassist.requests.router import Router, RouterWeights
from ragassist.requests.topic import DENSE, LONGEST, ONE_HAN, sign_hash, word_hash
from ragassist.settings.schema import load_settings

_FOLDER = Path(__file__).with_name("request_phrasings")
_FILLED = 5
"""Number of texts made from a phrasing with slots."""
_TOKEN_SCALE, _NGRAM_SCALE = 0.05, 8.0
"""Factors of the standardised token features and of the n-grams, by which one penalty fits both."""
_KINDS = (*RequestKind, AGAIN)
_ABOUT_THE_LIBRARY = (RequestKind.OVERVIEW, RequestKind.COUNT)
"""Kinds whose words are the list `common_words`; `table_words` are those of requests for a table, and `document_words` those of
requests for a summary or a translation of a document."""
_FURTHER, _USUAL = "words", "usual"
"""Sections with further words of requests for tables, summaries and translations, and of requests for overviews and counts."""
_FORMS = frozenset(("spreadsheet",))
"""Kinds of papers that are usual words of requests: "put it in a spreadsheet"."""
_TOPICS = ("type", "typed", "typef", "typeone", "paper", "name")
"""Sections with kinds of papers ("invoices", "invoice") and names: one that is a single word may be the topic of a request
anywhere."""
_PIECE_IN = 2
"""Number of phrasings that a piece of a word without spaces has to occur in to count as a word of requests."""
_HANGUL = regex.compile(r"\p{Hangul}{3}")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A request: its language, its kind and its text."""

    language: str
    kind: str
    text: str


def phrasings(folder: Path, seed: int = 7) -> Iterator[Phrasing]:
    """Yield the texts made from all files of a folder, the same ones each time."""
    chance = random.Random(seed)
    for path in sorted(folder.glob("*.txt")):
        sections = sections_of(path)
        slots = {name: lines for name, lines in sections.items() if name not in _KINDS}
        for kind in _KINDS:
            for line in sections.get(kind, ()):
                for text in {filled(line, slots, chance) for _ in range(_FILLED if "{" in line else 1)}:
                    yield Phrasing(path.stem, kind, _careless(text, chance))


def questions() -> Iterator[Phrasing]:
    """Yield the questions of the calibration texts, in twenty languages, as look-ups."""
    for language, pairs in calibration_texts().items():
        yield from (Phrasing(language, RequestKind.LOOKUP, pair.question) for pair in pairs)


def sections_of(path: Path) -> dict[str, list[str]]:
    """Return the lines of each section of a file of phrasings."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            name = found[1]
        elif line.strip():
            sections.setdefault(name, []).append(line)
    return sections


def filled(line: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    """Return a phrasing with a line of each slot."""
    return re.sub(r"\{(\w+)\}", lambda slot: chance.choice(slots[slot[1]]), line)


def _careless(text: str, chance: random.Random) -> str:
    if chance.random() < 0.25:
        text = text.rstrip("?.!？。؟")
    return text[:1].lower() + text[1:] if chance.random() < 0.17 else text


def ngram_rows(texts: Sequence[str], longest: int = LONGEST_NGRAM, buckets: int = NGRAMS) -> csr_matrix:
    """Return the n-grams of each text as a row of unit length, shape (texts, buckets)."""
    found = [ngrams(text, longest, buckets) for text in texts]
    counts = np.array([len(one) for one in found])
    values = np.repeat(1 / np.sqrt(counts), counts)
    return csr_matrix((values, np.concatenate(found), np.concatenate([[0], counts.cumsum()])), shape=(len(texts), buckets))


def token_rows(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the token features of each text, shape (texts, features)."""
    batches = [texts[at : at + 64] for at in range(0, len(texts), 64)]
    vectors = (v for b in track(batches, "embedding") for v in embedder.token_vectors([masked(t) for t in b], "query"))
    return np.array([token_features(one) for one in vectors])


def fit(embedder: Embedder, rows: Sequence[Phrasing]) -> dict[str, Any]:
    """Return the weights as `RouterWeights.loads` reads them."""
    texts, kinds = [row.text for row in rows], [row.kind for row in rows]
    grams, tokens = ngram_rows(texts), token_rows(embedder, texts)
    mean, spread = tokens.mean(0), tokens.std(0) + 1e-6
    scaled = csr_matrix((tokens - mean) / spread * _TOKEN_SCALE)
    both = LogisticRegression(max_iter=500).fit(hstack([grams * _NGRAM_SCALE, scaled]).tocsr(), kinds)
    alone = LogisticRegression(max_iter=500).fit(grams * _NGRAM_SCALE, kinds)
    of_tokens = both.coef_[:, NGRAMS:].T * (_TOKEN_SCALE / spread)[:, None]
    packed, step = _packed(both.coef_[:, :NGRAMS].T * _NGRAM_SCALE)
    packed_alone, step_alone = _packed(alone.coef_.T * _NGRAM_SCALE)
    return {
        "kinds": np.array(both.classes_),
        "model": np.array(":".join(embedder.fingerprint.split(":")[:2])),
        "ngrams": packed,
        "ngrams_step": step,
        "tokens": of_tokens.astype(np.float16),
        "bias": (both.intercept_ - mean @ of_tokens).astype(np.float32),
        "ngrams_alone": packed_alone,
        "ngrams_alone_step": step_alone,
        "bias_alone": alone.intercept_.astype(np.float32),
        **word_lists(),
    }


def word_lists() -> dict[str, NDArray[np.uint32]]:
    """Return the hashes of the usual words in requests as `RouterWeights.loads` reads them."""
    kinds: dict[str, tuple[str, ...]] = {
        "common_words": (*_ABOUT_THE_LIBRARY, _USUAL),
        "table_words": (RequestKind.EXTRACT, _FURTHER),
        "document_words": (RequestKind.SUMMARY, RequestKind.TRANSLATE, _FURTHER),
    }
    return {name: np.array(sorted(common_words(_FOLDER, of)), np.uint32) for name, of in kinds.items()}


def _names_of_papers() -> set[str]:
    """Return the names of kinds of papers, which are topics wherever they stand."""
    of_all = (names for pack in packs().values() for kind, names in pack.papers.items() if kind not in _FORMS)
    return {name.casefold() for names in of_all for name in names}


def common_words(folder: Path, kinds: Sequence[str]) -> set[int]:
    """Return the hashes of the words outside slots in the phrasings of some kinds."""
    words, pieces, topics, runs = set[str](), Counter[str](), _names_of_papers(), list[list[str]]()
    for path in folder.glob("*.txt"):
        lines = sections_of(path)
        topics.update(line.casefold() for slot in _TOPICS for line in lines.get(slot, ()))
        for line in (line for kind in kinds for line in lines.get(kind, ())):
            own = [word.casefold() for part in re.split(r"\{\w+\}", line) for word in _WORD.findall(part)]
            words.update(own)
            runs.append([word for word in own if DENSE.search(word)])
    for own in runs:
        rests = [rest for word in own for rest in _without(word, topics)]
        pieces.update({piece for rest in rests for piece in _pieces(rest)})
    often = {piece for piece, count in pieces.items() if count >= _PIECE_IN}
    signs = {piece for piece in often - words if ONE_HAN.fullmatch(piece)}
    usual = {word for word in (words | often) - signs - topics if not _is_with_particle(word, topics)}
    for section in (_FURTHER, _USUAL):
        usual |= _further_words(folder, section) if section in kinds else set()
    return set(map(word_hash, usual)) | set(map(sign_hash, signs))


def _further_words(folder: Path, section: str) -> set[str]:
    """Return the words of a section, which are no topics in such requests: "all papers"."""
    lines = (line for path in folder.glob("*.txt") for line in sections_of(path).get(section, ()))
    return {word.casefold() for line in lines for word in _WORD.findall(line)} - _names_of_papers()


def _is_with_particle(word: str, topics: Collection[str]) -> bool:
    """Whether a Korean word is a topic with a particle: 계약서를."""
    return _HANGUL.match(word) is not None and any(word[:-size] in topics for size in (1, 2))


def _without(run: str, topics: Collection[str]) -> list[str]:
    """Return what is left of a word in a script without spaces when the topics within it are cut out: 合同 gives no 合."""
    within = [topic for topic in topics if topic in run]
    return re.split("|".join(map(re.escape, sorted(within, key=len, reverse=True))), run) if within else [run]


def _pieces(run: str) -> Iterator[str]:
    """Yield all pieces, of up to `LONGEST` characters, of a word in a script without spaces."""
    for at in range(len(run)):
        yield from (run[at:end] for end in range(at + 1, min(len(run), at + LONGEST) + 1))


def _packed(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return weights as 8-bit integers, and the step of each column by which they are multiplied."""
    step = np.abs(weights).max(0) / 127
    return np.round(weights / step).astype(np.int8), step.astype(np.float32)


def show(router: Router, path: Path) -> None:
    """Print how the router classifies labelled rows, by kind and language, and the rows that it classifies wrongly."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [router.route(row["text"]) for row in rows]
    for name in ("kind", "lang"):
        for value in sorted({row[name] for row in rows}):
            mine = [(row["kind"], route.kind) for row, route in zip(rows, told, strict=True) if row[name] == value]
            lookups = [one for one in mine if one[0] == "lookup"]
            others = [one for one in mine if one[0] != "lookup"]
            lost = f"look-ups lost {sum(a != b for a, b in lookups)} of {len(lookups)}" if lookups else ""
            right = f"others told {sum(a == b for a, b in others)} of {len(others)}" if others else ""
            print(f"{name} {value:<11} {lost}  {right}")
    for row, route in zip(rows, told, strict=True):
        if row["kind"] != route.kind:
            print(f"    {row['kind']} -> {route.kind} ({route.probability:.2f}, else {route.instead}): {row['text']}")


def main() -> None:
    """Fit the weights, write them, and check them if rows are given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--words", action="store_true", help="renew only the lists of words in OUT")
    arguments = parser.parse_args()
    embedder = App(load_settings(home=arguments.home)).embedder
    if arguments.words:
        with np.load(arguments.out) as file:
            weights = {**file, **word_lists()}
    else:
        weights = fit(embedder, [*phrasings(_FOLDER), *questions()])
    with arguments.out.open("wb") as file:
        np.savez_compressed(file, **weights)
    print(f"{arguments.out.stat().st_size:,} bytes written to {arguments.out}")
    if arguments.check:
        show(Router(embedder, RouterWeights.loads(arguments.out.read_bytes())), arguments.check)


if __name__ == "__main__":
    main()
