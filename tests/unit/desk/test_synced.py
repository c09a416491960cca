"""Two homes that a sync program keeps alike: both end with what was done in either, and nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reader.desk.beginning import begin
from reader.desk.desk import Desk
from reader.domain.article import Article
from reader.domain.settings import Settings
from reader.domain.span import Span
from reader.library import paths

TEXT = (
    "---\ntitle: {}\ndate: 2026-03-0{}\n---\n\n# {}\n\nThe tide came in. The boats went out. Nobody looked.\n"
)
NAMES = ("Anchors", "Barley", "Cranes")


class Home:
    """One machine: its data folder, its name, and a reader on it."""

    def __init__(self, folder: Path, name: str, patch: pytest.MonkeyPatch) -> None:
        self.data, self._folder, self._name, self._patch = folder / "data/broadsheet", folder, name, patch

    def open(self) -> Desk:
        """Start a reader here, and let it bring everything up to date."""
        for kind in ("config", "data", "cache"):
            self._patch.setenv(f"XDG_{kind.upper()}_HOME", str(self._folder / kind))
        self._patch.setattr("socket.gethostname", lambda: self._name)
        desk = Desk(Settings(), beginning=begin(None))
        assert desk.collection.index.path is not None
        assert desk.collection.index.path.is_relative_to(self._folder)
        desk.fill()
        return desk


def synced(one: Home, two: Home, base: dict[str, bytes], when: str) -> dict[str, bytes]:
    """Make two homes alike as Syncthing does: of a file changed in both, the older becomes a copy."""
    sides = [contents(home.data) for home in (one, two)]
    for name in sorted({*sides[0], *sides[1]}):
        a, b = (side.get(name) for side in sides)
        if a == b:
            continue
        changed = [side for side in (a, b) if side is not None and side != base.get(name)]
        if len(changed) == 2:
            stem, dot, end = name.rpartition(".")
            put(one, two, f"{stem}.sync-conflict-{when}-ABCDEFG{dot}{end}", changed[1])
        for home, side in zip((one, two), (a, b), strict=True):
            if side is not None and side not in changed and (home.data / name).exists():
                (home.data / name).unlink()  # it was removed, or is another now, in the other home
        if changed:
            put(one, two, name, changed[0])
    return contents(one.data)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".lock" not in str(path))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def put(one: Home, two: Home, name: str, data: bytes) -> None:
    for home in (one, two):
        path = home.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != data:
            new = path.with_name(f".syncing-{os.getpid()}")
            new.write_bytes(data)
            new.replace(path)


@pytest.mark.parametrize("names", [("desk", "lap"), ("same", "same")])
def test_two_homes_end_with_the_union(names: tuple[str, str], tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        one, two = (Home(tmp_path / f"home{n}", name, patch) for n, name in enumerate(names))
        kept = one.data / "articles"
        kept.mkdir(parents=True)
        for number, name in enumerate(NAMES):
            (kept / f"{name}-{number:016x}.md").write_text(TEXT.format(name, 9 - number, name), "utf-8")
        ids = [f"{number:016x}" for number in range(3)]
        desk = one.open()
        note(desk, ids[0], "The tide", "a beginning that both know")
        desk.close()
        shutil.copytree(one.data, two.data)
        base = contents(one.data)

        for home, words, mine in ((one, "The boats", 1), (two, "Nobody", 2)):
            desk = home.open()
            desk.acts.mark([ids[mine]], "star", starred=True)
            if mine == 1:
                desk.acts.mark([ids[0]], "read", read=True)
            else:
                desk.acts.mark([ids[0]], "archive", archived=True)
            desk.acts.tag([ids[0]], (), (f"tag{mine}",))
            note(desk, ids[0], words, f"noted in {mine}")
            note(desk, ids[mine], "The tide", "only here")
            desk.close()
        base = synced(one, two, base, "20261124-101010")
        for home in (one, two):
            home.open().close()
        synced(one, two, base, "20261124-111111")

        for home in (one, two):
            desk = home.open()
            assert [desk.state(one).starred for one in ids] == [False, True, True]
            state = desk.state(ids[0])
            assert (state.read, state.archived, sorted(state.tags)) == (True, True, ["tag1", "tag2"])
            assert noted(desk, ids[0]) == ["a beginning that both know", "noted in 1", "noted in 2"]
            assert noted(desk, ids[1]) == noted(desk, ids[2]) == ["only here"]
            assert len(desk.entries("note:noted")) == 1
            assert shown_copies() == []
            desk.close()


def shown_copies() -> list[Path]:
    """The copies that still stand among the notes."""
    found = paths.notes_dir("").rglob("*sync-conflict*.md")
    return [path for path in found if ".copies" not in path.parts]


def note(desk: Desk, article_id: str, words: str, note: str) -> None:
    article = article_of(desk, article_id)
    start = article.text.index(words)
    desk.notes.store.add(article_id, article, Span(start, start + len(words)), note=note)


def noted(desk: Desk, article_id: str) -> list[str]:
    notebook = desk.notes.store.open(article_id, article_of(desk, article_id))
    return sorted(placed.highlight.note for placed in notebook.placed)


def article_of(desk: Desk, article_id: str) -> Article:
    return desk.open_whole(article_id).article
