"""The Bot API methods about messages: sending, editing, deleting, answering presses, files."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from . import rules
from .decoding import Params
from .errors import bad_request
from .messages import BotMessage, CallbackAnswer, StoredFile
from .parse_mode import Entities
from .state import Chat, State, buttons_line

Method = Callable[[State, Params], Any]
AnyMethod = TypeVar("AnyMethod", bound=Method)
METHODS: dict[str, tuple[str, Method]] = {}
DELETE_WITHIN = 48 * 3600
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def method(name: str) -> Callable[[AnyMethod], AnyMethod]:
    """Register a function as a Bot API method; the names know no upper and lower case."""

    def register(function: AnyMethod) -> AnyMethod:
        METHODS[name.lower()] = (name, function)
        return function

    return register


# --- sending


@method("sendMessage")
def send_message(state: State, params: Params) -> Any:
    """Send a text."""
    text, entities = _text(params)
    markup = rules.read_markup(params.get("reply_markup"))
    chat = state.reachable(params)
    text, entities = rules.fix_text(text, entities)
    rules.check_markup(markup)
    message = BotMessage(chat.id, text, entities, silent=params.flag("disable_notification"))
    message.reply_to = _reply_to(chat, params)
    return state.post(chat, message, markup)


def _text(params: Params) -> tuple[str, Entities]:
    if not params.text("text"):
        raise bad_request("message text is empty")
    return rules.read_text(params.text("text"), params.get("entities"), params.text("parse_mode"))


def _reply_to(chat: Chat, params: Params) -> int | None:
    wanted = params.get("reply_parameters")
    if not isinstance(wanted, dict) or "message_id" not in wanted:
        return None
    message_id = wanted["message_id"]
    gone = chat.heard[message_id].deleted if message_id in chat.heard else message_id not in chat.said
    if not gone:
        return int(message_id)
    if wanted.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


@method("sendDocument")
def send_document(state: State, params: Params) -> Any:
    """Send a file; its content is kept for the test."""
    return _send_file(state, params, "document")


@method("sendPhoto")
def send_photo(state: State, params: Params) -> Any:
    """Send a picture; its content is kept for the test."""
    return _send_file(state, params, "photo")


def _send_file(state: State, params: Params, kind: str) -> Any:
    caption, mode = params.text("caption"), params.text("parse_mode")
    text, entities = rules.read_text(caption, params.get("caption_entities"), mode)
    markup = rules.read_markup(params.get("reply_markup"))
    chat = state.reachable(params)
    text, entities = rules.fix_caption(text, entities)
    rules.check_markup(markup)
    message = BotMessage(chat.id, text, entities, silent=params.flag("disable_notification"), kind=kind)
    message.reply_to = _reply_to(chat, params)
    message.file = _file(state, params, kind)
    return state.post(chat, message, markup)


def _file(state: State, params: Params, kind: str) -> StoredFile:
    upload = params.upload(kind)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return state.keep_file(upload.name, upload.content, upload.mime_type, f"{kind}s")
    known = params.text(kind)
    if not known:
        raise bad_request(f"there is no {kind} in the request")
    if known not in state.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return state.files[known]


@method("sendChatAction")
def send_chat_action(state: State, params: Params) -> bool:
    """Show that the bot is busy; only checked, the calls tell that it happened."""
    state.reachable(params)
    if not params.text("action"):
        raise bad_request("wrong parameter action in request")
    return True


# --- changing


@method("editMessageText")
def edit_message_text(state: State, params: Params) -> Any:
    """Give a message of the bot another text; without buttons it loses the ones it had."""
    text, entities = _text(params)
    markup = rules.read_markup(params.get("reply_markup"), inline_only=True)
    chat, message = _editable(state, params)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    text, entities = rules.fix_text(text, entities, too_long="MESSAGE_TOO_LONG")
    rules.check_markup(markup)
    if (text, entities, markup.inline) == (message.text, message.entities, message.inline):
        raise bad_request(UNCHANGED)
    new_text = text != message.text
    if new_text:
        message.edits.append(message.text)
    message.text, message.entities, message.inline = text, entities, markup.inline
    return _edited(state, chat, message, new_text)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(state: State, params: Params) -> Any:
    """Change or take away the buttons of a message of the bot."""
    markup = rules.read_markup(params.get("reply_markup"), inline_only=True)
    chat, message = _editable(state, params)
    rules.check_markup(markup)
    if markup.inline == message.inline:
        raise bad_request(UNCHANGED)
    message.inline = markup.inline
    return _edited(state, chat, message, new_text=False)


def _editable(state: State, params: Params) -> tuple[Chat, BotMessage]:
    chat = state.reachable(params)
    message_id = params.integer("message_id")
    if message_id in chat.said:
        raise bad_request("message can't be edited")
    message = chat.heard.get(message_id)
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    return chat, message


def _edited(state: State, chat: Chat, message: BotMessage, new_text: bool) -> Any:
    message.edit_date = int(time.time())
    what = message.text if new_text else "(only the buttons)"
    chat.log.append(f"bot edits #{message.message_id}: {what}{buttons_line(message)}")
    if new_text:
        state.show(chat, message)
    state.changed.notify_all()
    return state.payload(message)


@method("deleteMessage")
def delete_message(state: State, params: Params) -> bool:
    """Delete a message of less than 48 hours old."""
    chat = state.reachable(params)
    _delete(state, chat, params.integer("message_id"))
    return True


@method("deleteMessages")
def delete_messages(state: State, params: Params) -> bool:
    """Delete several messages; those that are not there are passed over."""
    ids = params.get("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    chat = state.reachable(params)
    for message_id in ids:
        if message_id in chat.said or (message_id in chat.heard and not chat.heard[message_id].deleted):
            _delete(state, chat, message_id)
    return True


def _delete(state: State, chat: Chat, message_id: int) -> None:
    theirs, ours = chat.said.get(message_id), chat.heard.get(message_id)
    if theirs is None and (ours is None or ours.deleted):
        raise bad_request("message to delete not found")
    date = theirs["date"] if theirs is not None else ours.date if ours is not None else 0
    # In a group the bot is no administrator here, so only its own messages are its to delete.
    not_its_own = theirs is not None and chat.kind != "private"
    if not_its_own or time.time() - date > DELETE_WITHIN:
        raise bad_request("message can't be deleted")
    if ours is not None:
        ours.deleted = True
    else:
        del chat.said[message_id]
    chat.log.append(f"bot deletes #{message_id}")
    state.changed.notify_all()


# --- buttons and files


@method("answerCallbackQuery")
def answer_callback_query(state: State, params: Params) -> bool:
    """Answer a press of an inline button."""
    callback = state.callbacks.get(params.text("callback_query_id"))
    if callback is None or callback.too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(callback.id, params.text("text"), params.flag("show_alert"))
    chat = state.chats[callback.chat_id]
    chat.answers.append(answer)
    if answer.text:
        chat.log.append(f"bot {'alerts' if answer.alert else 'hints'}: {answer.text}")
    state.changed.notify_all()
    return True


@method("getFile")
def get_file(state: State, params: Params) -> Any:
    """Tell where a file can be fetched."""
    stored = state.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    return {**stored.payload(), "file_path": stored.path}
