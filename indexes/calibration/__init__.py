"""Short texts of our own in twenty languages, from which the language directions of an embedding model are measured."""

import json
from importlib import resources
from typing import NamedTuple


class Pair(NamedTuple):
    """A passage and a question that it answers."""

    passage: str
    question: str


def calibration_texts() -> dict[str, list[Pair]]:
    """Return the pairs by language code."""
    files = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".jsonl"))
    return {
        file.name.removesuffix(".jsonl"): [Pair(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        for file in sorted(files, key=lambda file: file.name)
    }
