"""The Bot API methods about the bot itself: who it is, its commands, its profile, its webhook."""

import json
from typing import Any

from . import rules
from .decoding import Params
from .errors import bad_request
from .methods import method
from .state import State
from .updates import Webhook

DESCRIPTION_LIMITS = {"description": 512, "short_description": 120}


@method("getMe")
def get_me(state: State, params: Params) -> Any:
    """Tell who the bot is."""
    return state.bot


@method("getChat")
def get_chat(state: State, params: Params) -> Any:
    """Tell what is known of a chat."""
    chat = state.reachable(params)
    return {**chat.payload(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


# --- commands and texts of the profile


def _commands_key(params: Params) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), params.text("language_code")


@method("setMyCommands")
def set_my_commands(state: State, params: Params) -> bool:
    """Set the commands for a scope and a language."""
    state.commands[_commands_key(params)] = rules.read_commands(params.get("commands"))
    return True


@method("getMyCommands")
def get_my_commands(state: State, params: Params) -> Any:
    """Give the commands for exactly this scope and language."""
    return state.commands.get(_commands_key(params), [])


@method("deleteMyCommands")
def delete_my_commands(state: State, params: Params) -> bool:
    """Forget the commands for a scope and a language."""
    state.commands.pop(_commands_key(params), None)
    return True


def _set_profile(state: State, params: Params, name: str) -> bool:
    text = params.text(name).strip()
    if len(text) > DESCRIPTION_LIMITS[name]:
        raise bad_request(f"{name.replace('_', ' ')} length must not exceed {DESCRIPTION_LIMITS[name]}")
    state.profile[name, params.text("language_code")] = text
    return True


def _get_profile(state: State, params: Params, name: str) -> dict[str, str]:
    in_general = state.profile.get((name, ""), "")
    return {name: state.profile.get((name, params.text("language_code"))) or in_general}


@method("setMyDescription")
def set_my_description(state: State, params: Params) -> bool:
    """Set what an empty chat shows."""
    return _set_profile(state, params, "description")


@method("getMyDescription")
def get_my_description(state: State, params: Params) -> Any:
    """Give what an empty chat shows."""
    return _get_profile(state, params, "description")


@method("setMyShortDescription")
def set_my_short_description(state: State, params: Params) -> bool:
    """Set what the profile page shows."""
    return _set_profile(state, params, "short_description")


@method("getMyShortDescription")
def get_my_short_description(state: State, params: Params) -> Any:
    """Give what the profile page shows."""
    return _get_profile(state, params, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(state: State, params: Params) -> bool:
    """Accept any menu button."""
    return True


# --- the webhook; what this means for the calls that wait is the server's business


@method("setWebhook")
def set_webhook(state: State, params: Params) -> bool:
    """Let updates be posted to an address; an empty one is the same as deleteWebhook."""
    url, secret_token = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(state, params)
    rules.check_webhook(url, secret_token)
    state.updates.choose_kinds(params)
    _drop_pending(state, params)
    state.updates.webhook = Webhook(url, secret_token)
    state.updates.tell()
    return True


@method("deleteWebhook")
def delete_webhook(state: State, params: Params) -> bool:
    """Go back to getUpdates."""
    _drop_pending(state, params)
    state.updates.webhook = None
    return True


def _drop_pending(state: State, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        state.updates.clear()


@method("getWebhookInfo")
def get_webhook_info(state: State, params: Params) -> Any:
    """Tell where updates go and what went wrong last."""
    queue, hook = state.updates, state.updates.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if hook:
        info["max_connections"] = 1
    if queue.allowed:
        info["allowed_updates"] = queue.allowed
    if hook and hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    return info


@method("logOut")
def log_out(state: State, params: Params) -> bool:
    """Leave this server; every later call is refused until the test lets the bot in again."""
    state.logged_out = True
    return True


@method("close")
def close(state: State, params: Params) -> bool:
    """Prepare for a move to another server; nothing changes here."""
    return True
