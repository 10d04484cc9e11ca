"""The figures in the words of Prometheus. No label tells of a person: reasons are names of errors."""

from collections.abc import Iterator
from typing import NamedTuple

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.watch.figures import MEANINGS, Seen


class About(NamedTuple):
    """What runs: the version of the program and the fingerprint of its law."""

    version: str
    law: str


def metrics_text(seen: Seen | None, about: About, accept: str) -> tuple[bytes, str]:
    """Write the metrics in a form that ``accept`` (the header of HTTP) admits; give it and its type.

    ``seen`` None: the store does not answer; then that is told, and no figure.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Told(seen, about))
    ProcessCollector(registry=registry)
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


class _Told(Collector):
    """What was seen at one moment."""

    def __init__(self, seen: Seen | None, about: About) -> None:
        self._seen = seen
        self._about = about

    def collect(self) -> Iterator[Metric]:
        """Give the metrics."""
        yield InfoMetricFamily("muhlat_build", "What runs.", self._about._asdict())
        yield GaugeMetricFamily(
            "muhlat_store_up", "1 where the database answers and can be written.", self._seen is not None
        )
        if self._seen is not None:
            yield from _reminders(self._seen)
            yield from _review(self._seen)


def _reminders(seen: Seen) -> Iterator[Metric]:
    figures = seen.figures
    for each in MEANINGS:
        yield GaugeMetricFamily(each.metric, f"The number of {each.says}.", getattr(figures, each.figure))
    oldest = figures.oldest_late.total_seconds() if figures.oldest_late else 0
    yield GaugeMetricFamily(
        "muhlat_reminders_oldest_late_seconds", "How late the latest reminder is; 0 where none is.", oldest
    )
    reasons = GaugeMetricFamily(
        "muhlat_reminders_failed_by_reason", "The failed reminders by the kind of error.", labels=["reason"]
    )
    for reason, count in sorted(figures.failures.items()):
        reasons.add_metric([reason], count)
    yield reasons


def _review(seen: Seen) -> Iterator[Metric]:
    review = seen.review
    if review is None:
        return
    for name, says, value in (
        ("running", "1 while people are assessed again after a change of the law.", review.finished is None),
        ("seen", "The number of people who were assessed again.", review.seen),
        ("changed", "The number of them whose dates or grounds have changed.", review.changed),
        ("started_timestamp_seconds", "When it began, in seconds since 1970.", review.started.timestamp()),
    ):
        yield GaugeMetricFamily(f"muhlat_law_review_{name}", says, value)
