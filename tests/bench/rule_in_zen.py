"""The small rule of ``bench_engines`` as a decision graph of zen-engine, in the three ways its users run one.

The graph is written with today's date functions (``d``) in an expression node, and once more as
JavaScript in a function node. A decision made by ``create_decision``, as the first example of the
library has it, is far slower to ask than an engine that finds the same graph through a loader.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Final

import zen

from tests.bench.small_rule import LIMIT, Answer, Asked

_KEY: Final = "stay.json"

_EXPRESSIONS: Final = {
    "today": "d(on)",
    "newYear": "d(on).startOf('year')",
    "used": "sum(map(stays as stay, max([0, (stay.exit == null ? $.today : d(stay.exit))"
    ".diff(d(stay.entry) > $.newYear ? d(stay.entry) : $.newYear, 'day') + 1])))",
    "left": f"max([0, {LIMIT} - $.used])",
    "lastDay": f"stays[len(stays) - 1].exit == null and $.used <= {LIMIT}"
    " ? $.today.add($.left, 'd').format('%Y-%m-%d') : null",
}

_SOURCE: Final = """\
/** @type {Handler} **/
export const handler = async (input) => {
  const DAY = 24 * 60 * 60 * 1000;
  const today = Date.parse(input.on);
  const newYear = Date.parse(input.on.slice(0, 4) + '-01-01');
  let used = 0;
  for (const stay of input.stays) {
    const first = Math.max(Date.parse(stay.entry), newYear);
    const last = stay.exit ? Date.parse(stay.exit) : today;
    used += Math.max(0, (last - first) / DAY + 1);
  }
  const left = Math.max(0, LIMIT - used);
  const lawful = !input.stays[input.stays.length - 1].exit && used <= LIMIT;
  const lastDay = lawful ? new Date(today + left * DAY).toISOString().slice(0, 10) : null;
  return { used, left, lastDay };
};
""".replace("LIMIT", str(LIMIT))


def _graph(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Return a graph with one node between what comes in and what goes out."""
    nodes = {"request": ("inputNode", {}), "rule": (kind, content), "response": ("outputNode", {})}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": name, "type": node, "name": name, "position": {"x": 0, "y": 0}, "content": holds}
            for name, (node, holds) in nodes.items()
        ],
        "edges": [
            {"id": f"{left}-{right}", "type": "edge", "sourceId": left, "targetId": right}
            for left, right in (("request", "rule"), ("rule", "response"))
        ],
    }


EXPRESSION_GRAPH: Final = _graph(
    "expressionNode",
    {"expressions": [{"id": key, "key": key, "value": value} for key, value in _EXPRESSIONS.items()]},
)
FUNCTION_GRAPH: Final = _graph("functionNode", {"source": _SOURCE})


def request(asked: Asked) -> dict[str, Any]:
    """Return a case as the graph takes it."""
    stays = [
        {"entry": entry.isoformat(), "exit": leave and leave.isoformat()} for entry, leave in asked.stays
    ]
    return {"on": asked.on.isoformat(), "stays": stays}


def loaded(graph: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    """Return what asks an engine that holds the graph compiled (a static loader)."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {_KEY: graph}}})
    return lambda context: engine.evaluate(_KEY, context)


def created(graph: dict[str, Any]) -> Callable[[dict[str, Any]], Any]:
    """Return what asks a decision made once from the compiled graph."""
    content = zen.ZenDecisionContent(json.dumps(graph))
    ask: Callable[[dict[str, Any]], Any] = zen.ZenEngine().create_decision(content).evaluate
    return ask


def answer(response: Any) -> Answer:  # noqa: ANN401 - whatever the graph gives back
    """Return the answer that a response holds."""
    result = response["result"]
    last = result.get("lastDay")  # what is null is left out
    return Answer(int(result["used"]), int(result["left"]), last and date.fromisoformat(last))
