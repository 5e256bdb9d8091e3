"""A refusal with its nearest passage, as a session returns it."""

from indexes.conversations.records import Citation, Timings
from indexes.records import Place
from ragassist.events import Answered

NEAREST = Citation(n=1, path="/papers/pump.md", place=Place(None), start=0, end=9, quote="The pump.", supported=False)
REFUSAL = Answered(
    question="How high is the tower?",
    language="en",
    answer="That is not in your documents.",
    answer_language="en",
    abstained=True,
    citations=(),
    reasoning="",
    model=None,
    timings=Timings(),
    nearest=(NEAREST,),
)
