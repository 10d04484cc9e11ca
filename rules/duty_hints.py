"""Hints on duties and decisions: what the law may ask or allow, and no fact or source settles.

None of them decides an answer; each is a name among what was not checked.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rules.duties.decided import must_leave
from rules.duties.due import Scene
from rules.evaluate import Draft


def duty_hints(draft: Draft, scene: Scene) -> Iterator[str]:
    """Yield the names of the hints that the answer gives rise to; ``scene`` is that of its duties."""
    yield from (name for name, holds in HINTS.items() if holds(draft, scene))


def _leave_decision(_draft: Draft, scene: Scene) -> bool:
    """Whether a decision obliges to leave a stay that is told by its own grounds (114-FZ 25.10)."""
    return must_leave(scene)


HINTS: Final[Mapping[str, Callable[[Draft, Scene], bool]]] = {
    "leave_decision": _leave_decision,
}
"""Each hint with the question whether the answer gives rise to it."""
