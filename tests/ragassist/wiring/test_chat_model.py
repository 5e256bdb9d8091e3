"""The chat model of the settings: loaded once, and its loading can be stopped."""

from pathlib import Path
from threading import Event

import pytest

from ragassist.app import App
from ragassist.settings.schema import load_settings
from ragassist.stopping import Stopped
from tests.tiny_lfm2 import write


def test_a_loading_that_was_stopped_is_begun_anew_by_the_next_question(tmp_path: Path) -> None:
    stop = Event()
    app = App(load_settings(home=tmp_path / "home", chat_model=str(write(tmp_path / "tiny.gguf"))))
    with pytest.raises(Stopped):
        app.load_chat_model(lambda _: stop.set(), stop)
    loaded = app.load_chat_model(stop=Event())
    assert app.load_chat_model() is loaded
    app.close()
