"""Bytes become text by the first sign that fits; what is no text is refused."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.loaders.clean import clean
from reader.loaders.decode import decode, encoding_of
from reader.loaders.errors import LoadError

ENGLISH = "The ferry was late – “again”, said its captain; the café sold out at €4 a cup.\n" * 3
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, a starosta řekl, že město zaplatí škodu.\n" * 4
RUSSIAN = "Паром опоздал на сорок минут, и пассажиры ждали на пристани под дождём.\n" * 4
JAPANESE = "港の時計は十九分遅れている。町議会は月曜日に投票し、住民は喜んだ。\n" * 6
CHINESE = "港口的钟慢了十九分钟。镇议会星期一投票，居民们很高兴，商店老板却不太相信。\n" * 6
KOREAN = "항구의 시계는 십구 분 늦다. 마을 의회는 월요일에 투표했고 주민들은 기뻐했다.\n" * 6


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (CZECH, "cp1250"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "euc-kr"),
    ],
)
def test_the_encoding_is_found(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        ("Zażółć".encode("iso8859-2"), "iso-8859-2", "Zażółć"),
        ("naïve – “quotes”".encode("cp1252"), "ISO-8859-1", "naïve – “quotes”"),
        ("naïve – “quotes”".encode(), "us-ascii", "naïve – “quotes”"),
        (b"plain words, all of them", "utf-16", "plain words, all of them"),
        ("Grüße".encode(), "no-such-charset", "Grüße"),
        ("Grüße aus Köln, schöne Tage".encode("cp1252"), "utf-8", "Grüße aus Köln, schöne Tage"),
        (b"1 + 1 +AGE-", "utf-7", "1 + 1 +AGE-"),
        (codecs.BOM_UTF8 + "Ж".encode(), "cp1251", "Ж"),
    ],
)
def test_what_is_declared_counts_when_it_fits(data: bytes, declared: str, expected: str) -> None:
    assert decode(data, declared) == expected


def test_one_bad_byte_does_not_spoil_the_rest() -> None:
    data = ENGLISH.encode() + b"a \xff byte"
    assert decode(data) == ENGLISH + "a \ufffd byte"


def test_the_readers_order_is_obeyed_even_where_it_does_not_fit() -> None:
    assert decode("Ж".encode("koi8-r"), declared="utf-8", override="koi8-r") == "Ж"
    assert decode(codecs.BOM_UTF8 + b"a", override="utf8") == "a"
    assert decode("Grüße".encode("cp1252"), override="utf-8") == "Gr\ufffd\ufffde"


@pytest.mark.parametrize("override", ["klingon", "rot13", "hex", "a\0b", ""])
def test_an_unknown_order_is_named(override: str) -> None:
    if override:
        with pytest.raises(LoadError, match="is not an encoding"):
            decode(b"text", override=override)
    else:
        assert decode(b"text", override=override) == "text"


def _machine_code() -> bytes:
    return random.Random(7).randbytes(9_000)


@pytest.mark.parametrize(
    "data",
    [
        _machine_code(),
        b"\x7fELF" + bytes(5_000),
        b"\x89PNG\r\n\x1a\n" + _machine_code(),
        b"\xff" * 9_000,
        b"D" * 9_000,
    ],
    ids=["noise", "program", "picture", "erased", "padding"],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(LoadError, match=r"thing\.bin is binary data") as caught:
        decode(data, name="thing.bin")
    assert "\n" not in str(caught.value)


def test_a_few_nul_bytes_are_only_dirt() -> None:
    assert (
        clean(decode(b"Head\0line\n\nWords and\0 more words to read."))
        == "Headline\n\nWords and more words to read."
    )


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_clear_line(data: bytes) -> None:
    try:
        text = decode(data, name="x")
    except LoadError as error:
        assert str(error).startswith("x is binary data")
    else:
        assert isinstance(text, str)


@given(st.text())
def test_utf_8_is_never_mistaken(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass") if text.isprintable() else b"plain"
    found = encoding_of(data)
    if found.name == "utf-8" and found.errors == "strict":
        assert found.text(data).encode() == data
