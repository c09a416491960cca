"""Captions doubled, cut and parted from their credits."""

from __future__ import annotations

import pytest

from reader.loaders.text.captions import pictures
from reader.loaders.text.evidence import Label

LONG = "Divers look at the third pillar of the harbour bridge on Tuesday, March 2, 2021."


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("c", f"{LONG} (photo credit: AP)"), ("c", LONG), ("r", "(photo credit: AP)")], [(LONG, "AP")]),
        ([("c", LONG), ("r", "Photo: Bo Lind, AP")], [(LONG, "Bo Lind, AP")]),
        ([("c", f"{LONG} less"), ("c", f"{LONG[:60]} ... more"), ("r", "Photo: Bo, AP")], [(LONG, "Bo, AP")]),
        ([("c", f"{LONG[:60]} ... more"), ("c", f"{LONG} less")], [(LONG, "")]),
        ([("r", "Image copyright EPA"), ("c", "Image caption The quay")], [("The quay", "EPA")]),
        ([("c", "Image: The quay. Pic: AP")], [("The quay.", "AP")]),
        (
            [("c", "The quay (Image: GETTY )"), ("c", "The bridge (Image: GETTY )")],
            [("The quay", "GETTY"), ("The bridge", "GETTY")],
        ),
        ([("r", "© Ada Field")], [("", "Ada Field")]),
        ([("c", LONG), ("r", "AP/Ada Field"), ("c", LONG), ("r", "AP/Ada Field")], [(LONG, "AP/Ada Field")]),
    ],
)  # fmt: skip
def test_pictures(pieces: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    labels = {"c": Label.CAPTION, "r": Label.CREDIT}
    found = pictures((index, text, labels[label]) for index, (label, text) in enumerate(pieces))
    assert [(one.text, one.credit) for one in found] == expected
