"""Links: which may be opened or put on the screen, and how, without a shell and without surprises."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

SCHEMES: Final = ("http", "https", "mailto")

_PRINTABLE: Final = "".join(map(chr, range(0x21, 0x7F)))
_LONGEST: Final = 2083
"""Characters in a hyperlink that terminals still take, after VTE's and iTerm2's limit."""


class UnsafeLink(ValueError):
    """A link that is not opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be opened.

    Attributes:
        target: The link in printable ASCII, its host in punycode.
        host: The host (of mailto, that of the address) in punycode, as it is to be shown before opening.
        deceptive: Whether the host as written holds letters outside ASCII, which may look like others.
    """

    target: str
    host: str
    deceptive: bool


def read_link(url: str) -> Link:
    """Check a link.

    Raises:
        UnsafeLink: It is neither http, https nor mailto, has no host, or is no link at all.
    """
    url = url.strip()
    if any(ord(character) < 0x21 or 0x7F <= ord(character) < 0xA0 for character in url):
        raise UnsafeLink("a link with blanks or control characters is not opened")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnsafeLink(f"not a link: {error}") from error
    if parts.scheme not in SCHEMES:
        raise UnsafeLink(
            f"only http, https and mailto links are opened, not {parts.scheme or 'relative'} ones"
        )
    if parts.scheme == "mailto":
        _, at, domain = parts.path.partition("?")[0].rpartition("@")
        host = _punycode(domain) if at else ""
        if not host:
            raise UnsafeLink("a mailto link without an address is not opened")
        return Link(escape(url), host, not domain.isascii())
    if not parts.hostname:
        raise UnsafeLink("a link without a host is not opened")
    host = _punycode(parts.hostname)
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    # Names and passwords before the host are dropped: they make a link look like one to somewhere else.
    target = urlunsplit((parts.scheme, netloc, parts.path, parts.query, parts.fragment))
    return Link(escape(target), host, not parts.hostname.isascii())


def _punycode(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise UnsafeLink(f"not the name of a host: {error}") from error


def escape(url: str) -> str:
    """A link in printable ASCII: all else becomes percent signs and the bytes of its UTF-8."""
    return quote(url, safe=_PRINTABLE, errors="replace")


def hyperlink_target(url: str) -> str:
    """What may stand in an OSC 8 sequence for a link; empty if it had better not be one."""
    try:
        target = read_link(url).target
    except UnsafeLink:
        return ""
    return target if len(target) <= _LONGEST else ""


def opener(
    platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which
) -> list[str] | None:
    """The program that opens links here, and its first arguments; ``None`` if there is none."""
    if platform == "darwin":
        return ["/usr/bin/open"]
    for program in ("xdg-open", "wslview", "sensible-browser", "w3m", "lynx"):
        path = find(program)
        if path:
            return [path]
    return None


def command(link: Link, browser: Sequence[str]) -> list[str]:
    """The command that opens a link: no shell, and nothing that could be taken for an option.

    ``xdg-open``, ``wslview`` and macOS's ``open`` take no ``--``; a target there begins with one of
    :data:`SCHEMES`, and so is no option either.
    """
    name = browser[0].rsplit("/", 1)[-1]
    ends_options = name not in ("xdg-open", "wslview", "open")
    return [*browser, *(["--"] if ends_options else []), link.target]


def open_link(link: Link, browser: Sequence[str] | None = None) -> None:
    """Open a link in another program, which goes on by itself.

    Args:
        link: What to open.
        browser: The program and its arguments; the one that the system opens links with, if ``None``.

    Raises:
        UnsafeLink: There is no program to open it with, or it did not start.
    """
    program = list(browser) if browser else opener()
    if not program:
        raise UnsafeLink("no program was found that opens links: name one in the settings")
    try:
        subprocess.Popen(
            command(link, program),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise UnsafeLink(f"{program[0]} did not start: {error.strerror}") from error
