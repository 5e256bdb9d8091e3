"""Calls of tools in the native form of a model family: their grammar, writing and parsing."""

import ast
import json
from dataclasses import dataclass
from typing import Literal

from ragassist.models.families import ToolForm

ToolName = Literal["search", "read", "list", "answer"]
_STRING = r"""
str ::= "\"" char{1,120} "\""
char ::= [^"\\\x00-\x1F\x7F]
page ::= [1-9] [0-9]{0,3}
"""
_PYTHONIC = r"""
root ::= "search(query=" str ")" | "read(document=" str ", page=" page ")" | "list(filter=" str ")" | "answer()"
"""
_JSON = r"""
root ::= search | read | list | answer
search ::= "search\", \"arguments\": {\"query\": " str "}}"
read ::= "read\", \"arguments\": {\"document\": " str ", \"page\": " page "}}"
list ::= "list\", \"arguments\": {\"filter\": " str "}}"
answer ::= "answer\", \"arguments\": {}}"
"""
TOOLS: tuple[tuple[ToolName, str, dict[str, str]], ...] = (
    ("search", "Find passages of the documents.", {"query": "string"}),
    ("read", "Read a page of a document.", {"document": "string", "page": "integer"}),
    ("list", "List documents by a part of their name.", {"filter": "string"}),
    ("answer", "Say that everything for the answer is found.", {}),
)


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call of a tool: `text` is a query, a document or a filter ("" for `answer`); only `read` uses `page`."""

    name: ToolName
    text: str = ""
    page: int = 1

    def __str__(self) -> str:
        """Return the call as it is shown to the person."""
        page = f", {self.page}" if self.name == "read" else ""
        return f"{self.name}({json.dumps(self.text, ensure_ascii=False) if self.text else ''}{page})"


def grammar(form: ToolForm) -> str:
    """Return the grammar of one call after `form.call_begin`. Its arguments are literals, so that every call can be parsed."""
    return (_PYTHONIC if form.style == "pythonic" else _JSON) + _STRING


def tool_list(form: ToolForm) -> str:
    """Return the tools as JSON, in the form that the family expects in the system turn."""
    tools = [_schema(name, told, parameters) for name, told, parameters in TOOLS]
    if form.style == "pythonic":
        return json.dumps(tools)
    return "\n".join(json.dumps({"type": "function", "function": tool}) for tool in tools)


def _schema(name: str, told: str, parameters: dict[str, str]) -> dict[str, object]:
    properties = {parameter: {"type": kind} for parameter, kind in parameters.items()}
    schema = {"type": "object", "properties": properties, "required": list(parameters)}
    return {"name": name, "description": told, "parameters": schema}


def written(form: ToolForm, call: ToolCall) -> str:
    """Return a search call in the grammar's form; characters that a query can't hold are left out."""
    query = "".join(char for char in call.text if char.isprintable() and char not in '"\\')
    return f'search(query="{query}")' if form.style == "pythonic" else f'search", "arguments": {{"query": "{query}"}}}}'


def parsed(form: ToolForm, said: str) -> ToolCall | None:
    """Return the decoded call; None if it is incomplete, because of the token limit or a server without grammars."""
    try:
        name, arguments = _pythonic(said) if form.style == "pythonic" else _json(said)
        return _call(name, arguments)
    except (ValueError, SyntaxError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _pythonic(said: str) -> tuple[object, dict[str, object]]:
    call = ast.parse(said.strip(), mode="eval").body
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.args:
        raise ValueError("no call")
    return call.func.id, {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}


def _json(said: str) -> tuple[object, dict[str, object]]:
    call = json.loads(f'{{"name": "{said}')
    return call["name"], dict(call["arguments"])


def _call(name: object, arguments: dict[str, object]) -> ToolCall:
    match name, arguments:
        case "search", {"query": str(text)} if text.strip():
            return ToolCall("search", text)
        case "read", {"document": str(text), "page": int(page)}:
            return ToolCall("read", text, page)
        case "list", {"filter": str(text)}:
            return ToolCall("list", text)
        case "answer", _:
            return ToolCall("answer")
    raise ValueError(f"no tool {name!r}")
