"""What a step of the conversation wants to be sent later, put into rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.delivery.office import MOSCOW
from bot.delivery.rows import item_now, items_of, look_at
from bot.dialog.model import Effect, Remind, RemindNow
from bot.dialog.reminding.planning import AGAIN
from bot.store import Store

_SOON: Final = timedelta(minutes=2)


async def before_saving(store: Store, chat_id: int, effects: Sequence[Effect], now: datetime) -> None:
    """Have somebody look after the person soon, should this process die before :func:`after_saving`.

    Raises:
        StoreError: it could not be noted.
    """
    if any(isinstance(effect, Remind) for effect in effects):
        await store.outbox.look(chat_id, now + _SOON, sooner_only=True)


async def after_saving(
    store: Store, chat_id: int, revision: int, effects: Sequence[Effect], now: datetime
) -> bool:
    """Put what is wanted into rows; tell whether anything is wanted at once.

    Args:
        store: where the person was just saved.
        chat_id: whose effects these are.
        revision: the revision under which the person was saved: where somebody has saved a newer one
            meanwhile, that one's list counts and not this.
        effects: what the step has led to.
        now: the present moment.

    Raises:
        StoreError: not all could be noted; whoever looks after the person soon does the rest.
    """
    at_once = False
    for effect in effects:
        match effect:
            case Remind(_, zone):
                items = items_of(effect, now)
                await store.outbox.replace(revision, chat_id, items, now)
                day = now.astimezone(MOSCOW).date() + AGAIN
                await store.outbox.look(chat_id, look_at(day, ZoneInfo(zone), chat_id))
                at_once |= any(item.fire_at <= now for item in items)
            case RemindNow():
                await store.outbox.put(chat_id, item_now(effect, now), now)
                at_once = True
            case _:
                pass
    return at_once
