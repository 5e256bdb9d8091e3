"""`ask --kind` takes every kind of request, and the documentation names them all."""

from typing import get_args

import regex

from ragassist.commands.ask import AnsweredKind
from ragassist.requests.kinds import RequestKind
from tests.paths import ROOT


def test_every_kind_of_request_can_be_asked_for_and_is_documented() -> None:
    (line,) = (line for line in (ROOT / "docs/commands.md").read_text("utf-8").splitlines() if line.startswith("| `--kind"))
    named = regex.findall(r"`([a-z]+)`", line)
    assert set(get_args(AnsweredKind)) == set(named) == set(RequestKind)
