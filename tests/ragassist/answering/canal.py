"""Documents about a canal, with questions and answers."""

from collections.abc import Callable

from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.settings.choices import Thinking
from tests.fakes import FakeChatModel

TAGS = ("<think>", "</think>", "<|im_end|>", "<|im_start|>", "<|startoftext|>")
PAPERS = {
    "pump.md": "The canal pump K240 weighs 31.4 kg with its motor.",
    "lift.md": "The greatest lift of the canal pump K240 is 22 metres.",
    "lease.txt": "The rent of the warehouse is 790 euros a month.",
    "curry.txt": "The open day curry needs 4.8 kg of onions, fried slowly.",
}
WEIGHT, SAID = (
    "How much does the canal pump K240 weigh with its motor?",
    "The canal pump K240 weighs 31.4 kg with its motor [1].",
)
PLAIN = AskOptions(think=Thinking.OFF)
Open = Callable[..., tuple[Session, FakeChatModel]]
