"""The answer that an MCP client receives."""

from ragassist.formats.json_contract import ask_json
from ragassist.serving.mcp_server import AnswerResult
from tests.ragassist.serving.answers import REFUSAL


def test_a_refusal_includes_the_nearest_passages() -> None:
    told = AnswerResult.model_validate(ask_json(REFUSAL))
    assert told.abstained
    assert [passage.path for passage in told.nearest] == ["/papers/pump.md"]
