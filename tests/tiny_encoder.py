"""Makes a sentence-transformers folder of a random BERT with two layers, with the options in which real ones differ."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer, models, pre_tokenizers, processors

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

HIDDEN, LONGEST = 32, 24
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORDS = [
    "the", "pump", "filter", "weighs", "is", "changed", "every", "spring", "query", "passage", ":", ".", ",", "31.4", "kg",
    "der", "die", "Pumpe", "wird", "ポンプ", "滤芯", "펌프", "المضخة",
]  # fmt: skip
PROMPTS = {"query": "query : ", "document": "passage : "}


def make_folder(
    folder: Path,
    pooling: str = "mean",
    prompts: dict[str, str] | None = None,
    *,
    dense: bool = False,
    include_prompt: bool = True,
    more_words: int = 0,
) -> Path:
    """Write the folder and return it; the weights are the same for the same options."""
    import torch  # takes 6 s with the next imports, by which it would delay the collection of all tests
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    vocabulary = {word: at for at, word in enumerate((*_SPECIAL, *_WORDS, *map("word{}".format, range(more_words))))}
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=HIDDEN, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=64, initializer_range=0.3,
    )  # fmt: skip
    parts = folder.with_name(f".parts-{folder.name}")
    BertModel(config).save_pretrained(parts)
    _tokenizer(vocabulary).save_pretrained(parts)
    chain = [modules.Transformer(str(parts)), modules.Pooling(HIDDEN, pooling_mode=pooling, include_prompt=include_prompt)]
    if dense:
        chain += [modules.Dense(HIDDEN, 2 * HIDDEN), modules.Normalize()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        SentenceTransformer(modules=chain, prompts=prompts, device="cpu").save(str(folder), create_model_card=False)
    return folder


def _tokenizer(vocabulary: dict[str, int]) -> "PreTrainedTokenizerFast":
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, model_max_length=LONGEST,
        pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
    )  # fmt: skip
