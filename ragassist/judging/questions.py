"""The questions by which a chat model's judgement of sources is measured.

Each line of `questions.jsonl` is an object of four texts: `language` of the question and of its document, `document`, a file of
the sample library, `question`, and `gold`, a part of the document that answers it. `gold` is "" for a near miss: a question
about what the document speaks of that no document of the sample answers. Every language has as many questions of both kinds.
"""

import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "sample"
"""The folder of the sample library's documents, which come with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleQuestion:
    """A question in the language of a document of the sample; `gold` is the part that answers it, "" if none does."""

    language: str
    document: str
    question: str
    gold: str

    @property
    def answerable(self) -> bool:
        """Whether the document answers the question."""
        return bool(self.gold)


def sample_questions() -> list[SampleQuestion]:
    """Return all questions, those of a language one after another."""
    lines = resources.files(__package__).joinpath("questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [SampleQuestion(**json.loads(line)) for line in lines]
