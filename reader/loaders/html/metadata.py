"""What a page says about itself out of sight: its `meta` elements, its links and its JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.loaders.html.wash import wash_line
from reader.loaders.wordlists import words

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 2_000_000
"""JSON-LD of more characters is not read."""

_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*$|^\s+|\s+$"
)
"""What old pages put around a script so that older browsers would not show it."""

_ARTICLES = words(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle "
    "reviewnewsarticle backgroundnewsarticle askpublicnewsarticle blogposting liveblogposting "
    "socialmediaposting techarticle scholarlyarticle medicalscholarlyarticle satiricalarticle "
    "advertisercontentarticle report review claimreview "
)
_PAGES = frozenset({"webpage", "itempage", "creativework"})
_REFERRED = ("author", "creator", "publisher")
_COLLECTIONS = frozenset({"collectionpage", "searchresultspage"})


@dataclass(frozen=True, slots=True)
class Head:
    """A page's own words about itself, none of them checked yet.

    Attributes:
        meta: The contents of the `meta` elements by property, name or itemprop, in lower case and in order.
        linked: The JSON-LD object that is the article; empty where there is none.
        canonical: The address that it says is its own; "" where it says none.
        title: Its `title` element.
        language: Its `lang`.
        collection: Whether it says that it is a list of stories and no article.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    canonical: str = ""
    title: str = ""
    language: str = ""
    collection: bool = False

    def first(self, *names: str) -> str:
        """The first of these `meta` that says something, on one clean line; "" where none does."""
        return next((text for name in names for text in self.meta.get(name, ()) if text), "")

    def all(self, *names: str) -> list[str]:
        """Everything that these `meta` say."""
        return [text for name in names for text in self.meta.get(name, ()) if text]

    def says(self, name: str) -> str:
        """A property of the article in JSON-LD, as one clean line; "" where it is not a text."""
        value = self.linked.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        return wash_line(value) if isinstance(value, str) else ""


def head_of(root: _Element) -> Head:
    """Read what a page says about itself.

    Args:
        root: The page's tree.
    """
    meta: dict[str, list[str]] = {}
    canonical = title = ""
    objects: list[Any] = []
    for element in root.iter("meta", "link", "title", "script"):
        tag = element.tag
        if tag == "meta":
            content = element.get("content")
            name = element.get("property") or element.get("name") or element.get("itemprop")
            if content and name:
                meta.setdefault(name.strip().lower(), []).append(wash_line(content))
        elif tag == "title":
            title = title or wash_line(element.text or "")
        elif tag == "link":
            if "canonical" in (element.get("rel") or "").lower().split() and not canonical:
                canonical = (element.get("href") or "").strip()
        elif (
            "ld+json" in (element.get("type") or "").lower() and element.text and len(element.text) <= LARGEST
        ):
            objects.append(_parsed(element.text))
    language = next((found for e in (root, *root.iterchildren("body")) if (found := e.get("lang") or "")), "")
    linked = article_in(objects)
    collection = not linked and any(_types(found) & _COLLECTIONS for found in _objects(objects))
    return Head(meta, linked, canonical, title, wash_line(language), collection)


def article_in(values: list[Any]) -> dict[str, Any]:
    """The object in JSON-LD that describes the article: by its type, then by what it tells."""
    best: tuple[int, int, dict[str, Any]] = (0, 0, {})
    for order, found in enumerate(_objects(values)):
        names = _types(found)
        if names & _ARTICLES:
            rank = 2
        elif names & _PAGES:
            rank = 1
        else:
            continue
        told = sum(1 for name in ("headline", "author", "datePublished", "articleBody") if found.get(name))
        score = rank * 10 + told
        if told and score > best[0]:
            best = (score, -order, found)
    return _resolved(best[2], values)


def _resolved(article: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """The article with its author and publisher in place of references to them elsewhere in the graph."""
    wanted = {
        one["@id"]
        for name in _REFERRED
        for one in _listed(article.get(name))
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and not one.get("name")
    }
    if not wanted:
        return article
    known = {
        found["@id"]: found
        for found in _objects(values)
        if isinstance(found.get("@id"), str) and found["@id"] in wanted and found.get("name")
    }

    def resolved(one: Any) -> Any:
        reference = one.get("@id") if isinstance(one, dict) else None
        return known.get(reference, one) if isinstance(reference, str) else one

    return article | {
        name: [resolved(one) for one in _listed(article[name])] for name in _REFERRED if name in article
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _types(found: dict[str, Any]) -> set[str]:
    types = found.get("@type")
    return {str(name).rpartition("/")[2].lower() for name in (types if isinstance(types, list) else [types])}


def _parsed(text: str) -> Any:
    text = _WRAPPING.sub("", text).rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(values: list[Any]) -> Iterator[dict[str, Any]]:
    """Every object that stands for a page: in lists, in graphs and as a page's main entity, not deeper."""
    pending = list(reversed(values))
    for _ in range(10_000):
        if not pending:
            return
        value = pending.pop()
        if isinstance(value, list):
            pending += reversed(value)
        elif isinstance(value, dict):
            yield value
            pending += [value[name] for name in ("mainEntity", "@graph") if name in value]
