"""The tasks of `bench.truth`: for each its file, the program's decision, and the rules that can be switched off."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from unittest.mock import patch

from bench.search_spaces import Row
from bench.vector_cache import CachedEmbedder
from indexes.embedding.embedder import Vectors
from indexes.records import Place
from ragassist.answering import reasoning_policy
from ragassist.app import App
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.quantities import Measures, measures
from ragassist.grounding.support import WEIGHTS
from ragassist.grounding.text_judge import Models, TextJudge
from ragassist.language.classifiers import classifiers_for
from ragassist.requests.router import Router
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.settings.choices import Thinking

_NO_MEASURES = Measures((), ())
_NEVER = re.compile(r"(?!)")

Decide = Callable[[Sequence[Row], App, CachedEmbedder], list[str]]
"""Returns the program's label for each row."""
Rules = Mapping[str, Callable[[], AbstractContextManager[object]]]
"""Functions by the names of rules; each returns a context in which the rule is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file of labelled rows, its positive labels (none: each kind is measured against the others), and the decision."""

    name: str
    file: str
    decide: Decide
    column: str = "label"
    positives: tuple[str, ...] = ()
    groups: Callable[[Row], tuple[str, ...]] = field(default=lambda _: ())
    rules: Rules = field(default_factory=dict)
    missing: Callable[[], str] = str
    """Returns why the program can't decide the task, "" if it can."""


def without(module: str, name: str, neutral: object) -> Callable[[], AbstractContextManager[object]]:
    """Return a function whose context replaces a name of a module by `neutral`, which switches its rule off."""
    return lambda: patch(f"{module}.{name}", neutral)


def judge(app: App, embedder: CachedEmbedder) -> TextJudge:
    """Return the judge that the program uses with the installed embedding model."""
    language_map, found = app.language_map(), classifiers_for(embedder.fingerprint)
    if found is None:
        return TextJudge()
    return TextJudge(
        Models(
            found,
            lambda texts: language_map.passages(embedder.embed_passages(texts)),
            lambda text: language_map.queries(embedder.embed_queries([text])),
        )
    )


def _refusals(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[str]:
    told = judge(app, embedder).is_refusal
    return ["refusal" if told(row["text"]) else "statement" for row in of]


def _follow_ups(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[str]:
    told = judge(app, embedder).leans
    return ["followup" if told(row["question"], row["lang"], row["previous"]) else "standalone" for row in of]


def _reasoning(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[str]:
    """Return the decisions for evidence in the question's own language."""
    evidence, texts = Evidence((), 1.0), judge(app, embedder)
    told = (reasoning_policy.should_reason(Thinking.AUTO, row["question"], row["lang"], evidence, texts) for row in of)
    return ["reason" if one else "direct" for one in told]


def _requests(of: Sequence[Row], app: App, _embedder: CachedEmbedder) -> list[str]:
    router = Router(app.embedder)
    return [str(router.route(row["text"]).kind) for row in of]


def _claims(of: Sequence[Row], app: App, embedder: CachedEmbedder) -> list[str]:
    language_map = app.language_map()

    def embed(texts: list[str]) -> Vectors:
        return language_map.passages(embedder.embed_passages(texts))

    return ["supported" if _is_supported(row, embed) else "unsupported" for row in of]


def _is_supported(row: Row, embed: Callable[[list[str]], Vectors]) -> bool:
    text = row["source"]
    source = Source(
        n=1, path="", place=Place(None), heading="", language=row["source_lang"], start=0, end=len(text), text=text, score=1.0
    )
    (verdict,) = ClaimChecker([source], "", embed, row["lang"]).check(row["claim"])
    return verdict.supported


def _claim_groups(row: Row) -> tuple[str, ...]:
    where = "same language" if row["lang"] == row["source_lang"] else "across"
    return (str(row["kind"]), where)


def _kind(row: Row) -> tuple[str, ...]:
    return (str(row["group"]),)


@contextmanager
def _without_dates() -> Iterator[None]:
    with patch("ragassist.grounding.quantities.taken_out", lambda text, _: (text, [])):
        measures.cache_clear()
        yield
    measures.cache_clear()


TASKS = (
    Task(
        name="refusals",
        file="refusals.jsonl",
        decide=_refusals,
        positives=("refusal",),
        rules={
            "classifiers": without("bench.truth_tasks", "classifiers_for", lambda _fingerprint: None),
            "likeness to our own refusal": without("ragassist.language.refusals", "_refusals", lambda _codes: ()),
            "wordings of models": without("ragassist.language.refusals", "_own_words", lambda _codes: _NEVER),
            "openings left out": without("ragassist.language.refusals", "without_opening", str),
        },
    ),
    Task(
        name="claims",
        file="claims.jsonl",
        decide=_claims,
        positives=("supported",),
        groups=_claim_groups,
        rules={
            "values": without("ragassist.grounding.particulars", "measures", lambda *_, **__: _NO_MEASURES),
            "dates": _without_dates,
            "names": without("ragassist.grounding.particulars", "_NAME", _NEVER),
            "words of other scripts": without("ragassist.grounding.particulars", "_OTHER_NAMES", _NEVER),
            "negation": without("ragassist.grounding.agreement", "negations", lambda *_: None),
            "exchanged names": without("ragassist.grounding.claims", "exchanges_names", lambda *_: False),
            "binding to a clause": without("ragassist.grounding.claims", "is_misbound", lambda *_: False),
            "words of short claims": without("ragassist.grounding.claims", "_WORDS_HELD", 0.0),
            "value in the sentence": without("ragassist.grounding.claims", "WEIGHTS", replace(WEIGHTS, held=0.0)),
            "share of words": without(
                "ragassist.grounding.claims", "WEIGHTS", replace(WEIGHTS, words=0.0, bias=WEIGHTS.bias + 1.0)
            ),
            "cosine": without("ragassist.grounding.claims", "WEIGHTS", replace(WEIGHTS, cosine=0.0, bias=0.0)),
        },
    ),
    Task(
        name="follow-ups",
        file="followups.jsonl",
        decide=_follow_ups,
        positives=("followup",),
        rules={
            "classifiers": without("bench.truth_tasks", "classifiers_for", lambda _fingerprint: None),
            "signs": without("ragassist.language.follow_up_signs", "_signs", lambda _language: _NEVER),
            "shortness": without("ragassist.language.follow_up_signs", "is_short", lambda _text: False),
        },
    ),
    Task(name="requests", file="requests.jsonl", decide=_requests, column="kind", groups=_kind),
    Task(
        name="reasoning",
        file="think.jsonl",
        decide=_reasoning,
        positives=("reason",),
        rules={
            "classifiers": without("bench.truth_tasks", "classifiers_for", lambda _fingerprint: None),
            "words that compare": without("ragassist.grounding.text_judge", "compares", lambda _text: False),
        },
    ),
)
