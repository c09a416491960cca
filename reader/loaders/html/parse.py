"""From the bytes of a page to its tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.loaders.decode import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.loaders.source import Source

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})|<\?xml\b[^>]{0,100}?\bencoding\s{0,5}=\s{0,5}"
    rb"[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_HOVERS = re.compile(
    r"(?:tool-?tip|pop-?over|roll-?over|hover-?card)s?[-_]*(?:[\w-]*[-_])?(?:text|content|block|body|box|inner|panel)", re.IGNORECASE
)
"""What only shows while a pointer rests on a word, and stands in the middle of the sentence otherwise."""

_HOVERING = (
    "//*[@role='tooltip' or contains(@class, 'tooltip') or contains(@class, 'popover') or "
    "contains(@class, 'rollover') or contains(@class, 'hovercard') or contains(@class, 'hover-card')]"
)


def text_of(source: Source) -> str:
    """The text of a page: in the encoding that its server declares, or that it declares itself, or a guess.

    Raises:
        LoadError: It is not text.
    """
    declared = source.charset
    if not declared and (found := _DECLARED.search(source.data[:4096])):
        declared = (found.group(1) or found.group(2)).decode("ascii", "replace")
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
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    data = _NOT_XML.sub("\ufffd" if "\x00" not in text else "", text).encode("utf-8", "replace")
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    for element in root.xpath(_HOVERING):
        if element.get("role") == "tooltip" or _HOVERS.search(element.get("class", "")):
            element.drop_tree()
    whole = not any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return root, whole
