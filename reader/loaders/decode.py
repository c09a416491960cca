"""From bytes to text: which encoding a file is in, and what to do where it is broken."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.loaders.errors import LoadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_USUAL = [
    *("cp1252", "cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "koi8_u", "cp1251", "cp1250"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "iso8859_2", "iso8859_5", "iso8859_7"),
    "cp866",
]
"""What is met in articles; the rest of the codecs would only win by chance."""

_LATIN = {"ascii", "iso8859-1", "cp1252"}
"""What the WHATWG encoding standard reads as windows-1252, since that is what such files are in truth."""

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SHIFTS = re.compile(rb"\x1b\$[@B]")
"""The escape sequence by which Japanese text in seven bits (ISO 2022, RFC 1468) leaves ASCII."""

_NOT_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b")) + b"\x7f"

SAMPLE = 65_536
"""How many bytes a guess looks at."""

PIECE = 16_384
"""How many bytes are tried at a time; larger pieces take thrice as long, in fresh pages of memory."""

PADDING = 4096
"""From how many bytes on a file that repeats a single byte is not taken for writing."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to turn a file's bytes into text.

    Attributes:
        name: A codec's name.
        errors: What to do with bytes that the codec does not know: "strict" or "replace".
        skip: How many bytes at the start are a byte order mark.
    """

    name: str
    errors: str = "strict"
    skip: int = 0

    def text(self, data: bytes) -> str:
        """The text of all of a file's bytes."""
        return str(memoryview(data)[self.skip :], self.name, self.errors)


def decode(data: bytes, declared: str | None = None, override: str | None = None, name: str = "") -> str:
    """The text of a file, not yet cleaned.

    Args:
        data: All its bytes.
        declared: The encoding that the file or its server names.
        override: The encoding that the reader orders; nothing else is tried then.
        name: The file's, for the message.

    Raises:
        LoadError: It is not text, or `override` is no encoding.
    """
    return encoding_of(data, declared, override, name).text(data)


def encoding_of(
    data: bytes, declared: str | None = None, override: str | None = None, name: str = ""
) -> Encoding:
    """The encoding of a file, by the first of these that fits.

    The reader's order; a byte order mark; UTF-16 by where its NULs stand; Japanese in seven bits by its
    escape sequences; the declared encoding if it decodes without a fault; UTF-8; UTF-8 with a few bad bytes,
    shown as U+FFFD; a guess by the letters' frequencies; windows-1252. Never Latin-1, which would turn bytes
    into control characters.

    Args: as of `decode`.

    Raises:
        LoadError: As `decode`.
    """
    if override:
        return _ordered(data, override)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, "replace", len(mark))
    declared = _known(declared)
    if not declared and (wide := _utf16(data[:SAMPLE])):
        return Encoding(wide, "replace")
    _refuse_binary(data, name)
    if _SHIFTS.search(data[:SAMPLE]) and data.isascii() and _decodes(data, "iso2022_jp_2"):
        return Encoding("iso2022_jp_2")
    for codec in filter(None, (declared, "utf-8")):
        if _decodes(data, codec):
            return Encoding(codec)
    return Encoding("utf-8" if _is_damaged_utf8(data) else _guess(data), "replace")


def _ordered(data: bytes, override: str) -> Encoding:
    try:
        codec = codecs.lookup(override).name
        str(data[:64], codec, "replace")
    except (LookupError, UnicodeError, ValueError) as error:
        raise LoadError(
            f"“{override}” is not an encoding that can be read; try utf-8, cp1252 or shift_jis"
        ) from error
    skip = next((len(mark) for mark, name in _MARKS if name == codec and data.startswith(mark)), 0)
    return Encoding(codec, "replace", skip)


def _known(declared: str | None) -> str:
    """The codec for a declared encoding; "" where there is none, or none that text is honestly in."""
    try:
        codec = codecs.lookup((declared or "").strip()).name
        str(b"", codec)
    except (LookupError, UnicodeError, ValueError):
        return ""
    if codec.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "puny")):
        return ""
    return "cp1252" if codec in _LATIN else codec


def _decodes(data: bytes, codec: str) -> bool:
    """Whether the codec takes every byte; tried in pieces, so that memory stays small."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for start in range(0, len(data), PIECE):
            decoder.decode(data[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _utf16(sample: bytes) -> str:
    """The byte order of UTF-16 without a mark: in Western text every other byte is NUL."""
    half = len(sample) // 2
    if half < 4:
        return ""
    first, second = sample[0 : half * 2 : 2].count(0), sample[1::2].count(0)
    if second > half * 0.6 and first < half * 0.05:
        return "utf-16-le"
    if first > half * 0.6 and second < half * 0.05:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes, name: str) -> None:
    """Raise where the beginning is not writing.

    That is: control characters that no text uses are many, or are some while it is not UTF-8 either; or
    a long stretch is one byte over and over, as padding is.
    """
    sample = data[:SAMPLE]
    odd = len(sample) - len(sample.translate(None, _NOT_TEXT))
    unwritten = odd * 50 > len(sample) and not _decodes(sample[:-4], "utf-8")
    if odd * 4 > len(sample) or unwritten or (len(sample) >= PADDING and len(set(sample)) == 1):
        what = "what can be read is text, Markdown, HTML, EPUB and feeds"
        raise LoadError(f"{name or 'this'} is binary data, not text; {what}")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: what is well formed must speak for it, not only ASCII."""
    sequences = _MULTIBYTE.findall(data)
    good = sum(map(len, sequences))
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    bad = high - good
    return good * 2 >= bad and bad * 20 <= len(data)


def _guess(data: bytes) -> str:
    """What the letters look like; a few high bytes among ASCII are Western punctuation."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high * 50 < len(data):
        return "cp1252"
    from charset_normalizer import from_bytes

    first = _HIGH.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    sample = data[start : start + SAMPLE]
    if len(sample) == SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" ")) + 1] or sample
    best = from_bytes(sample, cp_isolation=_USUAL).best()
    return best.encoding if best is not None else "cp1252"
