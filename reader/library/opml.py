"""Subscriptions, as an OPML file that other readers write and read too."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from reader.library import files
from reader.loaders import LoadError
from reader.loaders.clean import clean_line

LARGEST = 8 * 1024 * 1024
"""Bytes; some forty thousand subscriptions."""

DEEPEST = 20
"""How many folders may stand within one another."""

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a reader follows.

    Attributes:
        url: The feed's address, http or https.
        title: What to call it.
        site: The page of the publication, or "".
        folders: Where it stands, from the outermost folder inwards.
    """

    url: str
    title: str = ""
    site: str = ""
    folders: tuple[str, ...] = ()


def load(path: Path) -> list[Subscription]:
    """Read the subscriptions; none where there is no file.

    Raises:
        LoadError: The file cannot be read or is no OPML.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise LoadError(f"{path} is larger than {LARGEST // 1024 // 1024} MB, which no list of feeds is")
        return parse(path.read_bytes(), str(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror})") from error


def parse(data: bytes, name: str) -> list[Subscription]:
    """Read subscriptions from OPML; each feed once, those without a web address left out.

    Args:
        data: The file.
        name: What to call it in messages.

    Raises:
        LoadError: It is no OPML, or declares entities, which no list of feeds needs.
    """
    try:
        root = _tree(data)
    except (ET.ParseError, expat.ExpatError, ValueError, LookupError) as error:
        raise LoadError(f"{name} is not OPML: {error}; export it again") from error
    if root.tag.lower() != "opml":
        raise LoadError(f"{name} is not OPML: it begins with <{root.tag[:40]}>")
    found: dict[str, Subscription] = {}
    for outline, folders in _outlines(root):
        attributes = {key.lower(): clean_line(value) for key, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "")
        if url.lower().startswith(_WEB) and " " not in url:
            title = attributes.get("title") or attributes.get("text", "")
            found.setdefault(url, Subscription(url, title, attributes.get("htmlurl", ""), folders))
    return list(found.values())


def dump(subscriptions: Iterable[Subscription], title: str = "Subscriptions") -> bytes:
    """Subscriptions as OPML 2.0, by folder, in their order."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    folders: dict[tuple[str, ...], ET.Element] = {(): body}
    for one in subscriptions:
        parent = body
        for depth in range(1, len(one.folders) + 1):
            here = one.folders[:depth]
            if here not in folders:
                folders[here] = ET.SubElement(parent, "outline", text=here[-1], title=here[-1])
            parent = folders[here]
        name = one.title or one.url
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": one.url}
        ET.SubElement(parent, "outline", attributes | ({"htmlUrl": one.site} if one.site else {}))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def save(path: Path, subscriptions: Iterable[Subscription]) -> None:
    """Write the subscriptions.

    Raises:
        OSError: The file cannot be written; it is as it was.
    """
    files.write_atomically(path, dump(subscriptions))


def _tree(data: bytes) -> ET.Element:
    """The elements of an XML file; a document type is refused, as bombs are made of what it can declare."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("it declares a document type")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.Parse(data, True)
    return builder.close()


def _outlines(root: ET.Element) -> Iterator[tuple[ET.Element, tuple[str, ...]]]:
    """Every outline, in order, with the names of those that it stands in."""
    waiting = [(child, ()) for body in root.iter("body") for child in reversed(body)]
    stack: list[tuple[ET.Element, tuple[str, ...]]] = list(waiting)
    while stack:
        outline, folders = stack.pop()
        if outline.tag != "outline":
            continue
        yield outline, folders
        name = clean_line(outline.get("text") or outline.get("title") or "")
        inside = (*folders, name) if name and len(folders) < DEEPEST else folders
        stack += [(child, inside) for child in reversed(outline)]
