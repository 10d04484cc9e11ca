"""Health and metrics over real HTTP: numbers, and nothing else, as long as the bot runs."""

import asyncio
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from aiohttp import ClientConnectionError, ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.lawbook import load_law
from bot.settings import Address
from bot.store import Store, StoreBusy, Unreachable
from bot.store.review import Progress
from bot.watch.figures import MEANINGS
from bot.web.app import application
from bot.web.serving import CannotListen, serve_at, serving
from rules.fingerprint import fingerprint
from tests.bot.watched import QUIET, Watched

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANY_PORT = Address("127.0.0.1", 0)
LATE = QUIET._replace(
    late=7, oldest_late=timedelta(hours=3), failed=3, failed_day=2, failures={"lease": 1, "TimedOut": 2}
)
LAW = fingerprint(load_law())


@asynccontextmanager
async def served(store: Store, *, fresh: float = 0.0, patience: float = 5.0) -> AsyncIterator[str]:
    """Serve the pages of a store at a free port; give its address. No answer is given twice."""
    pages = application(store, lambda: NOW, fresh=fresh, patience=patience)
    async with serve_at(ANY_PORT, pages) as port:
        yield f"http://127.0.0.1:{port}"


async def get(url: str, **headers: str) -> tuple[int, str]:
    """Return the status and the text of a page."""
    async with ClientSession() as client, client.get(url, headers=headers) as answer:
        return answer.status, await answer.text()


def samples(text: str) -> dict[str, float]:
    """Read metrics as Prometheus does: the value of each by its name and labels."""
    return {
        sample.name + "".join(f" {key}={value}" for key, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_health_of_a_new_bot(kept_in: Store) -> None:
    """Where the store answers the bot is well; what runs is told too."""
    async with served(kept_in) as url:
        status, text = await get(f"{url}/health")
    assert status == 200
    assert json.loads(text) == {
        "status": "ok",
        "version": version("muhlat"),
        "law": LAW,
        "late": 0,
        "oldest_late_seconds": None,
        "looks_late": 0,
    }


async def test_metrics_of_a_new_bot(kept_in: Store) -> None:
    """Every figure is there from the start, as 0: what is missing would be no alarm."""
    async with served(kept_in) as url:
        status, text = await get(f"{url}/metrics")
    told = samples(text)
    assert status == 200
    assert told["muhlat_store_up"] == 1
    assert {told[each.metric] for each in MEANINGS} == {0}
    assert told["muhlat_reminders_oldest_late_seconds"] == 0


async def test_lateness_is_no_reason_to_restart() -> None:
    """A bot that waits for Telegram is told of, and not killed for it."""
    async with served(Watched(LATE).store) as url:
        status, text = await get(f"{url}/health")
    told = json.loads(text)
    assert (status, told["status"]) == (200, "ok")
    assert (told["late"], told["oldest_late_seconds"]) == (7, 3 * 3600)


async def test_a_store_that_fails_is_named_without_its_place() -> None:
    """Whoever reads the page learns what is wrong, and neither host nor path nor user."""
    store = Watched(wrong=Unreachable("PostgreSQL database secret on db.example.org"))
    async with served(store.store) as url:
        status, text = await get(f"{url}/health")
        assert (status, json.loads(text)["status"]) == (503, "failing")
        assert json.loads(text)["store"] == "does not answer, or does not let this program in"
        assert "secret" not in text
        store.wrong = None
        assert (await get(f"{url}/health"))[0] == 200


async def test_a_store_that_is_silent() -> None:
    """Whoever asks for health has an answer before they give up, again and again."""
    async with served(Watched(silent=True).store, patience=0.05) as url:
        for _ in range(2):
            status, text = await get(f"{url}/health")
            assert (status, json.loads(text)["store"]) == (503, "does not answer in time")


async def test_metrics_tell_every_figure() -> None:
    """Each number that the store counts, the kinds of errors, the review of everybody, what runs."""
    began = NOW - timedelta(hours=1)
    review = Progress(fingerprint="0" * 16, started=began, finished=None, cursor="f", seen=120, changed=8)
    async with served(Watched(LATE, review).store) as url:
        _, text = await get(f"{url}/metrics")
    told = samples(text)
    assert {each.figure: told[each.metric] for each in MEANINGS} == {
        each.figure: getattr(LATE, each.figure) for each in MEANINGS
    }
    assert told["muhlat_reminders_oldest_late_seconds"] == 3 * 3600
    assert told["muhlat_reminders_failed_by_reason reason=TimedOut"] == 2
    assert told["muhlat_law_review_running"] == 1
    assert told["muhlat_law_review_seen"] == 120
    assert told["muhlat_law_review_changed"] == 8
    assert told["muhlat_law_review_started_timestamp_seconds"] == began.timestamp()
    assert told[f"muhlat_build_info law={LAW} version={version('muhlat')}"] == 1


async def test_no_label_tells_of_a_person() -> None:
    """The kinds of errors and what runs are all that stands beside numbers."""
    async with served(Watched(LATE).store) as url:
        _, text = await get(f"{url}/metrics")
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for label in sample.labels
    }
    assert labels == {"reason", "law", "version"}


async def test_the_rules_of_the_guide_ask_for_what_is_there() -> None:
    """An alarm on a number that nobody serves never rings."""
    guide = (Path(__file__).parents[2] / "docs" / "operating.md").read_text("utf-8")
    _, written = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    (group,) = yaml.safe_load(written)["groups"]
    asked = {name for rule in group["rules"] for name in re.findall(r"muhlat_\w+", rule["expr"])}
    review = Progress(fingerprint="0" * 16, started=NOW, finished=None, cursor="", seen=0, changed=0)
    async with served(Watched(LATE, review).store) as url:
        _, text = await get(f"{url}/metrics")
    assert len(group["rules"]) == 7
    assert asked - {name.partition(" ")[0] for name in samples(text)} == set()


async def test_metrics_where_the_store_fails() -> None:
    """That it fails is a number too; figures of before would be silence."""
    async with served(Watched(wrong=StoreBusy()).store) as url:
        status, text = await get(f"{url}/metrics")
    told = samples(text)
    assert (status, told["muhlat_store_up"]) == (200, 0)
    assert not any(name.startswith("muhlat_reminders") for name in told)


async def test_metrics_in_the_newer_form() -> None:
    """Prometheus asks for OpenMetrics, and is given it."""
    async with served(Watched().store) as url:
        _, text = await get(f"{url}/metrics", Accept="application/openmetrics-text;version=1.0.0")
    assert text.endswith("# EOF\n")


async def test_asking_often_costs_the_database_little() -> None:
    """Many who ask at once, or one after the other within seconds, are given one answer."""
    store = Watched()
    async with served(store.store, fresh=60) as url:
        await asyncio.gather(*(get(f"{url}/{page}") for page in ("health", "metrics") * 10))
        await get(f"{url}/health")
        assert len(store.asked) == 1


async def test_other_pages_are_not_there() -> None:
    """Nothing is described or listed."""
    async with served(Watched().store) as url:
        assert [(await get(f"{url}{path}"))[0] for path in ("/", "/docs", "/metrics/x")] == [404] * 3


async def test_a_port_that_is_taken() -> None:
    """The second bot on a machine learns which setting to change."""
    store = Watched()
    async with serving(ANY_PORT, store.store, lambda: NOW) as port:
        with pytest.raises(CannotListen, match=rf"LISTEN: 127\.0\.0\.1:{port} is taken.*set another port"):
            async with serving(Address("127.0.0.1", port), store.store, lambda: NOW):
                pytest.fail("two at one port")
    async with serving(Address("127.0.0.1", port), store.store, lambda: NOW) as again:
        assert again == port


@pytest.mark.parametrize(
    ("host", "part"),
    [
        ("192.0.2.1", "192.0.2.1:8080 is no address of this machine"),
        ("nowhere.invalid", "nowhere.invalid is no name or address that is known here"),
    ],
)
async def test_an_address_that_is_not_here(host: str, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the setting; a name is looked up on this machine only."""

    async def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    if host == "nowhere.invalid":
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    with pytest.raises(CannotListen) as fault:
        async with serving(Address(host, 8080), Watched().store, lambda: NOW):
            pytest.fail("served from nowhere")
    assert str(fault.value).startswith(f"LISTEN: {part}")


async def test_the_name_of_this_machine() -> None:
    """A name with several addresses is listened at in all that there are."""
    async with serving(Address("localhost", 0), Watched().store, lambda: NOW) as port:
        assert (await get(f"http://localhost:{port}/health"))[0] == 200


async def test_signals_stay_with_the_bot() -> None:
    """The bot ends in its own order; the server has no say in it."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    async with serving(ANY_PORT, Watched().store, lambda: NOW):
        await asyncio.sleep(0.2)
        assert {number: signal.getsignal(number) for number in before} == before


async def test_visits_leave_no_trace(caplog: pytest.LogCaptureFixture) -> None:
    """Neither an address nor a path of a visitor is written anywhere."""
    caplog.set_level(logging.DEBUG)
    async with serving(ANY_PORT, Watched().store, lambda: NOW) as port:
        await get(f"http://127.0.0.1:{port}/health?who=7700123456")
        await get(f"http://127.0.0.1:{port}/nothing")
    ours = [each.getMessage() for each in caplog.records if each.name.startswith(("bot", "uvicorn"))]
    assert ours == [f"health and metrics at port {port}"]


async def test_the_end_waits_for_nobody() -> None:
    """When the bot stops, nobody who still reads or keeps a connection open holds it up."""
    loop = asyncio.get_running_loop()
    async with serving(ANY_PORT, Watched(silent=True).store, lambda: NOW) as port:
        reading = asyncio.create_task(get(f"http://127.0.0.1:{port}/health"))
        await asyncio.sleep(0.2)
        began = loop.time()
    assert loop.time() - began < 3
    (answer,) = await asyncio.gather(reading, return_exceptions=True)
    assert not isinstance(answer, tuple) or answer[0] >= 500
    with pytest.raises(ClientConnectionError):
        await get(f"http://127.0.0.1:{port}/health")


@pytest.mark.parametrize(("wrong", "status"), [(None, 0), (Unreachable(), 1)])
async def test_the_check_of_the_container(wrong: Unreachable | None, status: int) -> None:
    """What the Dockerfile runs to look after the bot finds it at LISTEN, and sees where it is not well."""
    dockerfile = (Path(__file__).parents[2] / "Dockerfile").read_text("utf-8")
    (words,) = [line for line in dockerfile.splitlines() if line.lstrip().startswith('CMD ["python"')]
    program = json.loads(words.strip().removeprefix("CMD "))
    async with serving(ANY_PORT, Watched(wrong=wrong).store, lambda: NOW) as port:
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, *program[1:]],
            env=os.environ | {"LISTEN": f"0.0.0.0:{port}", "http_proxy": "http://192.0.2.1:3128"},
            stderr=subprocess.DEVNULL,
            check=False,
        )
    assert done.returncode == status
