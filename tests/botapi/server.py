"""A Telegram Bot API server for tests: real HTTP on 127.0.0.1, with the test as the people on the other side."""

import asyncio
import json
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from . import methods_bot
from .decoding import Params, decode
from .errors import (
    LOGGED_OUT,
    NOT_FOUND,
    UNAUTHORIZED,
    WEBHOOK_TOOK_OVER,
    ApiError,
    bad_request,
    too_many_requests,
)
from .faults import Fault, Faults
from .messages import Call, Payload, User
from .methods import METHODS
from .person import TestPerson
from .state import State
from .transport import HangUp, HttpThread, wait_for_disconnect
from .updates import LongPoll, Webhook
from .webhook import WebhookSender

TOKEN = "123456789:test-token-of-the-bot-api-server"
STOPPING = ApiError(502, "Bad Gateway")


class BotApiServer:
    """The server; use it as a context manager. Stopped and started again it keeps its memory and its port.

    `privacy` is Telegram's privacy mode: with it the bot hears only commands, mentions and replies in groups.
    """

    def __init__(self, token: str = TOKEN, username: str = "nabij_bot", privacy: bool = False) -> None:
        self.token = token
        self.port = 0
        self.crashes: list[str] = []
        self.state = State(token, username, privacy)
        self._faults = Faults()
        self._people: dict[int, TestPerson] = {}
        routes = [
            Route("/bot{token}/{method}", self._on_call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._on_download),
        ]
        self._http = HttpThread([*routes], self._deliver)
        self._poll = LongPoll(self.state.updates)
        self._sender = WebhookSender(self.state.updates)
        self.state.updates.listeners.append(lambda: self._http.soon(self._wake))

    # --- life

    def start(self) -> Self:
        """Start to listen."""
        self.port = self._http.start(self.port)
        return self

    def stop(self) -> None:
        """Stop; calls that wait are ended."""
        self._http.soon(lambda: self._poll.end(STOPPING))
        self._http.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self.crashes and error is None:
            raise AssertionError("the Bot API server itself failed:\n" + "\n".join(self.crashes))

    @property
    def base_url(self) -> str:
        """Give what a client needs as its base address."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """Give what a client needs to download files."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    # --- people and what happened

    def person(
        self,
        person_id: int,
        first_name: str = "Sanne",
        language_code: str | None = "nl",
        username: str | None = None,
        started: bool = True,
    ) -> TestPerson:
        """Give the person with this id, made when new; `started=False` is somebody who never wrote to the bot."""
        if person_id not in self._people:
            user = User(person_id, first_name, language_code, username)
            chat = self.state.chat(person_id, "private", first_name, user, started)
            self._people[person_id] = TestPerson(self.state, user, chat)
        return self._people[person_id]

    @property
    def calls(self) -> list[Call]:
        """Give every call of the bot so far, in the order in which they came in."""
        with self.state.lock:
            return list(self.state.calls)

    def calls_to(self, method: str, chat_id: int | None = None) -> list[Call]:
        """Give the calls of one method, for one chat or for all."""
        named = [call for call in self.calls if call.method.lower() == method.lower()]
        return [call for call in named if chat_id in (None, call.params.get("chat_id"))]

    @property
    def pending(self) -> int:
        """Give the number of updates that the bot has not confirmed."""
        with self.state.lock:
            return len(self.state.updates.pending)

    @property
    def webhook(self) -> Webhook | None:
        """Give the webhook that is set, or None."""
        return self.state.updates.webhook

    def commands(self, language_code: str = "", scope: Payload | None = None) -> list[dict[str, str]]:
        """Give the commands that the bot set."""
        params = Params({"language_code": language_code, "scope": scope})
        return list(methods_bot.get_my_commands(self.state, params))

    def wait_for(self, condition: Callable[[], object], timeout: float = 60.0, what: str = "the condition") -> None:
        """Wait until a condition is true, and fail when it stays false."""
        deadline = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < deadline, f"waited {timeout} s in vain for {what}"
            time.sleep(0.01)

    def wait_until_confirmed(self, timeout: float = 60.0) -> None:
        """Wait until the bot has confirmed every update."""
        self.wait_for(lambda: self.pending == 0, timeout, "the bot to confirm every update")

    # --- trouble on demand

    def limit(self, method: str, times: int = 1, retry_after: int = 1, chat_id: int | None = None) -> None:
        """Answer the next calls with 429."""
        self._faults.add(Fault(method, times, too_many_requests(retry_after), chat_id=chat_id))

    def fail(
        self,
        method: str,
        times: int = 1,
        status: int = 500,
        description: str = "Internal Server Error",
        chat_id: int | None = None,
        parameters: Payload | None = None,
    ) -> None:
        """Answer the next calls with an error; they have no effect."""
        self._faults.add(Fault(method, times, ApiError(status, description, parameters), chat_id=chat_id))

    def drop(self, method: str, times: int = 1, before: bool = False, chat_id: int | None = None) -> None:
        """Hang up without an answer, after the call took effect, or before."""
        self._faults.add(Fault(method, times, drop_before=before, drop_after=not before, chat_id=chat_id))

    def slow(self, method: str, times: int = 1, seconds: float = 1.0, chat_id: int | None = None) -> None:
        """Answer the next calls late; they take effect at once."""
        self._faults.add(Fault(method, times, delay=seconds, chat_id=chat_id))

    def recover(self) -> None:
        """Let everything go well again, also after logOut."""
        self._faults.clear()
        self.state.logged_out = False

    def make_old(self, chat_id: int, message_id: int, hours: float = 49) -> None:
        """Move a message back in time."""
        with self.state.lock:
            chat = self.state.chats[chat_id]
            if message_id in chat.said:
                chat.said[message_id]["date"] -= int(hours * 3600)
            else:
                chat.heard[message_id].date -= int(hours * 3600)

    def expire_presses(self) -> None:
        """Make every press of a button so far too old to answer."""
        with self.state.lock:
            for callback in self.state.callbacks.values():
                callback.too_old = True

    # --- HTTP

    def _wake(self) -> None:
        self._poll.wake()
        self._sender.wake()

    async def _deliver(self) -> None:
        try:
            await self._sender.run()
        except Exception:
            self.crashes.append(traceback.format_exc())

    async def _on_call(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
            params = await decode(request)
        except ClientDisconnect:
            return Response()  # Killed in the middle of its request: nothing was asked, nobody listens.
        except ApiError as error:
            return _answer(error.status, error.body())
        name = METHODS.get(request.path_params["method"].lower(), (request.path_params["method"], None))[0]
        call = Call(name, {**params.values, **params.uploads}, time.time())
        with self.state.lock:
            self.state.calls.append(call)
        return await self._perform(request, call, params)

    def _check_token(self, token: str) -> None:
        if token != self.token:
            raise UNAUTHORIZED if ":" in token else NOT_FOUND

    async def _perform(self, request: Request, call: Call, params: Params) -> Response:
        fault = self._faults.take(call.method, params)
        if fault is not None and fault.drop_before:
            return HangUp()
        try:
            if fault is not None and fault.error is not None:
                raise fault.error
            result = await self._run(request, call.method, params)
            call.took_effect, call.result = True, result
            status, body = 200, {"ok": True, "result": result}
        except ApiError as error:
            status, body = error.status, error.body()
        except Exception:
            self.crashes.append(traceback.format_exc())
            status, body = 500, ApiError(500, "Internal Server Error").body()
        if fault is not None and fault.drop_after:
            return HangUp()
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        call.status = status
        return _answer(status, body)

    async def _run(self, request: Request, method: str, params: Params) -> Any:
        if self.state.logged_out:
            raise LOGGED_OUT
        if method.lower() == "getupdates":
            return await self._poll.answer(params, lambda: wait_for_disconnect(request.receive))
        if method.lower() not in METHODS:
            raise NOT_FOUND
        with self.state.lock:
            result = METHODS[method.lower()][1](self.state, params)
        if method == "setWebhook" and self.webhook is not None:
            self._poll.end(WEBHOOK_TOOK_OVER)
        return result

    async def _on_download(self, request: Request) -> Response:
        token, path = request.path_params["token"], request.path_params["path"]
        with self.state.lock:
            found = next((file for file in self.state.files.values() if file.path == path), None)
        if token != self.token:
            return _answer(401, UNAUTHORIZED.body())
        if found is None:
            return _answer(404, bad_request("file not found").body())
        return Response(found.content, media_type="application/octet-stream")


def _answer(status: int, body: Payload) -> Response:
    return Response(json.dumps(body), status, media_type="application/json")
