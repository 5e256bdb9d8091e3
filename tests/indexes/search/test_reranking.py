"""The second stage compares the best passages again within its time limit, and reorders them."""

import json
import math
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.embedding.embedder import TokenVectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.model_folder import Kind
from indexes.embedding.sentence_transformer import SentenceTransformerEmbedder
from indexes.errors import RerankerUnusable
from indexes.search.cross_encoder import CrossEncoderReranker
from indexes.search.late_interaction import LateInteractionReranker
from indexes.search.reranking import MOST, contested, reorder, rerank, while_time_lasts
from tests.fakes import DIMENSION, FakeEmbedder

FAR = math.inf
SCORES = st.floats(-2, 2, allow_nan=False)
JUDGED = st.lists(st.tuples(SCORES, st.none() | SCORES), max_size=12)


class Told:
    """A reranker with a given score for each passage; it records the calls."""

    most_at_home = 10
    weight, reach = 1.0, 0.5

    def __init__(self, known: dict[str, float | None]) -> None:
        self.known = known
        self.asked: list[str] = []

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        del query, deadline
        self.asked += passages
        return [self.known[passage] for passage in passages]


# The order


@given(JUDGED, SCORES)
def test_an_order_contains_every_passage_once(judged: list[tuple[float, float | None]], weight: float) -> None:
    order = reorder([one for one, _ in judged], [two for _, two in judged], weight)
    assert sorted(order) == list(range(len(judged)))


@given(JUDGED, SCORES)
def test_a_passage_that_was_not_scored_keeps_its_rank(judged: list[tuple[float, float | None]], weight: float) -> None:
    order = reorder([one for one, _ in judged], [two for _, two in judged], weight)
    assert all(order[at] == at for at, (_, two) in enumerate(judged) if two is None)


@given(JUDGED, SCORES)
def test_scored_passages_are_ordered_by_score_and_equal_ones_keep_their_order(
    judged: list[tuple[float, float | None]], weight: float
) -> None:
    order = reorder([one for one, _ in judged], [two for _, two in judged], weight)
    joined = [(-(judged[at][0] + weight * two), at) for at in order if (two := judged[at][1]) is not None]
    assert joined == sorted(joined)


@given(st.lists(SCORES, min_size=1, max_size=20), st.floats(0, 3))
def test_only_passages_near_the_best_are_scored_again(scores: list[float], reach: float) -> None:
    first = sorted(scores, reverse=True)
    count = contested(first, reach)
    assert count != 1
    assert count <= MOST
    assert all(score >= first[0] - reach for score in first[:count])
    assert all(score < first[0] - reach for score in first[max(1, count) : MOST])


def test_without_hits_there_is_nothing_to_order() -> None:
    assert rerank(Told({}), "q", [], [], FAR) == []


def test_if_the_first_passage_is_certain_nothing_is_scored() -> None:
    stage = Told({})
    assert rerank(stage, "q", ["a", "b", "c"], [0.9, 0.3, 0.2], FAR) == [0, 1, 2]
    assert stage.asked == []


def test_passages_out_of_reach_are_not_read() -> None:
    stage = Told({"a": 0.0, "b": 0.9})
    assert rerank(stage, "q", ["a", "b", "c"], [0.9, 0.8, 0.2], FAR) == [1, 0, 2]
    assert stage.asked == ["a", "b"]


# The time


def test_passages_beyond_the_time_limit_have_no_score() -> None:
    def score(passage: str) -> float:
        until = time.monotonic() + 0.02
        while time.monotonic() < until:
            pass
        return float(len(passage))

    start = time.monotonic()
    found = while_time_lasts(score, ["a", "bb"] * 50, start + 0.2)
    assert found[:2] == [1.0, 2.0]
    assert found[-1] is None
    assert found == sorted(found, key=lambda one: one is None)
    assert time.monotonic() - start < 1.0


def test_after_the_deadline_the_model_is_not_called() -> None:
    class Untouchable:
        def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
            raise AssertionError(texts, kind)

    stage = LateInteractionReranker(Untouchable(), LanguageMap.identity(DIMENSION))
    assert stage.scores("q", ["a", "b"], time.monotonic()) == [None, None]


# Token by token


class Counting(FakeEmbedder):
    """Counts the passages whose tokens are requested."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        self.read += texts if kind == "passage" else []
        return super().token_vectors(texts, kind)


def test_a_passage_with_all_words_of_the_query_is_nearer_than_one_with_some() -> None:
    stage = LateInteractionReranker(FakeEmbedder(), LanguageMap.identity(DIMENSION))
    found = stage.scores("red pump", ["the pump is red", "the pump is blue", "tea at noon"], FAR)
    whole, half, none = (score or 0 for score in found)
    assert whole == pytest.approx(1, abs=1e-5)
    assert whole > half > none


def test_texts_without_tokens_are_not_near_to_anything() -> None:
    stage = LateInteractionReranker(FakeEmbedder(), LanguageMap.identity(DIMENSION))
    assert stage.scores("", ["the pump"], FAR) == [0.0]
    assert stage.scores("pump", ["", "pump"], FAR) == [0.0, pytest.approx(1, abs=1e-5)]


def test_the_tokens_of_a_passage_are_computed_once() -> None:
    embedder = Counting()
    stage = LateInteractionReranker(embedder, LanguageMap.identity(DIMENSION))
    stage.scores("red", ["a red pump", "a blue pump"], FAR)
    stage.scores("blue", ["a blue pump", "tea"], FAR)
    assert embedder.read == ["a red pump", "a blue pump", "tea"]


def test_the_language_is_removed_from_tokens() -> None:
    """Tokens of a language share a direction; once it is removed, their meaning decides."""

    class Spoken:
        def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
            del kind
            rows = {"ja pump": [3, 1, 0], "de pump": [-3, 1, 0], "ja tea": [3, 0, 1]}
            return [np.array([rows[text]], np.float32) for text in texts]

    passages = ["de pump", "ja tea"]
    left_in = LateInteractionReranker(Spoken(), LanguageMap.identity(3)).scores("ja pump", passages, FAR)
    zero, language = np.zeros(3, np.float32), np.array([[1, 0, 0]], np.float32)
    taken_out = LateInteractionReranker(Spoken(), LanguageMap(zero, zero, language)).scores("ja pump", passages, FAR)
    assert (left_in[0] or 0) < (left_in[1] or 0)
    assert taken_out == [pytest.approx(1), pytest.approx(0)]


QUESTIONS = {
    "en": "When must the pump be greased?",
    "ar": "متى يجب تشحيم المضخة؟",
    "zh": "水泵什么时候需要加润滑脂？",
    "fr": "Quand faut-il graisser la pompe ?",
    "de": "Wann muss die Pumpe geschmiert werden?",
    "ja": "ポンプにはいつグリースを塗る必要がありますか？",
    "ko": "펌프에 그리스를 언제 발라야 합니까?",
    "es": "¿Cuándo hay que engrasar la bomba?",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_the_real_model_finds_the_answer_in_another_language_among_its_neighbours(
    language: str, embedder: SentenceTransformerEmbedder, language_map: LanguageMap
) -> None:
    passages = [
        "Die Kisten stehen in der Halle 4 und werden am Montag verschickt.",
        "The pump has to be greased every 500 hours of operation.",
        "La bomba pesa doce kilos y consume 300 vatios.",
    ]
    order = rerank(LateInteractionReranker(embedder, language_map), QUESTIONS[language], passages, [0.5] * 3, FAR)
    assert order[0] == 1


# A cross-encoder


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny cross-encoder with one output and random weights."""
    return save_bert(tmp_path_factory.mktemp("reranker"), "BertForSequenceClassification", 1)


def save_bert(folder: Path, kind: str, labels: int) -> Path:
    import torch
    import transformers

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "pump", "red", "blue", "tea", "the", "is"]
    torch.manual_seed(4)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        max_position_embeddings=64, initializer_range=0.5,
    )  # fmt: skip
    config.num_labels = labels
    getattr(transformers, kind)(config).save_pretrained(folder)
    transformers.BertTokenizer(vocab={word: at for at, word in enumerate(words)}).save_pretrained(folder)
    return folder


def test_a_cross_encoder_scores_pairs_between_0_and_1(cross_encoder: Path) -> None:
    stage = CrossEncoderReranker(cross_encoder)
    passages = ["the pump is red", "tea", "the pump is blue"]
    found = stage.scores("red pump", passages, FAR)
    assert all(score is not None and 0 < score < 1 for score in found)
    assert len(set(found)) == 3
    assert found[::-1] == pytest.approx(stage.scores("red pump", passages[::-1], FAR))


def test_a_cross_encoder_decides_the_order(cross_encoder: Path) -> None:
    stage = CrossEncoderReranker(cross_encoder)
    passages = ["tea", "the pump is red", "the pump is blue", "red"]
    first = [0.62, 0.62, 0.62, 0.62]
    scores = [score or 0 for score in stage.scores("red pump", passages, FAR)]
    assert rerank(stage, "red pump", passages, first, FAR) == sorted(range(4), key=lambda at: -scores[at])


def test_the_folder_of_a_cross_encoder_does_not_change_the_scale(cross_encoder: Path, tmp_path: Path) -> None:
    for file in cross_encoder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    config["sbert_ce_default_activation_function"] = "torch.nn.modules.linear.Identity"
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    plain, own = (CrossEncoderReranker(folder).scores("red pump", ["tea", "pump"], FAR) for folder in (cross_encoder, tmp_path))
    assert plain == own


@pytest.mark.parametrize(("kind", "labels"), [("BertModel", 1), ("BertForSequenceClassification", 3)])
def test_a_folder_without_a_reranker_is_refused_by_name(kind: str, labels: int, tmp_path: Path) -> None:
    folder = save_bert(tmp_path, kind, labels)
    with pytest.raises(RerankerUnusable, match=f"{folder}.*correct rerank_model"):
        CrossEncoderReranker(folder).load()


@pytest.mark.parametrize("config", [None, "", "[]", '{"architectures": null}', '{"architectures": [3]}'])
def test_a_folder_without_a_model_is_refused_before_anything_is_loaded(config: str | None, tmp_path: Path) -> None:
    if config is not None:
        (tmp_path / "config.json").write_text(config, encoding="utf-8")
    with pytest.raises(RerankerUnusable, match="holds no cross-encoder"):
        CrossEncoderReranker(tmp_path).load()


def test_truncated_weights_are_refused_by_name(cross_encoder: Path, tmp_path: Path) -> None:
    for file in cross_encoder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes()[: 200 if file.suffix == ".safetensors" else None])
    with pytest.raises(RerankerUnusable, match="can't be loaded"):
        CrossEncoderReranker(tmp_path).load()
