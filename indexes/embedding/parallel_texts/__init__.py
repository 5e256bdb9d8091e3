"""Calibration texts in twenty languages, with which the language map of an embedding model is measured."""

import hashlib
import json
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple


class Pair(NamedTuple):
    """A passage and a question that it answers."""

    passage: str
    question: str


def calibration_texts() -> dict[str, list[Pair]]:
    """Return the pairs by language code; all languages have the same subjects in the same order."""
    return {
        file.name.removesuffix(".jsonl"): [Pair(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        for file in _files()
    }


@cache
def calibration_version() -> str:
    """Return a hash of the texts; maps that were measured on other texts are measured again."""
    joined = b"".join(file.name.encode() + file.read_bytes() for file in _files())
    return hashlib.sha256(joined).hexdigest()[:16]


def _files() -> list[Traversable]:
    found = (file for file in resources.files(__package__).iterdir() if file.name.endswith(".jsonl"))
    return sorted(found, key=lambda file: file.name)
