"""Lets the apps of all tests share what is parsed from stylesheets."""

from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def _rules_are_hashed_quickly() -> Iterator[None]:
    """Hash rules by their identity as all objects are: Textual does the same in Python, for each rule and each widget."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield


@pytest.fixture(scope="session", autouse=True)
def _rules_are_parsed_once() -> Iterator[None]:
    """Keep the rules of each stylesheet for further apps of this process, by all that they are made of.

    Each app would parse the 60 stylesheets of its widgets again, which took a sixth of the time of a test.
    """
    parse, kept = Stylesheet._parse_rules, dict[tuple[Any, ...], list[RuleSet]]()

    def parsed_once(self: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
        made_of = (source, *sorted(more.items()), *sorted(self._variables.items()))
        if made_of not in kept:
            kept[made_of] = parse(self, *source, **more)
        return kept[made_of]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parsed_once)
        yield
