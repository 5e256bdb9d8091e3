"""Fits the classifiers of ragassist/language/classifiers.py on labelled sentences, and measures them by cross-validation.

Usage: python -m bench.fit_classifiers CORPORA [--truth FOLDER] [--cache DIR] [--home DIR] [--write]

The sentences in bench/sentences/ are in one file per language, in sections that begin with `# label`; the line of a follow-up
is the previous question, a bar and the follow-up. The frames in bench/sentences/frames/ make more of them: a `{slot}` is filled
with a line of that section. CORPORA holds sets as bench/search_spaces.py reads them: their sentences
count as statements, their questions as standalone and as answered without reasoning. FOLDER holds the files of bench/truth.py;
the classifiers are measured on them by cross-validation (all translations of a sentence are in one fold) and, once more,
without learning from any of them. Then they are fitted on everything. Precision and recall are those of refusals, follow-ups
and questions that need reasoning. --write replaces the weights that the program uses.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.fit_requests import filled, ngram_rows, sections_of
from bench.nearness import Nearness, step_of
from bench.search_spaces import rows
from bench.vector_cache import CachedEmbedder
from indexes.embedding.embedder import Vectors
from indexes.embedding.language_map import LanguageMap
from ragassist.app import App
from ragassist.grounding.text_judge import compares, follow_up_signs, reasoning_signs
from ragassist.language import classifiers
from ragassist.language.function_words import negates
from ragassist.language.ngrams import LONGEST_NGRAM, NGRAMS
from ragassist.language.registry import languages
from ragassist.language.sentences import sentence_spans
from ragassist.settings.schema import load_settings

SENTENCES = Path(__file__).parent / "sentences"
CORPORA = ("xquad", "faq8", "squad-frja", "mono-fr", "mono-ja", "mono-ko", "mono-zh", "mono-ar")
_LONGEST = 250
"""Characters of a sentence of a corpus at most."""
_SENTENCES_A_LANGUAGE, _QUESTIONS_A_LANGUAGE = 150, 60
"""Numbers of sentences and questions of the corpora that are learnt from, for each language."""
_SEED = 3
_FILLED, _FRAMED = 4, 0.25
"""Number of sentences made from a frame, and the weight of each."""
_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its label, the question `before` it for follow-ups, and its weight; a `family` is never split by folds."""

    language: str
    text: str
    positive: bool
    before: str = ""
    weight: float = 1.0
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A classifier: its two labels, the file and column that it is measured on, its features and its constants.

    A text is positive if its score is above `threshold`. N-grams of up to `longest` characters, hashed into `buckets`, are
    features too, with the factor `ngrams`. `inverse` is the inverse strength of the regularisation of a logistic regression;
    where it is 0, a support vector machine is fitted (bench/nearness.py).
    """

    name: str
    labels: tuple[str, str]
    file: str
    column: str
    features: Callable[["Vectorizer", Sequence[Labelled]], Vectors]
    inverse: float
    threshold: float
    ngrams: float = 1.0
    longest: int = LONGEST_NGRAM
    buckets: int = NGRAMS


@dataclass(frozen=True, slots=True)
class Vectorizer:
    """Returns vectors of texts without their language."""

    embedder: CachedEmbedder
    language_map: LanguageMap

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of sentences, shape (texts, dimension)."""
        return self.language_map.passages(self.embedder.embed_passages(texts))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return vectors of questions, shape (texts, dimension)."""
        return self.language_map.queries(self.embedder.embed_queries(texts))


def refusal_features(vectors: Vectorizer, of: Sequence[Labelled]) -> Vectors:
    """Return the mean of each sentence's vectors as a passage and as a query, shape (sentences, dimension)."""
    texts = [one.text for one in of]
    return ((vectors.passages(texts) + vectors.queries(texts)) / 2).astype(np.float32)


def follow_up_features(vectors: Vectorizer, of: Sequence[Labelled]) -> Vectors:
    """Return the features of each question and the one before it, shape (questions, features)."""
    asked, before = vectors.queries([one.text for one in of]), vectors.queries([one.before for one in of])
    cosines = (asked * before).sum(axis=1).tolist()
    return np.hstack([asked, [follow_up_signs(one.text, one.language, c) for one, c in zip(of, cosines, strict=True)]])


def reasoning_features(vectors: Vectorizer, of: Sequence[Labelled]) -> Vectors:
    """Return the features of each question, shape (questions, features)."""
    return np.hstack([vectors.queries([one.text for one in of]), [reasoning_signs(one.text) for one in of]])


TASKS = (
    Task(
        name="refusal",
        labels=("refusal", "statement"),
        file="refusals.jsonl",
        column="text",
        features=refusal_features,
        inverse=0.0,
        threshold=0.4,
        longest=6,
        buckets=1 << 16,
    ),
    Task(
        name="follow_up",
        labels=("followup", "standalone"),
        file="followups.jsonl",
        column="question",
        features=follow_up_features,
        inverse=9.0,
        threshold=-0.4,
        ngrams=4 / 3,
    ),
    Task(
        name="reasoning",
        labels=("reason", "direct"),
        file="think.jsonl",
        column="question",
        features=reasoning_features,
        inverse=9.0,
        threshold=-0.3,
        ngrams=4 / 3,
    ),
)


def own_sentences(labels: tuple[str, str]) -> Iterator[Labelled]:
    """Yield the sentences with one of a task's labels in bench/sentences/."""
    for path in sorted(SENTENCES.glob("*.txt")):
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                section = line[2:]
            elif line.strip() and section in labels:
                before, _, text = line.rpartition("|")
                yield Labelled(path.stem, _straight(text), section == labels[0], before)


def from_frames(labels: tuple[str, str]) -> Iterator[Labelled]:
    """Yield the sentences with a task's labels that the frames in bench/sentences/frames/ make, the same ones each time."""
    chance = random.Random(_SEED)
    for path in sorted((SENTENCES / "frames").glob("*.txt")):
        sections = sections_of(path)
        for label in labels:
            for frame in sections.get(label, ()):
                texts = {filled(frame, sections, chance) for _ in range(_FILLED)}
                yield from (
                    Labelled(path.stem, text[:1].upper() + text[1:], label == labels[0], weight=_FRAMED)
                    for text in sorted(texts)
                )


def _straight(text: str) -> str:
    return text.replace("’", "'")


def truth(path: Path, task: Task) -> list[Labelled]:
    """Return the rows of a file of bench/truth.py; a row and its translations share a family."""
    return [
        Labelled(
            row["lang"],
            _straight(row[task.column]),
            row["label"] == task.labels[0],
            row.get("previous", ""),
            family=row["label"] + row["id"].rsplit("-", 1)[-1],
        )
        for row in rows(path)
    ]


def from_corpora(folder: Path, task: Task) -> list[Labelled]:
    """Return texts of the corpora, all of which are negative for the task."""
    if task.name == "refusal":
        return [Labelled(code, text, positive=False, weight=0.5) for code, text in _statements(folder)]
    asked = _questions(folder)
    if task.name == "reasoning":
        return [Labelled(code, text, positive=False, weight=0.3) for code, text, _ in asked if not compares(text)]
    return [Labelled(code, text, positive=False, before=before, weight=0.5) for code, text, before in asked]


def _statements(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield languages and sentences of documents, two thirds of them with a negation."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in CORPORA:
        for row in rows(folder / name / "corpus.jsonl"):
            text = row["text"]
            found[row["lang"][:2]].update(text[start:end] for start, end in sentence_spans(text) if end - start < _LONGEST)
    for code in languages():
        texts = _drawn(found[code])
        negated = [text for text in texts if negates(text)][: _SENTENCES_A_LANGUAGE * 2 // 3]
        others = [text for text in texts if not negates(text)][: _SENTENCES_A_LANGUAGE // 3]
        yield from ((code, text) for text in (*negated, *others))


def _questions(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield languages and questions, each with another question of its language as the one before it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in CORPORA:
        for row in rows(folder / name / "queries.jsonl"):
            if row.get("qtype", "faq") != "heading":
                found[row["lang"][:2]].add(row["question"])
    for code in languages():
        texts = _drawn(found[code])[:_QUESTIONS_A_LANGUAGE]
        yield from ((code, text, texts[at - 1]) for at, text in enumerate(texts))


def _drawn(texts: set[str]) -> list[str]:
    drawn = sorted(texts)
    random.Random(_SEED).shuffle(drawn)
    return drawn


def features_of(task: Task, vectors: Vectorizer, of: Sequence[Labelled]) -> csr_matrix:
    """Return all features of labelled texts, shape (texts, features), those of their n-grams last."""
    own = csr_matrix(task.features(vectors, of))
    wording = ngram_rows([one.text for one in of], task.longest, task.buckets)
    return hstack([own, wording * task.ngrams]).tocsr()


def fitted(task: Task, features: csr_matrix, of: Sequence[Labelled]) -> LogisticRegression | Nearness:
    """Return the classifier that is fitted on the features of labelled texts."""
    positive, weight = np.array([one.positive for one in of]), np.array([one.weight for one in of])
    if not task.inverse:
        return Nearness.fitted(features, positive, weight, features.shape[1] - task.buckets)
    return LogisticRegression(C=task.inverse, max_iter=5_000).fit(features, positive, sample_weight=weight)


def measured(task: Task, vectors: Vectorizer, known: list[Labelled], held: list[Labelled]) -> str:
    """Return lines with precision and recall: by cross-validation, without learning from `held`, and by language."""
    learnt, tried = features_of(task, vectors, known), features_of(task, vectors, held)
    scores = np.zeros(len(held))
    for seen, unseen in GroupKFold(_FOLDS).split(tried, groups=[one.family for one in held]):
        model = fitted(task, vstack([learnt, tried[seen]]), [*known, *(held[at] for at in seen)])
        scores[unseen] = model.decision_function(tried[unseen])
    alone = fitted(task, learnt, known).decision_function(tried)
    lines = [f"{task.name}: folds {_figures(task, scores, held)}; nothing of them learnt {_figures(task, alone, held)}"]
    for code in languages():
        own = [at for at, one in enumerate(held) if one.language == code]
        lines.append(f"  {code} {_figures(task, scores[own], [held[at] for at in own])}")
    return "\n".join(lines)


def _figures(task: Task, scores: NDArray[np.float64], of: Sequence[Labelled]) -> str:
    said, are = scores > task.threshold, np.array([one.positive for one in of])
    hits = int((said & are).sum())
    return f"precision {hits / max(1, said.sum()):.3f} recall {hits / max(1, are.sum()):.3f} right {(said == are).mean():.3f}"


def main() -> None:
    """Print the measurements, and with --write write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    app = App(load_settings(home=arguments.home), print)
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
        vectors = Vectorizer(embedder, app.language_map())
        numbers = {"made_for": np.array(embedder.fingerprint)}
        for task in TASKS:
            known = [*own_sentences(task.labels), *from_frames(task.labels), *from_corpora(arguments.corpora, task)]
            if arguments.truth:
                held = truth(arguments.truth / task.file, task)
                print(measured(task, vectors, known, held))
                known += held
            numbers |= stored(task, fitted(task, features_of(task, vectors, known), known))
    if arguments.write:
        with Path(classifiers.__file__).with_suffix(".npz").open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **numbers)


def stored(task: Task, model: LogisticRegression | Nearness) -> dict[str, NDArray[Any]]:
    """Return the weights of a classifier as `classifiers_for` reads them."""
    of_wording = {f"{task.name}_longest": np.array(task.longest)}
    if isinstance(model, Nearness):
        numbers = np.array([*model.weights, model.sharpness, model.bias - task.threshold], np.float32)
        middle = {f"{task.name}_middle": model.middle.astype(np.float32)}
        packed_ = {"ngrams": model.ngrams * task.ngrams, "axes": model.axes, "landmarks": model.landmarks}
    else:
        weights, bias = model.coef_[0], float(model.intercept_[0]) - task.threshold
        numbers, middle = np.array([*weights[: -task.buckets], bias], np.float32), {}
        packed_ = {"ngrams": weights[-task.buckets :] * task.ngrams}
    parts = (_packed(f"{task.name}_{name}", some) for name, some in packed_.items())
    return {task.name: numbers, **of_wording, **middle, **{name: some for part in parts for name, some in part.items()}}


def _packed(name: str, numbers: NDArray[np.float64]) -> dict[str, NDArray[Any]]:
    """Return numbers as 8-bit integers, and their step."""
    step = step_of(numbers)
    return {name: np.round(numbers / step).astype(np.int8), f"{name}_step": np.array(step, np.float32)}


if __name__ == "__main__":
    main()
