"""The operator's own language model behind an OpenAI-compatible address: asked for JSON, within bounds of time and size.

Whatever goes wrong there is as if it were not set: one line in the log, no answer. Only the words given here are sent.
"""

import json
import logging
from dataclasses import dataclass
from time import monotonic
from typing import Any

import httpcore2

from graph.deadline import Hurried, Late
from graph.settings import Settings

_SECONDS = 15.0
_SIZE = 100_000  # bytes of the answer
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """`url` up to "/chat/completions"; `seconds` for the whole, `size` in bytes."""

    url: str
    name: str
    key: str = ""
    seconds: float = _SECONDS
    size: int = _SIZE

    @classmethod
    def of(cls, settings: Settings) -> "LanguageModel | None":
        """The one that is set, if any."""
        if not settings.model_url:
            return None
        key = settings.model_key.get_secret_value() if settings.model_key else ""
        return cls(settings.model_url.rstrip("/"), settings.model_name, key)

    def told(self, instructions: str, question: str) -> dict[str, Any] | None:
        """The JSON object it answers with; None where there is none to be had."""
        try:
            return _object(self._content(instructions, question))
        except (httpcore2.TimeoutException, Late):
            reason = "it took too long"
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError):
            reason = "it cannot be reached"
        except (ValueError, KeyError, TypeError, IndexError, RecursionError) as fault:
            reason = str(fault) if isinstance(fault, _Refused) else "its answer is no JSON object"
        _log.warning("The language model proposed nothing: %s", reason)
        return None

    def _content(self, instructions: str, question: str) -> str:
        """What the model says. Raises httpcore2's errors, Late, ValueError and what a strange shape of JSON raises."""
        asked = {
            "model": self.name, "temperature": 0, "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": question}],
        }  # fmt: skip
        headers = [("Content-Type", "application/json"), ("Accept-Encoding", "identity"), ("User-Agent", "amity")]
        if self.key:
            headers.append(("Authorization", f"Bearer {self.key}"))
        body, held = json.dumps(asked).encode(), bytearray()
        with (
            httpcore2.ConnectionPool(network_backend=Hurried(monotonic() + self.seconds)) as pool,
            pool.stream("POST", f"{self.url}/chat/completions", headers=headers, content=body) as answer,
        ):
            if answer.status != 200:
                raise _Refused(f"status {answer.status}")
            for block in answer.iter_stream():
                held += block
                if len(held) > self.size:
                    raise _Refused("its answer is too long")
        return str(json.loads(held)["choices"][0]["message"]["content"])


class _Refused(ValueError):
    """An answer that is not read at all."""


def _object(content: str) -> dict[str, Any]:
    """The JSON object in a text, without what may stand around it. Raises ValueError."""
    found = json.loads(content[content.index("{") : content.rindex("}") + 1])
    return found if isinstance(found, dict) else {}
