"""Which elements are marks on running text: emphasis, links, code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.article import MarkKind
from reader.loaders.html.inline import InlineText
from reader.loaders.html.links import link_target
from reader.loaders.pieces import Inline
from reader.loaders.wordlists import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

_MARKS = {
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "dfn": MarkKind.EMPHASIS,
    "var": MarkKind.EMPHASIS,
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "del": MarkKind.STRIKE,
    "s": MarkKind.STRIKE,
    "strike": MarkKind.STRIKE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUBSCRIPT,
}

_RENDERED = {
    "#b": MarkKind.STRONG,
    "#i": MarkKind.EMPHASIS,
    "#t": MarkKind.CODE,
    "#sup": MarkKind.SUPERSCRIPT,
    "#sub": MarkKind.SUBSCRIPT,
}
"""The values of `rend` in trafilatura's tree, which is like TEI; "#u" is no mark of ours."""

UNSEEN = words(
    "script style noscript template svg math iframe object embed audio video canvas select button input "
    "textarea datalist map title meta link base dialog rp rt"
)
"""Elements of which nothing is read."""


def mark_of(element: _Element, base: str | None) -> tuple[MarkKind, str] | None:
    """The mark that an element of HTML or of trafilatura's tree makes, with a link's target; None if none."""
    tag = element.tag
    if tag in ("a", "ref"):
        target = link_target(element.get("href") or element.get("target"), base)
        return (MarkKind.LINK, target) if target else None
    kind = _RENDERED.get(element.get("rend", "")) if tag == "hi" else _MARKS.get(tag)
    return (kind, "") if kind is not None else None


def is_hidden(element: _Element) -> bool:
    """Whether the page says that the element is not to be shown."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def inline_of(element: _Element, base: str | None, passing: Collection[_Element] = ()) -> Inline:
    """All the text within an element on one line, with its marks.

    Args:
        element: Of HTML or of trafilatura's tree.
        base: The page's address, for its links.
        passing: Elements within it to pass over.
    """
    from lxml.etree import iterwalk

    inline = InlineText()
    marked: list[_Element] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, found in walk:
        if event == "start":
            if found.tag in UNSEEN or found in passing or (found is not element and is_hidden(found)):
                walk.skip_subtree()
                continue
            if mark := mark_of(found, base):
                inline.open(*mark)
                marked.append(found)
            elif found.tag in BREAKS:
                inline.add(" ")
            if found.text:
                inline.add(found.text)
            continue
        if marked and marked[-1] is found:
            inline.close()
            marked.pop()
        if found.tag in BREAKS:
            inline.add(" ")
        if found is not element and found.tail:
            inline.add(found.tail)
    return inline.take()


BREAKS = words(
    "br lb p div li item tr td th cell row h1 h2 h3 h4 h5 h6 head section article dt dd figcaption "
    "blockquote quote pre table ul ol list"
)
"""Elements that part the words before them from those within and after."""
