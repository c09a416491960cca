"""E-mail: a newsletter as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.article import Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.loaders.clean import clean_line
from reader.loaders.decode import decode
from reader.loaders.errors import LoadError
from reader.loaders.html.fragment import pieces_of, plain_pieces
from reader.loaders.html.links import link_target
from reader.loaders.html.people import persons_in
from reader.loaders.html.when import iso
from reader.loaders.pieces import Piece, build, size, without_title

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from reader.domain.article import Article
    from reader.loaders.source import Source

_FURNITURE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:browser|online|web)\b|\bunsubscribe\b|\bmanage\s(?:your\s)?(?:subscription|preferences)|"
    r"\bupdate\s(?:your\s)?preferences|\bim\sbrowser\s(?:ansehen|anzeigen|öffnen|lesen)|\bnewsletter\sabbestellen|\babmelden\b|"
    r"\bse\sdésabonner|\bdarse\sde\sbaja|\bforward(?:ed)?\sthis\s(?:e-?mail|message)|\bwas\ssent\sto\b|\ball\srights\sreserved",
    re.IGNORECASE,
)
_LONGEST_FURNITURE = 240
_QUOTED = re.compile(r"^(?:>\s?)+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- \n", re.MULTILINE)


def load(source: Source) -> tuple[Article, ...]:
    """The letter.

    Raises:
        LoadError: It is damaged, or has no text.
    """
    message = message_of(source)
    subject = _header(message, "subject")
    pieces = _body(message, source)
    if not pieces:
        raise LoadError(f"{source.name}: the letter has no text that can be read")
    sender = _sender(message)
    authors = persons_in(sender)
    published = iso(_header(message, "date"))
    builder = ArticleBuilder()
    builder.add(Kind.HEADLINE, subject)
    builder.add(Kind.BYLINE, sender)
    builder.add(Kind.PUBLISHED, (published or "").replace("T", " ")[:16])
    build(without_title(pieces, subject), builder)
    meta = Metadata(
        title=subject,
        authors=authors,
        published=published,
        site=None if authors else sender or None,
        url=link_target(_header(message, "archived-at").strip("<>"), None) or None,
        language=_header(message, "content-language").partition(",")[0] or None,
    )
    return (builder.article(meta),)


def message_of(source: Source) -> EmailMessage:
    """The letter or archive with its parts.

    Raises:
        LoadError: Its parts are nested too deeply.
    """
    from email import message_from_bytes
    from email.policy import default

    try:
        return message_from_bytes(source.data, policy=default)
    except (RecursionError, ValueError, LookupError, TypeError, IndexError) as error:
        raise LoadError(f"{source.name} is too damaged to be read as a letter") from error


def payload_of(part: MIMEPart) -> bytes:
    """The bytes of a part, its transfer encoding undone; empty where it has none."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return b""
    return data if isinstance(data, bytes) else b""


def charset_of(part: MIMEPart) -> str | None:
    """The encoding that a part declares."""
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _body(message: EmailMessage, source: Source) -> list[Piece]:
    """The HTML part, and the text part where that says more."""
    found: dict[str, list[Piece]] = {}
    for kind in ("html", "plain"):
        try:
            part = message.get_body(preferencelist=(kind,))
        except (RecursionError, ValueError, LookupError, AttributeError, TypeError, KeyError):
            part = None
        data = payload_of(part) if part is not None else b""
        if part is not None and data:
            text = decode(data, charset_of(part), source.encoding, source.name)
            found[kind] = pieces_of(text) if kind == "html" else plain_pieces(_unquoted(text))
    html, plain = (_without_furniture(found.get(kind, [])) for kind in ("html", "plain"))
    return html if size(html) * 3 >= size(plain) else plain


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0])


def _without_furniture(pieces: list[Piece]) -> list[Piece]:
    kept = [
        piece
        for piece in pieces
        if not (len(piece.text) <= _LONGEST_FURNITURE and piece.text and _FURNITURE.search(piece.text))
    ]
    return kept if any(piece.kind is not Kind.IMAGE for piece in kept) else []


def _sender(message: EmailMessage) -> str:
    from email.utils import parseaddr

    name, address = parseaddr(_header(message, "from"))
    return clean_line(name or address)


def _header(message: EmailMessage, name: str) -> str:
    """A header, its encoded words decoded, on one clean line; "" where it is missing or damaged."""
    try:
        value = message.get(name)
        return clean_line(str(value)) if value is not None else ""
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return ""
