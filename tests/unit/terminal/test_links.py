"""Links that may be opened, and those that may not."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal.links import (
    Link,
    UnsafeLink,
    command,
    escape,
    hyperlink_target,
    open_link,
    opener,
    read_link,
)


@pytest.mark.parametrize(
    ("url", "target", "host", "deceptive"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c", "example.org", False),
        ("HTTP://Example.ORG", "http://example.org", "example.org", False),
        ("https://example.org:8443/x", "https://example.org:8443/x", "example.org", False),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/", "2001:db8::1", False),
        ("https://bank.example@evil.example/", "https://evil.example/", "evil.example", False),
        ("https://аррӏе.example/", "https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example", True),
        ("https://example.org/ä b".replace(" ", ""), "https://example.org/%C3%A4b", "example.org", False),
        ("mailto:desk@example.org?subject=x", "mailto:desk@example.org?subject=x", "example.org", False),
    ],
)
def test_good_links(url: str, target: str, host: str, deceptive: bool) -> None:
    assert read_link(url) == Link(target, host, deceptive)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "not javascript ones"),
        ("file:///etc/passwd", "not file ones"),
        ("data:text/html,x", "not data ones"),
        ("//example.org/x", "not relative ones"),
        ("-https://example.org", "only http"),
        ("", "not relative ones"),
        ("https://", "without a host"),
        ("https:///path", "without a host"),
        ("https://[::1", "not a link"),
        ("https://example.org:99999/", "not a link"),
        ("https://exa\x1bmple.org", "control characters"),
        ("https://example.org/\x9b31m", "control characters"),
        ("https://exam ple.org/", "blanks"),
        ("https://" + "ä" * 80 + ".example", "not the name of a host"),
        ("mailto:nobody", "without an address"),
    ],
)
def test_bad_links(url: str, reason: str) -> None:
    with pytest.raises(UnsafeLink, match=reason):
        read_link(url)
    assert hyperlink_target(url) == ""


@given(st.text())
def test_no_link_ever_holds_more_than_printable_ascii(text: str) -> None:
    for made in (escape(text), hyperlink_target(f"https://example.org/{text}"), hyperlink_target(text)):
        assert made.isascii()
        assert made.isprintable() and " " not in made


def test_too_long_for_a_terminal() -> None:
    assert hyperlink_target("https://example.org/" + "a" * 3000) == ""


@pytest.mark.parametrize(
    ("browser", "arguments"),
    [
        (["w3m"], ["w3m", "--", "https://example.org/"]),
        (["firefox", "--new-tab"], ["firefox", "--new-tab", "--", "https://example.org/"]),
        (["/usr/bin/xdg-open"], ["/usr/bin/xdg-open", "https://example.org/"]),
    ],
)
def test_the_command_ends_its_options(browser: list[str], arguments: list[str]) -> None:
    assert command(read_link("https://example.org/"), browser) == arguments


def test_the_opener_is_the_systems() -> None:
    assert opener("darwin") == ["/usr/bin/open"]
    assert opener("linux", lambda name: f"/bin/{name}" if name == "w3m" else None) == ["/bin/w3m"]
    assert opener("linux", lambda name: None) is None


def test_no_shell_sees_the_link(tmp_path: Path) -> None:
    script = tmp_path / "browser"
    seen = tmp_path / "seen"
    os.mkfifo(seen)
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {seen}\n')
    script.chmod(0o755)
    reading = os.open(seen, os.O_RDONLY | os.O_NONBLOCK)
    open_link(read_link("https://example.org/$(touch%20x)`id`;&"), [str(script)])
    assert select.select([reading], [], [], 10)[0]
    assert os.read(reading, 1000).decode().splitlines() == ["--", "https://example.org/$(touch%20x)`id`;&"]
    os.close(reading)


def test_a_browser_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnsafeLink, match="did not start"):
        open_link(read_link("https://example.org/"), [str(tmp_path / "none")])
