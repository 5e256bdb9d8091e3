"""Measures how well claims are judged that differ from their source in a single point, by kind and language.

Usage: python -m bench.claim_pairs [--kinds number unit …] [--wrong] [--cache DIR] [--home DIR]

bench/sentences/pairs.jsonl has facts of seven kinds, each in eight languages: a source, a claim that it `says`, and one that
`differs` from it in a number, a unit, a name and so on. Each claim is checked against the source in its own language and in
the seven others, which makes 24 pairs of claims for each kind and each language of the claims.
"""

import sys
from pathlib import Path

if not __package__:  # run by its path: `bench` is found, and bench/requests.py isn't taken for the library of that name
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import product

from rich.console import Console

from bench.search_spaces import Row, rows
from bench.truth import decided, measured, shown
from bench.truth_tasks import TASKS
from bench.vector_cache import CachedEmbedder
from ragassist.app import App
from ragassist.settings.schema import load_settings

PAIRS = Path(__file__).parent / "sentences" / "pairs.jsonl"
_LABELS = {"says": "supported", "differs": "unsupported"}


def claims(kinds: Sequence[str] = ()) -> list[Row]:
    """Return the claims of some kinds, or of all if none is named, as rows for bench/truth.py."""
    by_fact: dict[str, list[Row]] = defaultdict(list)
    for row in rows(PAIRS):
        if row["kind"] in kinds or not kinds:
            by_fact[row["fact"]].append(row)
    return [
        {"lang": own["lang"], "source": other["source"], "source_lang": other["lang"], "claim": own[side], "label": label,
         "kind": own["kind"]}
        for of in by_fact.values() for own, other in product(of, of) for side, label in _LABELS.items()
    ]  # fmt: skip


def main() -> None:
    """Print the table, and with --wrong the claims that are judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="+", default=())
    parser.add_argument("--wrong", action="store_true", help="list the claims that are judged wrongly")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--home", type=Path)
    arguments = parser.parse_args()
    (task,) = (one for one in TASKS if one.name == "claims")
    app, of = App(load_settings(home=arguments.home), print), claims(arguments.kinds)
    with tempfile.TemporaryDirectory() as scratch:
        embedder = CachedEmbedder(app.embedder, arguments.cache or Path(scratch))
        Console(width=190).print(shown(task, measured(task, of, app, embedder), {}))
        for one in decided(task, of, app, embedder) if arguments.wrong else ():
            if one.said != one.is_positive:
                print(json.dumps(one.row, ensure_ascii=False))


if __name__ == "__main__":
    main()
