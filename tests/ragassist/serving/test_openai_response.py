"""The answer that clients of OpenAI's protocol receive."""

from ragassist.answering.options import AskOptions
from ragassist.serving.openai_request import ChatRequest
from ragassist.serving.openai_response import ChatResponse
from tests.ragassist.serving.answers import REFUSAL

REQUEST = ChatRequest(
    question="How high is the tower?", earlier=(), options=AskOptions(), stream=False, usage=False, ignored=()
)


def test_a_refusal_includes_the_nearest_passages() -> None:
    told = ChatResponse(REQUEST).whole(REFUSAL)["ragassist"]
    assert told["abstained"]
    assert [(passage["path"], passage["quote"]) for passage in told["nearest"]] == [("/papers/pump.md", "The pump.")]
