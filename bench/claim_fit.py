"""Fits the probability that a sentence supports a claim, on sentences of our own in eight languages.

Usage: python -m bench.claim_fit [--cache DIR] [--home DIR]

bench/sentences/polarity.jsonl has facts, each stated and denied in two ways per language; values.jsonl has facts with a value,
each stated in two ways, and another sentence with the same value. Each sentence of a fact is a claim, with the fact's other
sentences in all languages as its sources. A source is such a sentence alone, between two sentences of other facts, or as a
clause of a longer sentence. A claim is true if its source says the same. The bench prints the weights for
ragassist/grounding/support.py and, for each fact, how many claims the weights fitted on other facts accept and reject.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bench.vector_cache import CachedEmbedder
from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.app import App
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.support import SUPPORTED, WEIGHTS, Features, Weights
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source
from ragassist.settings.schema import load_settings

SENTENCES = Path(__file__).parent / "sentences"
SEED, FOLDS = 11, 4
_RELATED, _UNRELATED = 300, 150
"""Number of claims drawn for each fact, with sources of the same fact and of other facts."""
_STRENGTH = 10.0
"""Inverse strength of the regularisation."""
_FULL_STOP = {"zh": "。", "ja": "。"}


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a fact; `sense` is 1 if it states the fact, -1 if it denies it, 0 if it says something else."""

    fact: str
    language: str
    text: str
    sense: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, the sentence that is its source, and the passage that holds the source."""

    claim: Said
    source: Said
    passage: str

    @property
    def is_true(self) -> bool:
        """Whether the two sentences say the same."""
        return self.claim.fact == self.source.fact and self.claim.sense == self.source.sense


def read() -> list[Said]:
    """Return all sentences."""
    said = []
    for name in ("polarity", "values"):
        for line in (SENTENCES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for sense, texts in ((1, row["says"]), (-1, row.get("denies", [])), (0, [row["other"]] if "other" in row else [])):
                said += [Said(row["fact"], row["lang"], text, sense) for text in texts]
    return said


def pairs(said: list[Said]) -> Iterator[Pair]:
    """Yield for each fact `_RELATED` claims with a source of the same fact, and `_UNRELATED` with one of another fact."""
    rng = random.Random(SEED)
    by_fact: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_fact[one.fact].append(one)
    for fact, own in sorted(by_fact.items()):
        others = [one for one in said if one.fact != fact]
        every = [(claim, source) for claim in own for source in own if claim is not source and claim.sense and source.sense + 1]
        for claim, source in rng.sample(every, min(_RELATED, len(every))):
            beside = [one.text for one in others if one.language == source.language]
            yield Pair(claim, source, _passage(rng, source, rng.sample(beside, 2)))
        for claim in (rng.choice(own) for _ in range(_UNRELATED)):
            source = rng.choice(others)
            yield Pair(claim, source, source.text)


def _passage(rng: random.Random, source: Said, beside: list[str]) -> str:
    stop = _FULL_STOP.get(source.language, ".")
    blank = "" if stop == "。" else " "
    match rng.randrange(3):
        case 0:
            return source.text
        case 1:
            return blank.join((beside[0], source.text, beside[1]))
        case _:
            first, second = rng.sample([source.text.rstrip(".。"), beside[0].rstrip(".。")], 2)
            return f"{first}{'，' if source.language == 'zh' else '、' if source.language == 'ja' else ', '}{second}{stop}"


def features(pair: Pair, embed: "Embed") -> tuple[Features, bool]:
    """Return the features of the sentence nearest to a claim, and whether the claim's particulars occur in the passage."""
    source = Source(
        n=1,
        path="",
        place=Place(None),
        heading="",
        language=pair.source.language,
        start=0,
        end=len(pair.passage),
        text=pair.passage,
        score=1.0,
    )
    checker = ClaimChecker([source], "", embed, pair.claim.language)
    wanted = Particulars.of(pair.claim.text, "", pair.claim.language)
    spans = sentence_spans(pair.passage)
    near = (embed([pair.passage[slice(*span)] for span in spans]) @ embed([pair.claim.text])[0]).tolist()
    at = max(range(len(spans)), key=near.__getitem__)
    holds = wanted.names_fit(source) and wanted.occur_in(pair.passage, pair.source.language)
    return checker.features(source, spans[at], near[at], wanted, pair.claim.text), holds


class Embed:
    """Returns vectors of texts without their language."""

    def __init__(self, app: App, embedder: CachedEmbedder) -> None:
        self._map, self._embedder = app.language_map(), embedder

    def __call__(self, texts: list[str]) -> Vectors:
        """Return one row for each text, shape (texts, dimension)."""
        return self._map.passages(self._embedder.embed_passages(texts))


def matrix(of: list[Features]) -> NDArray[np.float64]:
    """Return the features as rows, shape (claims, 4), in the order of `Weights` after the bias."""
    return np.array([(f.nearness, f.across, f.agreement, f.words) for f in of])


def fitted(of: list[Features], truths: NDArray[np.bool_]) -> Weights:
    """Return the weights of a logistic regression in which true and false claims count the same."""
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=5_000).fit(matrix(of), truths)
    cosine, across, agreement, words = model.coef_[0]
    return Weights(
        bias=float(model.intercept_[0]),
        cosine=cosine,
        across=across,
        agreement=agreement,
        words=words,
        held=WEIGHTS.held,
    )


def main() -> None:
    """Print the weights and how well they separate true claims from false ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as scratch:
        embed = Embed(app, CachedEmbedder(app.embedder, arguments.cache or Path(scratch)))
        report(list(pairs(read())), embed)


def report(of: list[Pair], embed: Embed) -> None:
    """Print the claims accepted and rejected by cross-validation over the facts, and the weights fitted on all claims."""
    found = [features(pair, embed) for pair in of]
    truths = np.array([pair.is_true for pair in of])
    held = np.array([holds for _, holds in found])
    print(f"{len(of)} claims, {truths.mean():.0%} true; particulars found in {held[truths].mean():.1%} of the true ones")
    facts = sorted({pair.claim.fact for pair in of})
    said = np.zeros(len(of), bool)
    for fold in range(FOLDS):
        out = np.array([facts.index(pair.claim.fact) % FOLDS == fold for pair in of])
        learned = [found[at][0] for at in np.flatnonzero(~out & held)]
        weights = fitted(learned, truths[~out & held])
        for at in np.flatnonzero(out):
            said[at] = held[at] and weights.probability(found[at][0]) >= SUPPORTED
    for name in ("fact", "language"):
        values = np.array([getattr(pair.claim, name) for pair in of])
        for value in sorted(set(values)):
            here = values == value
            print(f"{name} {value}: accepted {said[here & truths].mean():.2f}, rejected {1 - said[here & ~truths].mean():.2f}")
    print(f"all: accepted {said[truths].mean():.3f}, rejected {1 - said[~truths].mean():.3f}")
    names = ("bias", "cosine", "across", "agreement", "words")
    weights = fitted([one for one, holds in found if holds], truths[held])
    print(", ".join(f"{name}={getattr(weights, name):.2f}" for name in names))


if __name__ == "__main__":
    main()
