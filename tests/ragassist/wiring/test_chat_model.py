"""The chat model of the settings is loaded once, and loading can be stopped."""

from pathlib import Path
from threading import Event

import pytest

from ragassist.airgap import GUARD
from ragassist.app import App
from ragassist.diagnostics.doctor import examine
from ragassist.errors import ModelFault
from ragassist.settings.schema import load_settings
from ragassist.stopping import Stopped
from tests.completion_server import completion_server
from tests.tiny_lfm2 import write


def test_the_next_question_loads_the_model_again_after_loading_was_stopped(tmp_path: Path) -> None:
    stop = Event()
    app = App(load_settings(home=tmp_path / "home", chat_model=str(write(tmp_path / "tiny.gguf"))))
    with pytest.raises(Stopped):
        app.load_chat_model(lambda _: stop.set(), stop)
    loaded = app.load_chat_model(stop=Event())
    assert app.load_chat_model() is loaded
    app.close()


def test_a_model_on_a_server_takes_its_prompt_format_from_a_local_vocabulary_without_weights(tmp_path: Path) -> None:
    vocabulary = write(tmp_path / "vocabulary.gguf", weights=False)
    with completion_server(write(tmp_path / "tiny.gguf")) as served:
        app = App(load_settings(home=tmp_path / "home", chat_model=str(vocabulary), chat_url=served.url))
        loaded = app.load_chat_model()
        assert (loaded.family.name, loaded.model.context) == ("lfm2", 2048)
        assert app.load_chat_model() is loaded
        (chat,) = (finding for finding in examine(app) if finding.name == "chat model")
        assert chat.ok
        assert chat.detail.endswith(f"run by {app.settings.chat_place}")
        assert GUARD.report()["admitted"] == [app.settings.chat_place]
    with pytest.raises(ModelFault, match="can't be reached"):
        app.load_chat_model()
    (chat,) = (finding for finding in examine(app) if finding.name == "chat model")
    assert not chat.ok
