"""Measures how well true claims are told from false ones, by kind of claim and by threshold, within and across languages.

Usage: python -m bench.claims XQUAD_FOLDER [--cache DIR] [--home DIR]

XQUAD_FOLDER holds corpus.jsonl and queries.jsonl, whose rows have a parallel_id. True claims are a sentence of a paragraph,
checked against the paragraph's translation, and a gold answer with its question, checked against the paragraph in its own
language and in another. False claims are a sentence with a changed number, a changed name or an added negation, a sentence of
another paragraph of the same article, and the answer to another question about the article (with a figure if the true answer
has one). The threshold is chosen on one half of the paragraphs; the table shows the other half.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import random
import re
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.metrics import roc_auc_score

from bench.search_spaces import Row, rows
from bench.vector_cache import CachedEmbedder
from indexes.records import Place
from ragassist.app import App
from ragassist.grounding.claims import ClaimChecker
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from ragassist.settings.schema import load_settings

LANGUAGES = ("en", "ar", "de", "es", "zh")
PARAGRAPHS, SEED = 60, 3
BARS = (0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55)
"""Thresholds of the similarity of a claim to its source."""
_LEAST = 40
"""Characters of a sentence that is used as a claim at least; a third of that in Chinese."""
_FALSE_PASSES = 0.05
"""Share of the false claims that may pass the chosen threshold."""
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][a-zà-ÿ]{3,}")
_NEGATIONS = {
    "en": (r" (is|was|are|were|can|could) ", r" \1 not "),
    "de": (r" (ist|war|sind|waren|wurde|kann) ", r" \1 nicht "),
    "es": (r" (es|era|fue|son|fueron|puede) ", r" no \1 "),
    "zh": (r"(?<!不)(是|会|能)", r"不\1"),
    "ar": (r" (كان|كانت|يمكن|تم) ", r" ما \1 "),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, the question that it answers ("" for none), the passage that it is checked against, and whether it is true."""

    kind: str
    true: bool
    text: str
    question: str
    passage: str
    language: str
    passage_language: str
    half: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its similarity, whether its particulars occur in the passage, and whether the program accepts it."""

    claim: Claim
    similarity: float
    holds: bool
    supported: bool


def claims(folder: Path) -> Iterator[Claim]:
    """Yield the claims made from `PARAGRAPHS` random paragraphs."""
    rng = random.Random(SEED)
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows(folder / "corpus.jsonl"):
        if row["lang"] in LANGUAGES:
            texts[row["parallel_id"]][row["lang"]] = row["text"]
    questions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for query in rows(folder / "queries.jsonl"):
        if query["lang"] in LANGUAGES:
            questions[query["doc_ids"][0].rsplit("-", 1)[0], query["lang"]].append(query)
    ids = sorted(identity for identity, versions in texts.items() if len(versions) == len(LANGUAGES))
    for at, identity in enumerate(rng.sample(ids, PARAGRAPHS)):
        language = LANGUAGES[at % len(LANGUAGES)]
        other = rng.choice([code for code in LANGUAGES if code != language])
        near = [i for i in ids if i != identity and _article(i) == _article(identity)]
        beside = texts[rng.choice(near)][language] if near else ""
        half = zlib.crc32(_article(identity).encode()) % 2
        asked = (questions[identity, language], questions[rng.choice(near), language] if near else [])
        for code in (language, other):
            passage = texts[identity][code]
            made = list(_made(rng, texts[identity][language], beside, language, asked))
            made = [one for one in made if code != language or one[0] != "translation"]
            yield from (Claim(*one, passage, language, code, half) for one in made)


def _article(identity: str) -> str:
    return identity.rsplit("-", 1)[0]


def _made(
    rng: random.Random, text: str, beside: str, language: str, asked: tuple[list[Row], list[Row]]
) -> Iterator[tuple[str, bool, str, str]]:
    """Yield kind, truth, text and question of each claim made from a paragraph, another one of its article, and questions."""
    own, others = ([t[s:e] for s, e in sentence_spans(t) if e - s >= _least(language)] for t in (text, beside))
    for sentence in own[:3]:
        yield "translation", True, sentence, ""
        digits = re.findall(r"\d+", sentence)
        if digits:
            number = rng.choice(digits)
            yield "number", False, sentence.replace(number, str(int(number) + rng.randrange(1, 9)), 1), ""
        if found := _NAME.search(sentence) if language != "de" else None:
            yield "name", False, sentence.replace(found[0], rng.choice(("Rodriguez", "Landermoor", "Osaka", "Brunswick"))), ""
        negated = re.sub(*_NEGATIONS[language], sentence, count=1)
        if negated != sentence:
            yield "negation", False, negated, ""
    for sentence in others[:2]:
        yield "same article", False, sentence, ""
    for query in asked[0][:3]:
        gold = query["answers"][0]
        yield "answer", True, gold, query["question"]
        wrong = [
            q["answers"][0] for q in asked[1] if _has_digit(q["answers"][0]) == _has_digit(gold) and q["answers"][0] not in text
        ]
        if wrong:
            yield "other answer", False, wrong[0], query["question"]


def _least(language: str) -> int:
    return _LEAST // 3 if language == "zh" else _LEAST


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


def judged(claim: Claim, app: App, embedder: CachedEmbedder) -> Judged:
    """Return a claim with the program's verdict."""
    language_map = app.language_map()
    source = Source(
        n=1,
        path="",
        place=Place(None),
        heading="",
        language=claim.passage_language,
        start=0,
        end=len(claim.passage),
        text=claim.passage,
        score=1.0,
    )
    checker = ClaimChecker(
        [source], claim.question, lambda texts: language_map.passages(embedder.embed_passages(texts)), claim.language
    )
    (verdict,) = checker.check(claim.text)
    return Judged(claim, verdict.similarity, verdict.probability > 0, verdict.supported)


def main() -> None:
    """Print the AUC, and the share of claims that pass, by kind and threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
        report([judged(claim, app, embedder) for claim in claims(arguments.folder)])


def report(found: list[Judged]) -> None:
    """Choose a threshold on one half, and print the shares of claims of the other half that pass each threshold."""
    halves = [[j for j in found if j.claim.half == half] for half in (0, 1)]
    chosen = next((bar for bar in BARS if passing(halves[0], bar, true=False) <= _FALSE_PASSES), BARS[-1])
    table = Table("claims", "true", "n", "holds", *(f"{bar:.2f}" for bar in BARS), "product", title="Share that passes, by bar")
    groups: dict[tuple[bool, str], list[Judged]] = defaultdict(list)
    for one in halves[1]:
        where = "own" if one.claim.language == one.claim.passage_language else "other"
        groups[not one.claim.true, f"{one.claim.kind}, {where} language"].append(one)
        groups[not one.claim.true, f"~ all, {where} language"].append(one)
    for (false, name), of in sorted(groups.items()):
        shares = (f"{np.mean([j.holds and j.similarity >= bar for j in of]):.0%}" for bar in BARS)
        supported = f"{np.mean([j.supported for j in of]):.0%}"
        table.add_row(name, "no" if false else "yes", str(len(of)), f"{np.mean([j.holds for j in of]):.0%}", *shares, supported)
    Console(width=160).print(table)
    for at, half in enumerate(halves):
        truths = [j.claim.true for j in half]
        alone, checked = [j.similarity for j in half], [j.similarity if j.holds else -1 for j in half]
        print(f"half {at}: AUC {roc_auc_score(truths, alone):.3f}, with particulars {roc_auc_score(truths, checked):.3f}")
    print(f"bar of the first half: {chosen:.2f}")


def passing(of: list[Judged], bar: float, *, true: bool) -> float:
    """Return the share of the true or the false claims that pass a threshold."""
    return float(np.mean([j.holds and j.similarity >= bar for j in of if j.claim.true is true]))


if __name__ == "__main__":
    main()
