"""A web server of this machine that does as it is told, and pages and feeds for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
"""The variables by which an environment would send requests elsewhere."""


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


@contextmanager
def serving() -> Iterator[Site]:
    """A server that runs meanwhile."""

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
    try:
        yield served
    finally:
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
