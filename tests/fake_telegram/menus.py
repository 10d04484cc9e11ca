"""The methods of the Bot API that describe the bot itself, and those of the webhook."""

import re
from typing import Final

from tests.fake_telegram.methods import Args
from tests.fake_telegram.refusal import bad_request
from tests.fake_telegram.text import units
from tests.fake_telegram.world import BOT, World, parse_json

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")
_SCOPES: Final = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_MOST_COMMANDS: Final = 100
_LONGEST: Final = {"command": 256, "description": 512, "short_description": 120}


def get_me(world: World, args: Args) -> object:
    """Say who the bot is."""
    del world, args
    return BOT | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def set_my_commands(world: World, args: Args) -> object:
    """Set the menu for a scope and a language."""
    key = _scope(world, args), _language(args)
    commands = parse_json(args.get("commands"), "can't parse commands JSON object")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_command(command) for command in commands]
    return True


def get_my_commands(world: World, args: Args) -> object:
    """Return the menu for a scope and a language."""
    return world.commands.get((_scope(world, args), _language(args)), [])


def delete_my_commands(world: World, args: Args) -> object:
    """Remove the menu for a scope and a language."""
    world.commands.pop((_scope(world, args), _language(args)), None)
    return True


def set_my_description(world: World, args: Args) -> object:
    """Set what an empty chat with the bot shows."""
    return _describe(world, args, "description")


def set_my_short_description(world: World, args: Args) -> object:
    """Set what the bot's profile shows."""
    return _describe(world, args, "short_description")


def get_my_description(world: World, args: Args) -> object:
    """Return what an empty chat with the bot shows."""
    return {"description": world.descriptions.get(("description", _language(args)), "")}


def get_my_short_description(world: World, args: Args) -> object:
    """Return what the bot's profile shows."""
    return {"short_description": world.descriptions.get(("short_description", _language(args)), "")}


def set_webhook(world: World, args: Args) -> object:
    """Set or remove the webhook."""
    url = args.get("url") or ""
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    world.webhook = url
    return True


def delete_webhook(world: World, args: Args) -> object:
    """Remove the webhook."""
    world.webhook = ""
    if args.get("drop_pending_updates") in ("true", "True", "1"):
        world.updates.clear()
    return True


def get_webhook_info(world: World, args: Args) -> object:
    """Say where updates go."""
    del args
    pending = len(world.updates)
    return {"url": world.webhook, "has_custom_certificate": False, "pending_update_count": pending}


def _describe(world: World, args: Args, what: str) -> object:
    """Set one of the descriptions."""
    text = args.get(what) or ""
    if units(text) > _LONGEST[what]:
        raise bad_request(f"{what} is too long")
    world.descriptions[what, _language(args)] = text
    return True


def _command(command: object) -> dict[str, str]:
    """Read one entry of a menu."""
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= units(description) <= _LONGEST["command"]:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _scope(world: World, args: Args) -> str:
    """Return the scope of a menu: its kind, and the chat where it is for one."""
    scope = parse_json(args.get("scope"), "can't parse BotCommandScope JSON object")
    if scope is None:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if isinstance(scope, dict) and kind == "chat":
        return f"chat {world.chat(scope.get('chat_id')).id}"
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    return str(kind)


def _language(args: Args) -> str:
    """Return the language code of a call: two letters, or nothing for all languages."""
    code = args.get("language_code") or ""
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code
