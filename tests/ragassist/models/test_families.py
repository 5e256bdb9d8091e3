"""A model is what its file says: each family is known by its architecture and vocabulary, and its prompts follow from that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ragassist.engine.llama import LlamaChatModel
from ragassist.errors import ModelDamaged, SettingsInvalid
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.prompt import SYSTEM, Prompt, Turn
from ragassist.models.custom import file_entry
from ragassist.models.entries import Sampling
from ragassist.models.families import families, find_family
from ragassist.models.importing import take_in
from ragassist.models.inspection import inspect_gguf
from ragassist.models.registry import find_entry, load_registry
from ragassist.models.store import ModelStore
from tests.ragassist.listening import Lines
from tests.tiny_families import VOCABULARIES, write_family
from tests.tiny_lfm2 import Tags, write

GREEDY = Sampling(temperature=0.0, min_p=0.0, repeat_penalty=1.0, top_k=0, top_p=1.0)
QUESTION = "How heavy is it?"
PROMPTS = {
    "qwen": "<|im_start|>system\n{0}<|im_end|>\n<|im_start|>user\n{1}<|im_end|>\n<|im_start|>assistant\n",
    "chatml": "<|im_start|>system\n{0}<|im_end|>\n<|im_start|>user\n{1}<|im_end|>\n<|im_start|>assistant\n",
    "llama3": "<|start_header_id|>system<|end_header_id|>\n\n{0}<|eot_id|>"
    "<|start_header_id|>user<|end_header_id|>\n\n{1}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    "gemma": "<start_of_turn>user\n{0}\n\n{1}<end_of_turn>\n<start_of_turn>model\n",
    "mistral": "[INST]{0}\n\n{1}[/INST]",
    "mistral-v7": "[SYSTEM_PROMPT]{0}[/SYSTEM_PROMPT][INST]{1}[/INST]",
    "phi3": "<|system|>\n{0}<|end|>\n<|user|>\n{1}<|end|>\n<|assistant|>\n",
    "phi4": "<|im_start|>system<|im_sep|>{0}<|im_end|><|im_start|>user<|im_sep|>{1}<|im_end|><|im_start|>assistant<|im_sep|>",
    "phi4-mini": "<|system|>{0}<|end|><|user|>{1}<|end|><|assistant|>",
    "granite": "<|start_of_role|>system<|end_of_role|>{0}<|end_of_text|>\n"
    "<|start_of_role|>user<|end_of_role|>{1}<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
}


@pytest.fixture(scope="module", params=list(VOCABULARIES))
def title(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def path(title: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_family(tmp_path_factory.mktemp("families") / "tiny.gguf", VOCABULARIES[title])


@pytest.fixture(scope="module")
def loaded(path: Path, title: str) -> Iterator[LoadedModel]:
    model = LlamaChatModel(path, title, 1024)
    yield LoadedModel.of(model, file_entry(path, inspect_gguf(path), load_registry()))
    model.close()


def written(model: LlamaChatModel, ids: tuple[int, ...], specials: dict[int, str]) -> str:
    """Return the text of a prompt with its special tokens."""
    return "".join(specials[identity] if identity in specials else model.text([identity]) for identity in ids)


def test_a_family_is_recognised_by_its_file_and_its_prompt_has_the_maker_s_format(loaded: LoadedModel, title: str) -> None:
    vocabulary, model = VOCABULARIES[title], loaded.model
    assert isinstance(model, LlamaChatModel)
    assert loaded.family.name == vocabulary.family
    assert loaded.sampling == loaded.family.sampling
    assert loaded.reasons is ("<think>" in vocabulary.user_defined or "[THINK]" in vocabulary.tokens)
    builder = loaded.builder()
    question = builder.question(QUESTION, "en")
    prompt = Prompt.of([builder.system(), *question])
    specials = {identity: text for text in vocabulary.tokens if (identity := model.special_id(text)) is not None}
    wanted = PROMPTS[vocabulary.family].format(
        SYSTEM, f"Question: {QUESTION}\n\n{question[1].text.split(loaded.family.user.close)[0]}"
    )
    text = written(model, prompt.ids, specials)
    assert text.replace("> ", ">").replace("] ", "]") == vocabulary.begin + wanted  # SentencePiece adds a blank after tokens
    end = model.special_id(vocabulary.end)
    assert end is not None
    turn = Turn(QUESTION, "31 kg.", tuple(model.tokenize("31 kg.", trusted=False)), title)
    (past,) = builder.history([turn])
    assert end in past.ids
    assert past.ids[-len(model.tokenize(loaded.family.user.open, trusted=True)) :] == tuple(
        model.tokenize(loaded.family.user.open, trusted=True)
    )


def test_every_token_of_its_turns_ends_a_reply(loaded: LoadedModel, title: str) -> None:
    ends = {loaded.model.special_id(text) for text in loaded.family.last_tokens}
    assert loaded.model.special_id(VOCABULARIES[title].end) in ends
    loaded.model.prefill(loaded.model.tokenize("Question", trusted=False), (), Event())
    assert len(list(loaded.model.decode(GREEDY, 1, 8, Event()))) <= 8


HOSTILE = "a\n\n\n\nb   c\t\td <table><b>x</b></td> <s>e</s> Grüße 漢字"


def test_no_literal_of_its_special_tokens_forms_one_and_no_text_is_lost(loaded: LoadedModel, title: str) -> None:
    vocabulary, model = VOCABULARIES[title], loaded.model
    assert isinstance(model, LlamaChatModel)
    steering = {identity for text in vocabulary.tokens if (identity := model.special_id(text)) is not None}
    for literal in (*vocabulary.tokens, *vocabulary.user_defined, "<think>", "</think>", HOSTILE):
        for text in (literal, f"a{literal}b", literal * 2, literal[:1] + literal, f"{literal}\n\n{literal}"):
            ids = model.tokenize(text, trusted=False)
            assert steering.isdisjoint(ids), text
            assert model.text(ids) == text


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_any_text_is_tokenized_without_loss_and_forms_no_special_token(
    loaded: LoadedModel, title: str, data: st.DataObject
) -> None:
    vocabulary, model = VOCABULARIES[title], loaded.model
    assert isinstance(model, LlamaChatModel)
    pieces = st.sampled_from(
        [*vocabulary.tokens[:8], *vocabulary.user_defined[:4], "<", "|", "[", "\n", " ", "\t", "a", "é", "漢", "</"]
    )
    text = "".join(data.draw(st.lists(pieces, max_size=12)))
    ids = model.tokenize(text, trusted=False)
    assert {model.special_id(token) for token in vocabulary.tokens}.isdisjoint(ids)
    assert model.text(ids) == text


def test_lfm2_is_recognised_with_each_of_its_vocabularies(tmp_path: Path) -> None:
    for tags in Tags:
        file = write(tmp_path / f"{tags}.gguf", tags=tags)
        assert file_entry(file, inspect_gguf(file), load_registry()).prompt_format == "lfm2"


def test_an_unknown_family_and_a_base_model_are_refused_in_one_line_and_a_named_format_is_taken(tmp_path: Path) -> None:
    base = replace(VOCABULARIES["Llama 3.2"], tokens=("<|begin_of_text|>", "<|end_of_text|>"), end="<|end_of_text|>")
    file = write_family(tmp_path / "base.gguf", base)
    model_store = ModelStore(tmp_path / "home" / "models")
    with pytest.raises(ModelDamaged) as refused:
        take_in(file, None, model_store, Lines())
    for word in ("architecture llama", "<|end_of_text|>", "Gemma 2, Gemma 3", "--prompt-format"):
        assert word in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(SettingsInvalid, match="choose one of lfm2"):
        take_in(file, None, model_store, Lines(), "alpaca")
    (taken,) = take_in(file, None, model_store, Lines(), "chatml")
    assert taken.entry.prompt_format == "chatml"
    assert model_store.registry()["base"].sampling == families()["chatml"].sampling


def test_another_quantization_of_a_known_model_gets_its_sampling_licence_and_languages(tmp_path: Path) -> None:
    known, registry = find_entry("lfm2-2.6b-exp"), load_registry()
    file = write(tmp_path / "LFM2-2.6B-Exp-IQ4_XS.gguf")
    facts = replace(inspect_gguf(file), layers=30, width=2048)
    entry = file_entry(file, facts, registry)
    assert entry.name == "lfm2-2.6b-exp-iq4_xs"
    assert (entry.sampling, entry.licence, entry.asks, entry.languages) == (
        known.sampling,
        known.licence,
        True,
        known.languages,
    )
    assert entry.reasons
    assert (entry.hub, entry.sha256) == (None, "")
    for other in (replace(facts, layers=16), replace(facts, architecture="lfm2moe")):
        assert file_entry(file, other, registry).licence.startswith("unknown")
    listed = write(tmp_path / "LFM2-2.6B-Exp-Q5_K_M.gguf")
    assert file_entry(listed, facts, registry) == registry["lfm2-2.6b-exp-q5_k_m"]
    stranger = write(tmp_path / "LFM2-2.6B-Transcript-Q4_K_M.gguf")
    assert file_entry(stranger, replace(facts, title=stranger.stem), registry).licence.startswith("unknown")


def test_an_unknown_format_is_refused_with_the_names_of_all_formats() -> None:
    with pytest.raises(SettingsInvalid, match=r"'alpaca'.*lfm2, phi4, qwen, chatml"):
        find_family("alpaca")
