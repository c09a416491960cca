"""The command line run in this process, articles for it, and a web server that does as it is told."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest

from reader.cli.main import run

NEWS = """Lighthouse to be moved forty metres inland

The cliff below it loses a metre a year, the keepers say.

By MARTA OKONJO
MARCH 4, 2026 09:15
The lighthouse of Sandholm at dusk on Sunday. (photo credit: HARBOUR OFFICE)
SANDHOLM — The lighthouse of Sandholm will be moved forty metres inland, the harbour office said on Tuesday.
“It has to go,” said Ilse Varga, who runs the office in Sandholm. She added that rails had been ordered.
Varga told the Coast Gazette that the work would cost 40 million crowns and take until 2028.
The town council of Sandholm meets on March 12 to talk about it.
"""

MARKDOWN = """---
title: The long walk
author: Ada Lind
date: 2026-02-27
url: https://example.org/walk
---

# The long walk

Some *words* and a [link](https://example.org/other).

## Second part

- one
- two

```python
print("walk")
```

| a | b |
|---|---|
| 1 | 2 |
"""


class Said(NamedTuple):
    """What a command gave back, and what it wrote."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def broadsheet(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line in this process."""

    def go(*arguments: str | Path, stdin: bytes = b"") -> Said:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(status, out, err)

    return go


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    path = tmp_path / "walk.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


@dataclass
class Site:
    """A web server of this machine.

    Attributes:
        home: Its address, without a slash at the end.
        pages: What it gives for each path: a status, a media type, a body.
        asked: The paths that were asked for.
    """

    home: str
    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, body: str, media_type: str = "text/html; charset=utf-8") -> str:
        """Let it give this from now on; its address."""
        self.pages[path] = (200, media_type, body.encode())
        return self.home + path


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            status, media_type, body = served.pages.get(self.path, (404, "text/plain", b"gone"))
            self.send_response(status)
            self.send_header("content-type", media_type)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def page(title: str, words: str = "The keepers counted the lamps again and again. ") -> str:
    """A page with an article."""
    body = "".join(f"<p>{words * 6}</p>" for _ in range(4))
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def rss(*items: tuple[str, str, str]) -> str:
    """A feed of items: title, address, summary."""
    made = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>{text}</description>"
        "<pubDate>Mon, 02 Mar 2026 09:30:00 +0000</pubDate><author>Ada Lind</author></item>"
        for title, link, text in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Gazette</title>{made}</channel></rss>'
    )
