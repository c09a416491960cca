"""Fetching from a server that misbehaves in every way a server can."""

from __future__ import annotations

import gzip
import pickle
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from reader.loaders import registry
from reader.loaders.errors import LoadError
from reader.loaders.fetch import MOST_REDIRECTS, fetch, user_agent

PAGE = "<!doctype html><title>Tower</title><h1>Tower</h1><p>The tower fell at noon – said the caf\u00e9.</p>"
LATIN = PAGE.replace("–", "-").encode("latin-1")


class Misbehaving(BaseHTTPRequestHandler):
    """Answers as the path asks; what it was asked is kept."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []
    over: ClassVar[threading.Event] = threading.Event()

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        name, _, rest = self.path.strip("/").partition("/")
        if name.isdigit():
            self.answer(int(name), b"no")
        elif name == "to":
            self.answer(302, b"", location=rest)
        elif name == "count":
            self.answer(301, b"", location=f"/count/{int(rest) - 1}" if int(rest) else "/page")
        elif name == "loop":
            self.answer(307, b"", location="/loop")
        elif name == "refresh":
            self.answer(200, f'<meta http-equiv="refresh" content="0; url=/{rest}">'.encode())
        elif name == "type":
            self.answer(200, b"\x89PNG", type_=rest)
        elif name == "latin":
            self.answer(200, LATIN, type_="text/html; charset=iso-8859-1")
        elif name == "big":
            self.answer(200, b"x" * 5000)
        elif name == "unsized":
            self.answer(200, b"x" * 5000, length=False)
        elif name == "bomb":
            self.answer(200, gzip.compress(b"x" * 3_000_000), content_encoding="gzip")
        elif name == "lie":
            self.answer(200, b"not compressed at all", content_encoding="gzip")
        elif name == "zipped":
            self.answer(200, gzip.compress(PAGE.encode()), content_encoding="gzip")
        elif name == "empty":
            self.answer(200, b"")
        elif name == "short":
            self.answer(200, b"cut", length=False, content_length="500")
        elif name == "silent":
            self.over.wait(20)
        elif name == "drip":
            self.drip()
        else:
            self.answer(200, PAGE.encode(), type_="text/html; charset=utf-8")

    def answer(
        self, status: int, body: bytes, type_: str = "text/html", *, length: bool = True, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("content-type", type_)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length:
            self.send_header("content-length", str(len(body)))
        else:
            self.close_connection = True
            self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """A byte now and then, for ever; each in time, all of them never."""
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", "100000")
        self.end_headers()
        try:
            while not self.over.wait(0.05):
                self.wfile.write(b"x")
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    Misbehaving.over.clear()
    found = Server(("127.0.0.1", 0), Misbehaving)
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    Misbehaving.over.set()
    found.shutdown()
    found.server_close()


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def talker() -> Iterator[tuple[str, list[bytes]]]:
    """A server that says what it is given, whatever it is asked, and closes the door."""
    listening = socket.create_server(("127.0.0.1", 0))
    words: list[bytes] = [b"I do not speak HTTP.\r\n\r\n"]

    def talk() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                connection.sendall(words[0])

    threading.Thread(target=talk, daemon=True).start()
    yield f"127.0.0.1:{listening.getsockname()[1]}", words
    listening.close()


def failure(url: str, patience: float = 5.0, largest: int = 1 << 20) -> str:
    with pytest.raises(LoadError) as caught:
        fetch(url, patience=patience, largest=largest)
    said = str(pickle.loads(pickle.dumps(caught.value)))
    assert len(said.splitlines()) == 1
    return said


def test_a_page_comes_with_its_address_its_type_and_its_encoding(server: str) -> None:
    source = fetch(f"{server}/page")
    assert (source.url, source.media_type, source.charset) == (f"{server}/page", "text/html", "utf-8")
    assert source.path is None
    (article,) = registry.load(source)
    assert article.meta.title == "Tower"
    assert article.meta.url == f"{server}/page"


def test_the_encoding_in_the_header_counts(server: str) -> None:
    (article,) = registry.load(fetch(f"{server}/latin"))
    assert "said the caf\u00e9." in article.text


def test_it_says_who_it_is(server: str) -> None:
    fetch(f"{server}/whoami")
    headers = next(headers for path, headers in reversed(Misbehaving.asked) if path == "/whoami")
    assert headers["user-agent"] == user_agent()
    assert user_agent().startswith("Broadsheet/")
    assert "(+" in user_agent()


def test_what_is_compressed_on_the_way_is_unpacked(server: str) -> None:
    assert fetch(f"{server}/zipped").data == PAGE.encode()


def test_redirects_are_followed_to_their_end(server: str) -> None:
    assert fetch(f"{server}/count/{MOST_REDIRECTS - 1}").url == f"{server}/page"
    assert fetch(f"{server}/refresh/page").url == f"{server}/page"


@pytest.mark.parametrize("path", ["loop", f"count/{MOST_REDIRECTS + 1}", "refresh/refresh/x/../../loop"])
def test_redirects_have_an_end(server: str, path: str) -> None:
    assert "leads on and on" in failure(f"{server}/{path}")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/html,x", "javascript:x"]
)
def test_redirects_lead_to_the_web_only(server: str, target: str) -> None:
    assert "neither http nor https; not followed" in failure(f"{server}/to/{target}")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "log in"),
        (402, "pay"),
        (403, "refuses to show"),
        (404, "there is no such page"),
        (410, "gone for good"),
        (418, "gives no page"),
        (429, "too many requests"),
        (451, "legal reasons"),
        (500, "server failed"),
        (503, "server failed"),
    ],
)
def test_each_refusal_has_its_words(server: str, status: int, words: str) -> None:
    said = failure(f"{server}/{status}")
    assert words in said
    assert said.endswith(f"({status})")


@pytest.mark.parametrize("path", ["big", "unsized", "bomb"])
def test_what_is_too_large_is_not_read_to_its_end(server: str, path: str) -> None:
    assert "larger than" in failure(f"{server}/{path}", largest=4000)


@pytest.mark.parametrize(
    ("type_", "words"),
    [
        ("image/png", "a picture"),
        ("video/mp4", "a film"),
        ("audio/ogg", "a sound recording"),
        ("application/zip", "not an article but application/zip"),
        ("application/vnd.ms-excel", "not an article but"),
    ],
)
def test_what_is_no_article_is_refused_by_its_type(server: str, type_: str, words: str) -> None:
    assert words in failure(f"{server}/type/{type_}")


@pytest.mark.parametrize(
    ("path", "words"),
    [("empty", "empty page"), ("lie", "not compressed as it says"), ("short", "breaks off")],
)
def test_damaged_answers_are_named(server: str, path: str, words: str) -> None:
    assert words in failure(f"{server}/{path}")


@pytest.mark.parametrize("path", ["silent", "drip"])
def test_no_server_keeps_anybody_waiting(server: str, path: str) -> None:
    assert "later" in failure(f"{server}/{path}", patience=0.3)


def test_a_closed_door_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "refuses the connection" in failure(f"http://127.0.0.1:{port}/")


def test_a_server_that_is_none_is_named(talker: tuple[str, list[bytes]]) -> None:
    host, words = talker
    assert "does not speak HTTP" in failure(f"http://{host}/")
    words[0] = b""
    assert "breaks off" in failure(f"http://{host}/")


def test_a_door_without_a_lock_is_named(talker: tuple[str, list[bytes]]) -> None:
    assert "no secure connection" in failure(f"https://{talker[0]}/")


def test_an_unknown_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no such server" in failure("http://tower.invalid/")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "neither http nor https"),
        ("ftp://127.0.0.1/", "neither http nor https"),
        ("tower", "neither http nor https"),
        ("http://", "names no server"),
        ("http://[::1", "is not an address"),
        ("http://a\x1b]0;x\x07b/", "http://ab/ is not an address"),
    ],
)
def test_only_addresses_of_the_web_are_fetched(url: str, words: str) -> None:
    assert words in failure(url)


def test_the_proxy_that_the_environment_names_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    assert fetch("http://tower.invalid/page").url == "http://tower.invalid/page"
    assert Misbehaving.asked[-1][0] == "http://tower.invalid/page"


def test_a_proxy_of_an_unknown_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://127.0.0.1:70")
    assert "proxy" in failure("http://tower.invalid/")
