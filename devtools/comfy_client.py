"""Talk to a running ComfyUI: queue a prompt in API format, follow it to its end, fetch its files."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import websocket

Prompt = dict[str, dict[str, Any]]
END_OF_PROMPT = ("execution_success", "execution_error", "execution_interrupted")
ASK_FOR_PREVIEWS = {"type": "feature_flags", "data": {"supports_preview_metadata": True}}


@dataclass(frozen=True)
class Event:
    """One websocket message; `data` is a dict, or the raw bytes of a binary message (type `binary:<number>`)."""

    type: str
    data: Any
    at_s: float


@dataclass(frozen=True)
class Run:
    """A finished prompt: its history entry, the messages on the way, and the seconds spent in each node."""

    prompt_id: str
    history: dict[str, Any]
    events: tuple[Event, ...]
    node_seconds: dict[str, float] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, dict[str, Any]]:
        """What each output node showed, by node id."""
        return self.history["outputs"]

    def files(self, ending: str = "") -> list[dict[str, str]]:
        """Every file that any node showed and whose name ends so, as ComfyUI names them."""
        lists = [items for ui in self.outputs.values() for items in ui.values() if isinstance(items, list)]
        shown = [item for items in lists for item in items if isinstance(item, dict)]
        return [item for item in shown if item.get("filename", "").endswith(ending)]


class PromptRejected(RuntimeError):
    """The server refused the prompt before running it; `answer` is its JSON (node_errors and so on)."""

    def __init__(self, answer: dict[str, Any]):
        self.answer = answer
        sentences = [
            f"{found.get('class_type')}: {_sentence_of(error)}"
            for found in answer.get("node_errors", {}).values()
            for error in found.get("errors", ())
        ]
        super().__init__("; ".join(dict.fromkeys(sentences)) or str(answer.get("error", answer)))


def _sentence_of(error: dict[str, Any]) -> str:
    """What a node's own check says, which ComfyUI repeats for each of its inputs; else ComfyUI's words."""
    if error.get("type") == "custom_validation_failed":
        return error["details"].partition(" - ")[2]
    return f"{error.get('message')} {error.get('details')}".strip()


class RunFailed(RuntimeError):
    """A node raised, or the prompt was interrupted; `data` is ComfyUI's message about it."""

    def __init__(self, event: Event):
        self.interrupted = event.type == "execution_interrupted"
        self.data: dict[str, Any] = event.data
        self.node_type: str = event.data.get("node_type", "")
        self.message: str = event.data.get("exception_message", "interrupted").strip()
        super().__init__(f"{self.node_type}: {self.message}")

    @property
    def traceback(self) -> str:
        return "".join(self.data.get("traceback", ()))


class ComfyClient:
    """A client of the server at `url` (http://host:port). Close it, or use it in a `with`."""

    def __init__(self, url: str):
        self.url = url
        self.client_id = uuid.uuid4().hex
        self._socket: websocket.WebSocket | None = None

    def __enter__(self) -> ComfyClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def get(self, path: str, timeout_s: float = 60) -> bytes:
        """The body of GET `path`; raises urllib's errors."""
        with urllib.request.urlopen(self.url + path, timeout=timeout_s) as answer:
            return answer.read()

    def get_json(self, path: str) -> Any:
        return json.loads(self.get(path))

    def post(self, path: str, body: Any = None) -> Any:
        """POST JSON, return the JSON answer (None when empty); raises PromptRejected on 400 with a JSON answer."""
        request = urllib.request.Request(self.url + path, json.dumps(body or {}).encode())
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                text = answer.read()
        except urllib.error.HTTPError as fault:
            text = fault.read()
            if fault.code == 400 and text.startswith(b"{"):
                raise PromptRejected(json.loads(text)) from None
            raise RuntimeError(f"{path} answered {fault.code}: {text[:2000]!r}") from None
        return json.loads(text) if text else None

    def object_info(self) -> dict[str, Any]:
        """The schema of every node the server knows."""
        return self.get_json("/object_info")

    def fetch(self, item: dict[str, str]) -> bytes:
        """The bytes of a file that a node showed (an element of `Run.files()`)."""
        query = {key: item[key] for key in ("filename", "subfolder", "type")}
        return self.get("/view?" + urllib.parse.urlencode(query))

    def interrupt(self) -> None:
        """Cancel what runs now."""
        self.post("/interrupt")

    def queue(self, prompt: Prompt, workflow: dict[str, Any] | None = None) -> str:
        """Queue a prompt and return its id; `workflow` is the UI graph to write into the files' metadata."""
        self._connect()
        body: dict[str, Any] = {"prompt": prompt, "client_id": self.client_id}
        if workflow is not None:
            body["extra_data"] = {"extra_pnginfo": {"workflow": workflow}}
        return self.post("/prompt", body)["prompt_id"]

    def run(
        self,
        prompt: Prompt,
        *,
        workflow: dict[str, Any] | None = None,
        on_event: Callable[[Event], None] | None = None,
        timeout_s: float = 600,
    ) -> Run:
        """Queue a prompt and wait for its end. Raises PromptRejected, RunFailed or TimeoutError."""
        prompt_id = self.queue(prompt, workflow)
        events: list[Event] = []
        deadline_s = time.monotonic() + timeout_s
        while True:
            event = self._next_event(deadline_s)
            events.append(event)
            if on_event is not None:
                on_event(event)
            if event.type in END_OF_PROMPT and event.data.get("prompt_id") == prompt_id:
                break
        if event.type != "execution_success":
            raise RunFailed(event)
        return Run(prompt_id, self._history(prompt_id), tuple(events), node_seconds(events, prompt_id))

    def _connect(self) -> websocket.WebSocket:
        if self._socket is None:
            address = self.url.replace("http://", "ws://") + f"/ws?clientId={self.client_id}"
            self._socket = websocket.create_connection(address)
            self._socket.send(json.dumps(ASK_FOR_PREVIEWS))
        return self._socket

    def _next_event(self, deadline_s: float) -> Event:
        socket = self._connect()
        left_s = deadline_s - time.monotonic()
        if left_s <= 0:
            raise TimeoutError("the prompt did not end in time")
        socket.settimeout(left_s)
        try:
            message = socket.recv()
        except websocket.WebSocketTimeoutException:
            raise TimeoutError("the prompt did not end in time") from None
        except websocket.WebSocketConnectionClosedException:
            raise ConnectionError("the server ended while the prompt ran") from None
        if isinstance(message, bytes):
            return Event(f"binary:{int.from_bytes(message[:4], 'big')}", message[4:], time.monotonic())
        parsed = json.loads(message)
        return Event(parsed["type"], parsed.get("data", {}), time.monotonic())

    def _history(self, prompt_id: str) -> dict[str, Any]:
        """The history entry, which the server writes just after its last message."""
        for _ in range(250):
            found = self.get_json(f"/history/{prompt_id}")
            if prompt_id in found:
                return found[prompt_id]
            time.sleep(0.02)
        raise TimeoutError(f"the server wrote no history for {prompt_id}")


def node_seconds(events: list[Event], prompt_id: str) -> dict[str, float]:
    """Seconds between a node's `executing` message and the next one, by node id."""
    seconds: dict[str, float] = {}
    current, since_s = None, 0.0
    for event in events:
        ours = isinstance(event.data, dict) and event.data.get("prompt_id") == prompt_id
        if not ours or event.type not in ("executing", *END_OF_PROMPT):
            continue
        if current is not None:
            seconds[current] = seconds.get(current, 0.0) + event.at_s - since_s
        current = event.data.get("node") if event.type == "executing" else None
        since_s = event.at_s
    return seconds
