"""Addresses in pages: made absolute, and only those kept that a reader may safely follow or be shown."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from reader.loaders.html.wash import wash

LONGEST = 2000
"""The most characters of an address that is kept; longer ones carry data, not a place."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_BLANK = re.compile(r"[\s\u200b-\u200f]+")
_UNSAFE = str.maketrans({'"': "%22", "<": "%3C", ">": "%3E", "\\": "%5C", "^": "%5E", "`": "%60", " ": "%20"})


def link_target(address: str | None, base: str | None) -> str:
    """The address of a link: http, https, mailto, or relative where the page's own is not known.

    Args:
        address: As the page gives it.
        base: The page's own address.

    Returns:
        The address, absolute where `base` is known; "" where it is of another kind (javascript:, data:,
        file:), leads to a place within the page, or is no address at all.
    """
    target = _resolved(address, base)
    return target if _scheme(target) in {"", "http", "https", "mailto"} else ""


def image_source(address: str | None, base: str | None) -> str:
    """The address of a picture: http, https or relative; "" for data and everything else."""
    target = _resolved(address, base)
    return target if _scheme(target) in {"", "http", "https"} else ""


def site_of(url: str | None) -> str:
    """The host of an address without "www."; "" where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@lru_cache(maxsize=4096)
def _resolved(address: str | None, base: str | None) -> str:
    # Browsers drop white space and control characters within a scheme; so must the test for a bad one.
    address = (address or "").strip()
    if not _is_plain(address):
        address = _BLANK.sub("", wash(address))
    if not address or address.startswith("#") or len(address) > LONGEST:
        return ""
    address = address.translate(_UNSAFE)
    if not base:
        return f"https:{address}" if address.startswith("//") else address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address


def _scheme(address: str) -> str:
    found = _SCHEME.match(address)
    return found.group(1).lower() if found else ""


def page_address(value: str) -> str | None:
    """The address of a page that stands by itself; None where it is not one of http or https."""
    target = link_target(value, None)
    return target if target.lower().startswith(("http://", "https://")) else None
