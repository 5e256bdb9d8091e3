"""Small models of both kinds: with a state that can't be cut, and without."""

from threading import Event

from ragassist.engine.llama import LlamaChatModel
from ragassist.models.entries import Sampling

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
CARD = Sampling(temperature=0.3, min_p=0.15, repeat_penalty=1.05, top_k=0, top_p=1.0)
QUOTED = (
    "The fee for the Larch cabin is 240 euros a week and has to be paid at the town office before the first of May. "
    "Dogs are welcome at the Larch cabin, but they must sleep in the shed behind the kitchen. "
)


def ids_of(model: LlamaChatModel, text: str) -> list[int]:
    return model.tokenize(f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n", trusted=True)


def said(model: LlamaChatModel, limit: int, sampling: Sampling = GREEDY) -> list[int]:
    return [token.id for token in model.decode(sampling, 7, limit, Event())]
