"""Maps errors of the program to HTTP responses."""

import pytest

from ingest.errors import AssistantError, PathProblem
from ragassist.errors import FilterInvalid, QuestionInvalid
from ragassist.serving.problems import problem_of


@pytest.mark.parametrize("error", [QuestionInvalid("x"), FilterInvalid("x"), PathProblem("the glob '[' can't be understood")])
def test_an_error_that_the_client_can_correct_is_a_bad_request(error: AssistantError) -> None:
    assert problem_of(error).status == 400
