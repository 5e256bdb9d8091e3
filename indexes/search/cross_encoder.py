"""A cross-encoder as the second stage of search: a model of the user that reads query and passage together."""

import json
import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from indexes.embedding.sentence_transformer import close_the_hub
from indexes.errors import RerankerUnusable
from indexes.search.reranking import MOST, while_time_lasts

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder on the CPU. The first query loads it, which takes seconds of its time budget,
    unless `load` was called."""

    weight = 1.0
    """Its scores range from 0 to 1 while those of the first stage's best ten differ by 0.2, so the cross-encoder decides the
    order."""
    reach = math.inf
    most_at_home = MOST

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._one_at_a_time = Lock()  # the tokenizer inside the model refuses a second thread

    @cached_property
    def _model(self) -> "CrossEncoder":
        _check(self.folder)
        close_the_hub()
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder  # 3 s: brings torch

        try:
            model: CrossEncoder = CrossEncoder(
                str(self.folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                activation_fn=lambda logits: (
                    logits.sigmoid()
                ),  # overrides the folder's setting, because `weight` assumes this scale
                model_kwargs={"use_safetensors": True, "dtype": "float32"},
            )
        except (OSError, ValueError, SafetensorError) as problem:
            raise RerankerUnusable(f"{self.folder} can't be loaded ({problem}): correct rerank_model") from None
        if model.num_labels != 1:
            raise RerankerUnusable(f"{self.folder} gives {model.num_labels} numbers a pair, not one: correct rerank_model")
        return model

    def load(self) -> None:
        """Load the model now. Raises `RerankerUnusable`."""
        _ = self._model

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        """Return the score of each passage, from 0 to 1. Raises `RerankerUnusable`."""
        with self._one_at_a_time:
            self.load()
            return while_time_lasts(lambda passage: self._score(query, passage), passages, deadline)

    def _score(self, query: str, passage: str) -> float:
        return float(self._model.predict([(query, passage)], show_progress_bar=False)[0])


def _check(folder: Path) -> None:
    """Raise `RerankerUnusable` for a model without a classification head, which would get random weights."""
    try:
        architectures = json.loads((folder / "config.json").read_bytes())["architectures"]
        found = any(name.endswith("ForSequenceClassification") for name in architectures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found = False
    if not found:
        raise RerankerUnusable(f"{folder} holds no cross-encoder (config.json names none): correct rerank_model")
