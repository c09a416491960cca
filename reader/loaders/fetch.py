"""Fetching an address: http and https only, within limits, and a plain word for each way it can fail."""

from __future__ import annotations

import re
import time
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader import __version__
from reader.loaders.clean import clean_line
from reader.loaders.errors import LoadError
from reader.loaders.source import Source

if TYPE_CHECKING:
    import ssl

    import httpx

LARGEST = 16 * 1024 * 1024
"""So many bytes, unpacked, are fetched at most."""

PATIENCE = 30.0
"""So many seconds a fetch may take in all."""

MOST_REDIRECTS = 10

_STEP = 10.0
"""So many seconds the other side may be silent."""

_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, "
    "application/epub+zip, text/markdown, text/plain;q=0.9, application/xml;q=0.8, */*;q=0.3"
)
_PICTURES = "image/png, image/jpeg, image/webp, image/gif, image/*;q=0.5"
_REFUSED = {
    "image": "a picture",
    "audio": "a sound recording",
    "video": "a film",
    "font": "a font",
    "model": "a model",
}
_PROGRAMS = re.compile(
    r"application/(?:zip|x-(?:tar|7z|rar|msdownload|executable|sharedlib|debian)|vnd\.(?:ms-|openxml|android)|msword|"
    r"javascript|wasm|java-archive)"
)
_STATUS = {
    400: "the server does not understand the request",
    401: "the page is only for those who log in; save it from a browser where you are logged in",
    402: "the page is only for those who pay; save it from a browser where you are logged in",
    403: "the server refuses to show the page; save it from a browser",
    404: "there is no such page; check the address",
    406: "the server has no form of the page that can be read",
    410: "the page is gone for good",
    429: "the server has had too many requests; try again later",
    451: "the page is withheld for legal reasons",
}
_REFRESH = re.compile(
    rb"<meta\b[^>]{0,200}?http-equiv\s{0,5}=\s{0,5}[\"']?refresh[^>]{0,200}?"
    rb"content\s{0,5}=\s{0,5}[\"']?\s{0,5}\d{1,2}(?:\.\d)?\s{0,5}[;,]\s{0,5}url\s{0,5}=\s{0,5}[\"']?([^\"'>\s]{1,2000})",
    re.IGNORECASE,
)
_STUB = 2000
"""A page of no more bytes that sends the browser on at once is a redirect."""


def fetch(url: str, *, patience: float = PATIENCE, largest: int = LARGEST, picture: bool = False) -> Source:
    """Fetch an address, through the proxies that the environment names.

    Redirects are followed, `MOST_REDIRECTS` at most and to http and https only.

    Args:
        url: The address; http or https.
        patience: How many seconds it may take in all.
        largest: How many bytes it may have.
        picture: Whether it is to be a picture and nothing else, instead of an article.

    Returns:
        The source, with the address that it was found at in the end, the type and the encoding that the
        server names.

    Raises:
        LoadError: It cannot be fetched, is too large, or is of a type that is no article.
    """
    import httpx

    shown = clean_line(url)
    deadline = time.monotonic() + patience
    target = _checked(url, shown)
    accept = _PICTURES if picture else _ACCEPT
    try:
        client = httpx.Client(
            headers={
                "user-agent": user_agent(),
                "accept": accept,
                "accept-language": "*",
            },
            timeout=httpx.Timeout(min(_STEP, patience)),
            follow_redirects=False,
            verify=_trusted(),
        )
    except (ImportError, ValueError) as error:
        raise LoadError(f"the proxy that the environment names cannot be used ({error})") from error
    try:
        with client:
            for _ in range(MOST_REDIRECTS + 1):
                with client.stream("GET", target) as response:
                    onward = _onward(response)
                    if onward is None:
                        _refuse(response, shown, largest, picture=picture)
                        data = _read(response, shown, deadline, largest)
                        onward = None if picture else _refreshed(response, data)
                        if onward is None:
                            return _source(response, data, shown)
                target = _checked(_joined(target, onward), shown, redirected=True)
                if time.monotonic() > deadline:
                    raise LoadError(_too_slow(shown))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise LoadError(f"{shown}: {_why(error)}") from error
    raise LoadError(f"{shown} leads on and on, more than {MOST_REDIRECTS} times; its server is set up wrong")


def user_agent() -> str:
    """Who is asking: the program, its version and, if its package says so, where to read about it."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        stated = metadata("broadsheet").get_all("Project-URL") or []
    except PackageNotFoundError:
        stated = []
    home = next((address.partition(", ")[2] for address in stated if ", http" in address), "")
    return f"Broadsheet/{__version__} (+{home or 'a reader for articles in a terminal'})"


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted; reading them takes longer than many a fetch, so they are kept."""
    import httpx

    return httpx.create_ssl_context()


def _checked(url: str, shown: str, redirected: bool = False) -> httpx.URL:
    """The address, if it is one that may be fetched."""
    import httpx

    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise LoadError(f"{shown} is not an address") from error
    if target.scheme not in ("http", "https"):
        if redirected:
            raise LoadError(
                f"{shown} leads to {clean_line(url)[:200]}, which is neither http nor https; not followed"
            )
        raise LoadError(f"{shown} is neither http nor https; only these are fetched")
    if not target.host:
        raise LoadError(f"{shown} names no server")
    return target


def _onward(response: httpx.Response) -> str | None:
    """The address that a redirect leads to; None where the response is none."""
    return response.headers.get("location") if response.is_redirect else None


def _joined(target: httpx.URL, onward: str) -> str:
    """The address that a redirect leads to, which may be given from where it stands."""
    try:
        return urljoin(str(target), onward)
    except ValueError:
        return onward


def _refreshed(response: httpx.Response, data: bytes) -> str | None:
    """The address that an empty page sends the browser on to."""
    if len(data) > _STUB or "html" not in response.headers.get("content-type", "html"):
        return None
    found = _REFRESH.search(data)
    return found.group(1).decode("utf-8", "replace") if found else None


def _refuse(response: httpx.Response, shown: str, largest: int, *, picture: bool) -> None:
    """Raise where the answer's head says that what is wanted is not to be had."""
    status = response.status_code
    if status != 200:
        reason = _STATUS.get(status)
        if reason is None:
            failed = 500 <= status <= 599
            reason = "the server failed; try again later" if failed else "the server gives no page"
        raise LoadError(f"{shown}: {reason} ({status})")
    media_type = _media_type(response) or ""
    if picture:
        if media_type.partition("/")[0] != "image":
            what = clean_line(media_type)[:80] or "of no known type"
            raise LoadError(f"{shown} is not a picture but {what}")
    elif named := _REFUSED.get(media_type.partition("/")[0]):
        raise LoadError(f"{shown} is {named} ({clean_line(media_type)}), not an article")
    elif _PROGRAMS.match(media_type):
        raise LoadError(
            f"{shown} is not an article but {clean_line(media_type)[:80]}; broadsheet reads pages and feeds"
        )
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and int(stated[:18]) > largest:
        raise LoadError(_too_large(shown, largest))


def _read(response: httpx.Response, shown: str, deadline: float, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > largest:
            raise LoadError(_too_large(shown, largest))
        if time.monotonic() > deadline:
            raise LoadError(_too_slow(shown))
        parts.append(part)
    if not size:
        raise LoadError(f"{shown}: the server sends an empty page")
    return b"".join(parts)


def _source(response: httpx.Response, data: bytes, shown: str) -> Source:
    return Source(
        name=shown,
        data=data,
        url=str(response.url),
        media_type=_media_type(response),
        charset=response.charset_encoding,
    )


def _media_type(response: httpx.Response) -> str | None:
    return response.headers.get("content-type", "").partition(";")[0].strip().lower() or None


def _too_large(shown: str, largest: int) -> str:
    size = f"{largest >> 20} MB" if largest >= 1 << 20 else f"{largest} bytes"
    return f"{shown} is larger than {size}, the most that is fetched; download it and open the file"


def _too_slow(shown: str) -> str:
    return f"{shown}: the server is too slow to answer; try again later"


def _why(error: Exception) -> str:
    """What went wrong, in words: by what lies beneath what the library raises, then by that itself."""
    import socket
    import ssl

    import httpx

    said = clean_line(str(error))[:200]
    known: list[tuple[type[BaseException], str]] = [
        (
            ssl.SSLCertVerificationError,
            "its certificate cannot be trusted; check the address and the date of this computer",
        ),
        (ssl.SSLError, "no secure connection can be made; perhaps it is only served as http"),
        (socket.gaierror, "there is no such server, or no network; check the address"),
        (ConnectionRefusedError, "the server refuses the connection"),
        (httpx.ProxyError, f"the proxy refuses ({said})"),
        (httpx.TimeoutException, "the server does not answer in time; try again later"),
        (httpx.DecodingError, "the answer is damaged: it is not compressed as it says"),
        (httpx.RemoteProtocolError, "the server breaks off, or does not speak HTTP"),
        (httpx.ConnectError, f"no connection can be made ({said})"),
    ]
    if isinstance(error, httpx.InvalidURL) or "location header" in said:
        # The address that was asked for has been looked at already, so it is that of a redirect.
        return "it leads to an address that is neither http nor https; not followed"
    causes = _causes(error)
    for kind, words in known:
        if any(isinstance(cause, kind) for cause in causes):
            return words
    return f"it cannot be fetched ({said})" if said else "it cannot be fetched"


def _causes(error: BaseException) -> list[BaseException]:
    """An error and what led to it."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 10:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    return causes
