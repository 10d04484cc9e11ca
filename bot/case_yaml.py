"""YAML, read strictly: the part of YAML 1.2 that a case needs, and nothing that acts or expands.

PyYAML reads YAML 1.1, where ``NO`` (Norway) is a truth value, ``010`` is 8, ``12.10`` is 12.1 and
the last of two equal keys wins. Here plain words are texts but for ``true``, ``false``, ``null``
and ``~``; tags, anchors and aliases are refused; equal keys are faults.
"""

from typing import Final, cast

import yaml

from bot.case_files import Parsed, WrongSyntax, inner_path
from rules.read import Fault

_DEEPEST: Final = 20
"""Levels. The case format has four; the limit keeps hostile files from using up the stack."""

_WORDS: Final[dict[str, bool | None]] = {"": None, "~": None, "null": None, "true": True, "false": False}


class _StrictLoader(yaml.SafeLoader):
    """A loader that only composes: no tag is resolved, no alias followed."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node, refusing what a case has no use for."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _refusal("anchors and aliases are not read in a case", event)
        if getattr(event, "tag", None) is not None:
            raise _refusal("tags are not read in a case", event)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _refusal("is nested too deeply", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


# No word means anything by itself to the loader: _WORDS below is the whole list.
_StrictLoader.yaml_implicit_resolvers = {}


def parse_yaml(text: str) -> Parsed:
    """Read one YAML document.

    Raises:
        WrongSyntax: the text is not YAML, or has tags, anchors, aliases or more than one document.
    """
    try:
        node = yaml.compose(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise WrongSyntax(f"is not YAML for a case: {error.problem or error.context}{where}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise WrongSyntax(f"has a character that may not stand in a text file (line {line})") from None
    if node is None:
        raise WrongSyntax("is empty")
    faults: list[Fault] = []
    data = _plain(node, "", faults)
    return Parsed(data, tuple(faults))


def _refusal(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=cast("yaml.Mark", event.start_mark))


def _plain(node: yaml.Node, path: str, faults: list[Fault]) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, f"{path}[{number}]", faults) for number, part in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _group(node, path, faults)
    text: str = node.value
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return _WORDS[text] if plain and text in _WORDS else text


def _group(node: yaml.MappingNode, path: str, faults: list[Fault]) -> dict[str, object]:
    group: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault(path, f"a key is not a word (line {line})"))
            continue
        key: str = key_node.value
        here = inner_path(path, key)
        if key in group:
            faults.append(Fault(here, f"stands twice (line {line})"))
        group[key] = _plain(value_node, here, faults)
    return group
