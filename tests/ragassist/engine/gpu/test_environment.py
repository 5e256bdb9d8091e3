"""The processes of the chat model have the user's choice of GPUs in their environment, and no secrets."""

import os
import sys

import pytest

from ragassist.engine.gpu.environment import engine_environment
from ragassist.engine.json_pipe import JsonPipe


@pytest.mark.parametrize("name", ["CUDA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "GGML_VK_VISIBLE_DEVICES"])
def test_the_choice_of_a_gpu_reaches_the_process_of_the_model(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    code = "import json,os; print(json.dumps(dict(os.environ)), flush=True)"
    pipe = JsonPipe([sys.executable, "-c", code], {"GOMP_SPINCOUNT": "3"})
    try:
        seen = pipe.receive()
    finally:
        pipe.end()
    assert (seen[name], seen["GOMP_SPINCOUNT"]) == ("1", "3")
    assert "OPENAI_API_KEY" not in seen


def test_a_process_s_own_variables_have_priority_over_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    assert engine_environment({"CUDA_VISIBLE_DEVICES": ""})["CUDA_VISIBLE_DEVICES"] == ""
    assert engine_environment({})["PATH"] == os.environ["PATH"]
