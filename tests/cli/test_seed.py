"""The same seed gives the same answer again, in a new process that begins with the state that the first one left on disk."""

from pathlib import Path

from tests.cli.program import run

QUESTION = "How heavy is the canal pump K240? Quote the source word for word."
FIXED = ("--think", "off", "--context-tokens", "400", "--json")


def test_a_seed_gives_the_same_answer_again(new_chat_home: Path, tiny_gguf: Path) -> None:
    first, second = (
        run(new_chat_home, "ask", QUESTION, "--seed", "7", *FIXED, RAGASSIST_CHAT_MODEL=str(tiny_gguf)).json for _ in range(2)
    )
    assert first["timings"]["reused_tokens"] < second["timings"]["reused_tokens"]
    assert first["answer"] == second["answer"] != ""
    assert first["timings"]["answer_tokens"] == second["timings"]["answer_tokens"] > 0
    assert (first["citations"], first["marks"]) == (second["citations"], second["marks"])
