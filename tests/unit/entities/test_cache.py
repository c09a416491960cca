from __future__ import annotations

from pathlib import Path

import pytest

from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.cache import EntityCache

TEXT = "Azeri troops left Oslo."
FOUND = (
    Entity("Azeri", EntityType.GROUP, (Mention(0, 5, EntityType.GROUP),), "Azerbaijan"),
    Entity("Oslo", EntityType.PLACE, (Mention(18, 22, EntityType.PLACE),)),
)


def test_what_was_put_is_got(tmp_path: Path) -> None:
    cache = EntityCache(tmp_path / "entities")
    assert cache.get(TEXT, "1") is None
    cache.put(TEXT, "1", FOUND)
    assert EntityCache(tmp_path / "entities").get(TEXT, "1") == FOUND


def test_another_text_or_version_is_another_entry(tmp_path: Path) -> None:
    cache = EntityCache(tmp_path)
    cache.put(TEXT, "1", FOUND)
    assert cache.get(TEXT, "2") is None
    assert cache.get(TEXT + " ", "1") is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[[1]]", b'[["Oslo","place","",[[18,99]]]]', b"\xff\xfe"])
def test_damage_counts_as_absence(damage: bytes, tmp_path: Path) -> None:
    cache = EntityCache(tmp_path)
    cache.put(TEXT, "1", FOUND)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.get(TEXT, "1") is None
    cache.put(TEXT, "1", FOUND)
    assert cache.get(TEXT, "1") == FOUND


def test_the_folder_stays_small(tmp_path: Path) -> None:
    cache = EntityCache(tmp_path, limit=2000)
    for number in range(60):
        cache.put(f"{TEXT} {number}", "1", FOUND)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 2000
    assert cache.get(f"{TEXT} 59", "1") == FOUND


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = EntityCache(tmp_path / "file" / "entities")
    cache.put(TEXT, "1", FOUND)
    assert cache.get(TEXT, "1") is None
