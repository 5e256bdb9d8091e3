"""The embedding model of the settings is looked up once, and again after a model was installed."""

from pathlib import Path

import pytest

from ragassist.app import App
from ragassist.errors import ModelMissing
from ragassist.settings.schema import load_settings
from tests.tiny_encoder import make_folder


def test_a_model_that_is_installed_later_is_found_after_forget_models(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    app = App(load_settings(home=tmp_path / "home", embedding_model=str(folder)))
    with pytest.raises(ModelMissing):
        _ = app.embedder
    make_folder(folder)
    app.forget_models()
    first = app.embedder
    assert app.embedding.folder.path == folder
    assert app.embedder is first
    app.forget_models()
    assert app.embedder is not first
