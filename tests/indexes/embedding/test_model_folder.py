"""The tokenizer of a model's folder."""

from pathlib import Path

from tokenizers import Tokenizer, models

from indexes.embedding.model_folder import ModelFolder


def _write(folder: Path, *words: str) -> None:
    vocabulary = {word: at for at, word in enumerate(words)}
    Tokenizer(models.WordLevel(vocabulary, unk_token=words[0])).save(str(folder / "tokenizer.json"))


def test_the_tokenizer_stays_open_until_its_file_changes(tmp_path: Path) -> None:
    _write(tmp_path, "?", "pump")
    first = ModelFolder(tmp_path, "", "", "").load_tokenizer()
    assert ModelFolder(tmp_path, "", "", "").load_tokenizer() is first
    (tmp_path / "link").symlink_to(tmp_path)
    assert ModelFolder(tmp_path / "link", "", "", "").load_tokenizer() is first
    _write(tmp_path, "?", "pump", "filter")
    assert ModelFolder(tmp_path, "", "", "").load_tokenizer().get_vocab_size() == 3
