"""Files that try to reach the terminal, the disk or the memory, written for the tests."""

from __future__ import annotations

import base64
import gzip
import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

PAYLOADS = (b"52;c", b"pwn", b"]0;", b"]8;;file", b"[201~", b"_G", b"$q")
"""What no program may send to a terminal because an article holds it."""

ESC = "\x1b"
SEQUENCES = (
    f"{ESC}]52;c;cHduZWQ={ESC}\\",
    f"{ESC}]0;pwn\x07",
    f"{ESC}]8;;file:///etc/passwd{ESC}\\",
    f"{ESC}[201~",
    f"{ESC}_Ga=T,f=24;AAAA{ESC}\\",
    f"{ESC}P$q q{ESC}\\",
    "\x9d0;pwn\x9c",
    "\x9b201~",
)
EVERY = "".join(SEQUENCES)
SEVEN_BIT = "".join(sequence for sequence in SEQUENCES if sequence.isascii())
PARAGRAPH = "The harbour office counted the boats twice and found the same number both times. "


def _epub(chapter: str, **more: bytes) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Boats</dc:title></metadata>'
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("b.opf", package)
        archive.writestr("a.xhtml", chapter)
        for name, data in more.items():
            archive.writestr(name, data)
    return made.getvalue()


def _mail() -> bytes:
    subject = base64.b64encode(f"Boats {EVERY}counted".encode()).decode()
    return (
        f"From: Eve <eve@example.org>\r\nSubject: =?utf-8?b?{subject}?=\r\n"
        "Date: Mon, 2 Mar 2026 09:30:00 +0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(f"Boats were seen. {EVERY}{PARAGRAPH * 4}".encode()).decode()
    ).encode()


def _page(title: str, body: str) -> str:
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article>{body}</article></body></html>"


_REFERENCES = "".join(f"&#{ord(character)};" for character in SEVEN_BIT)

READABLE: dict[str, bytes] = {
    "Plain escapes.txt": f"Boats {EVERY}counted\n\n{EVERY}{PARAGRAPH * 3}\n\nAnd {EVERY} again.\n".encode(),
    "Latin escapes.txt": f"Caf\xe9 {SEVEN_BIT}counted\n\n{PARAGRAPH * 3}\n".encode("latin-1"),
    "Broken escape.txt": f"Quays counted\n\nOne {ESC}\n]2;split\x07 two {ESC}[\n201~ three.\n".encode(),
    "Front matter.md": (
        '---\ntitle: "Ropes \\e]0;pwn\\a counted"\nauthor: "\\x1b]52;c;cHduZWQ=\\x07Eve"\n---\n\n'
        f"Text with `{EVERY}` and [a link](file:///etc/passwd '{EVERY}').\n\n{PARAGRAPH}\n"
    ).encode(),
    "References.html": _page(
        f"Masts {_REFERENCES}counted",
        f"<h1>Masts {_REFERENCES}counted</h1><p>{PARAGRAPH * 4}{_REFERENCES}</p><p>{PARAGRAPH * 4}</p>"
        f'<p><a href="javascript:pwn()">a</a> <a href="file:///etc/passwd">b</a> {PARAGRAPH * 2}</p>',
    ).encode(),
    "Deep.html": _page("Sails counted", "<div>" * 20_000 + PARAGRAPH * 3 + "</div>" * 20_000).encode(),
    "Feed.json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"Feed {EVERY}",
            "items": [{"id": 1, "title": f"Anchors {EVERY}counted", "content_text": PARAGRAPH * 25}],
        }
    ).encode(),
    "Feed.rss": (
        '<rss version="2.0"><channel><title>F</title>'
        "<item><title>Oars &amp;#27;]0;pwn&amp;#7; counted</title>"
        f"<description>&lt;p&gt;{PARAGRAPH * 25}&amp;#27;[201~&lt;/p&gt;</description></item></channel></rss>"
    ).encode(),
    "Book.epub": _epub(
        f"<html><body><h1>Keels {_REFERENCES}counted</h1><p>{PARAGRAPH * 4}</p></body></html>",
        **{"../../../../../../tmp/pwned_by_zip": b"x"},
    ),
    "Letter.eml": _mail(),
    "Markup.txt": f"[/] [bold]Buoys[/bold] [@click=app.quit]counted[/]\n\n{PARAGRAPH * 2}[/]\n".encode(),
    "Packed.txt.gz": gzip.compress(f"Locks {EVERY}counted\n\n{PARAGRAPH * 3}\n".encode()),
    f"name {ESC}]0;pwn\x07\n[red].txt": f"Piers counted\n\n{PARAGRAPH * 2}\n".encode(),
    "-rf.txt": f"Cranes counted\n\n{PARAGRAPH * 3}\n".encode(),
    "Long line.txt": b"Chains counted\n\n" + b"link after link " * 200_000,
    "Links.md": b"# Knots counted\n\n"
    + b"".join(b"[k%d](https://example.org/%d) " % (n, n) for n in range(4000)),
}
"""Names and bytes of files that can be read; the first line of each says what was counted."""

_BOMB = "".join(
    f'<!ENTITY {chr(97 + n)} "{"".join(f"&{chr(96 + n)};" for _ in range(10))}">' for n in range(1, 9)
)
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "binary.bin": (bytes(range(256)) * 64, "binary"),
    "report.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "PDF"),
    "laughs.xml": (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{_BOMB}]><rss version="2.0"><channel>'
        "<title>&i;</title><item><title>&i;</title></item></channel></rss>".encode(),
        "unsafe",
    ),
    "bomb.epub": (_epub("<html><body>" + "<p>a</p>" * 4_000_000 + "</body></html>"), "larger"),
    "cut.epub": (_epub("<html><body><p>text</p></body></html>")[:200], "damaged"),
    "bomb.txt.gz": (gzip.compress(b"a" * (80 << 20), 1), "MB"),
    "script.html": (b"<html><body><script>document.write('pwn')</script></body></html>", "no "),
}
"""Names, bytes, and a word of the one line that refuses each."""


def written(folder: Path, files: dict[str, bytes]) -> list[Path]:
    """The files, written into a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def odd(folder: Path) -> dict[Path, str]:
    """Things that are no files, made in a folder, each with a word of the line that refuses it."""
    folder.mkdir(exist_ok=True)
    os.mkfifo(folder / "fifo.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "dangling.txt").symlink_to("nothing there")
    (folder / "up").symlink_to("..")
    (folder / "folder.txt").mkdir()
    return {
        folder / "fifo.txt": "pipe",
        folder / "self.txt": "symbolic links",
        folder / "dangling.txt": "no such file",
        folder / "folder.txt": "folder",
        folder / "nowhere.txt": "no such file",
    }
