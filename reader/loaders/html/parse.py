"""From the bytes of a page to its tree."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.loaders.decode import decode
from reader.loaders.html.wash import fit_for_tree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.loaders.source import Source

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})|<\?xml\b[^>]{0,100}?\bencoding\s{0,5}=\s{0,5}"
    rb"[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)


_UTF8 = frozenset({"utf-8", "utf8"})
_HIDING = ("style", "svg", "template", "canvas")
"""Elements without a word of the article, which only slow down what comes after."""


def text_of(source: Source) -> str:
    """The text of a page: in the encoding that its server declares, or that it declares itself, or a guess.

    Raises:
        LoadError: It is not text.
    """
    declared = source.charset
    if not declared and (found := _DECLARED.search(source.data, 0, 4096)):
        declared = (found.group(1) or found.group(2)).decode("ascii", "replace")
    if not source.encoding and (declared or "utf-8").lower() in _UTF8 and b"\x00" not in source.data:
        with suppress(UnicodeDecodeError):
            return str(source.data, "utf-8-sig")
    return decode(source.data, declared, source.encoding, source.name)


def parse(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree of a page, without comments, and whether it is all there.

    libxml2 stops reading where elements are nested deeper than 256; what is left is then only the beginning.

    Args:
        text: The page.

    Returns:
        The tree, None where there is no element at all; and whether the parser read to the end.
    """
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for all elements is found without a call to Python for each; forms' own are of no use here.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root = document_fromstring(fit_for_tree(text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    for script in list(root.iter("script")):
        # JSON-LD stays: it tells of the article, and may even hold it.
        if "ld+json" not in (script.get("type") or "").lower():
            script.drop_tree()
    etree.strip_elements(root, *_HIDING, with_tail=False)
    whole = not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, whole
