"""Pictures: which there are, where their bytes come from, and what becomes of them."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from reader.domain.span import Span
from reader.loaders import fetch as fetching
from reader.loaders.errors import LoadError
from reader.loaders.registry import load
from reader.loaders.source import Source
from reader.pictures import decode, source
from reader.pictures.decode import opened, pixels
from reader.pictures.errors import PictureError
from reader.pictures.listing import in_sight, pictures_of
from reader.pictures.protocols import KITTY_GONE, kitty, sixel
from reader.pictures.source import data_of
from reader.terminal.stream import is_control

TEXT = b"""# A page

![A boat](boat.png "The boat at dawn. (Photo: The Harbour)")

Words between the pictures.

![A cat](https://pictures.example/cat.jpg)
"""


def picture(size: tuple[int, int] = (40, 20), form: str = "PNG") -> bytes:
    image = Image.new("RGBA", size, (200, 30, 30, 255))
    image.paste((0, 0, 200, 255), (0, 0, size[0], size[1] // 2))
    file = io.BytesIO()
    image.convert("RGB" if form == "JPEG" else "RGBA").save(file, form)
    return file.getvalue()


def test_pictures_have_their_captions_and_credits() -> None:
    [article] = load(Source("page.md", TEXT))
    boat, cat = pictures_of(article)
    assert (boat.source, boat.alt, boat.credit) == ("boat.png", "A boat", "The Harbour")
    assert boat.caption == "The boat at dawn."
    assert (cat.source, cat.caption) == ("https://pictures.example/cat.jpg", "")
    assert in_sight([boat, cat], Span(0, len(article.text))) == 0
    assert in_sight([boat, cat], Span(cat.start - 3, len(article.text))) == 1
    assert in_sight([boat, cat], Span(len(article.text) - 1, len(article.text))) == 1


def test_a_picture_is_read_from_beside_the_article_and_from_within_a_book(tmp_path: Path) -> None:
    (tmp_path / "a boat.png").write_bytes(b"beside")
    assert data_of("a%20boat.png", "a%20boat.png", tmp_path / "page.md") == b"beside"
    book = tmp_path / "book.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("OEBPS/images/boat.png", b"within")
    assert data_of("../images/boat.png", "../images/boat.png", book) == b"within"


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("", "", "did not come with the article"),
        ("none.png", "none.png", "none.png is not beside the article"),
        ("file:///etc/passwd", "file:///etc/passwd", "is not beside"),
        ("data:image/png;base64,x", "data:image/png;base64,x", "is not beside"),
        ("large.png", "large.png", "is larger than"),
        ("a\x00b.png", "a\x00b.png", "cannot be read|is not beside"),
        (".", ".", "is not beside"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, address: str, words: str
) -> None:
    monkeypatch.setattr(source, "LARGEST", 10)
    (tmp_path / "large.png").write_bytes(b"x" * 11)
    with pytest.raises(PictureError, match=words) as raised:
        data_of(name, address, tmp_path / "page.md")
    assert str(raised.value).isprintable()


def test_only_a_picture_is_fetched_and_what_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []

    def fetched(url: str, **options: object) -> Source:
        asked.append((url, options["picture"]))
        if "gone" in url:
            raise LoadError(f"{url}: there is no such page; check the address (404)")
        return Source(url, b"bytes", url=url)

    monkeypatch.setattr(fetching, "fetch", fetched)
    assert data_of("a.png", "https://pictures.example/a.png", None) == b"bytes"
    with pytest.raises(PictureError, match=r"Not fetched: .*no such page"):
        data_of("gone.png", "https://pictures.example/gone.png", None)
    assert asked[0] == ("https://pictures.example/a.png", True)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_picture_fits_the_room_and_keeps_its_shape_and_colours(form: str) -> None:
    made = pixels(opened(picture(form=form), 20, 40, (0, 0, 0)))
    assert (made.width, made.height) == (20, 10)
    assert len(made.data) == 3 * 20 * 10
    top, bottom = made.at(10, 1), made.at(10, 8)
    assert top[2] > 150 > top[0]
    assert bottom[0] > 150 > bottom[2]


def test_what_shows_through_is_the_page() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(file, "PNG")
    made = pixels(opened(file.getvalue(), 4, 4, (240, 230, 220)))
    assert all(abs(one - other) < 8 for one, other in zip(made.at(1, 1), (240, 230, 220), strict=True))


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", picture()[:60], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 9],
)
def test_what_is_broken_is_told(data: bytes) -> None:
    with pytest.raises(PictureError, match="broken, or of a kind"):
        opened(data, 10, 10, (0, 0, 0))


def test_a_picture_of_too_many_pixels_is_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MOST_PIXELS", 799)
    with pytest.raises(PictureError, match="40 × 20 pixels is too large"):
        opened(picture(), 10, 10, (0, 0, 0))


def test_without_pillow_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture()
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(PictureError, match=r"pip install 'broadsheet\[pictures\]'"):
        opened(data, 10, 10, (0, 0, 0))


def test_what_the_terminal_draws_itself_leaves_the_cursor_and_the_cells_alone() -> None:
    image = opened(picture((90, 70)), 90, 70, (0, 0, 0))
    for sent in (kitty(image, 2, 5, 10, 4), sixel(image, 2, 5)):
        assert sent.startswith("\x1b7\x1b[3;6H")
        assert sent.endswith("\x1b\\\x1b8")
        assert is_control(sent)
    assert is_control(KITTY_GONE)
    assert all(len(chunk) < 4200 for chunk in kitty(image, 0, 0, 9, 9).split("\x1b_G"))


def test_sixels_are_the_pixels() -> None:
    sent = sixel(opened(picture((8, 12)), 8, 12, (0, 0, 0)), 0, 0)
    colours = {int(n): rgb for n, rgb in re.findall(r"#(\d+);2;([\d;]+)", sent)}
    body = sent[sent.rindex("#", 0, sent.index("!")) :] if "!" in sent else sent
    bands = body.removesuffix("\x1b\\\x1b8").strip("-").split("-")
    assert len(bands) == 2
    for band, blue in zip(bands, (True, False), strict=True):
        colour, run = re.match(r"#(\d+)!8~$", band).groups(), band  # type: ignore[union-attr]
        red, _, in_blue = (int(part) for part in colours[int(colour[0])].split(";"))
        assert (in_blue > red) is blue, run
