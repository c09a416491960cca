"""The tagger's weights: sorted CRC-32 keys of features, and a row of 16-bit weights for each.

Layout, little-endian: magic, CRC-32 of what follows, count of labels, count of features, scale (float64, a
weight's unit); the labels, one a line, padded to even length; the transitions (int16, from label to label);
the keys (uint32); the rows (int16).
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from zlib import crc32

from reader.entities.lexicon import DamagedFile

MAGIC = b"BNE1"
_HEAD = struct.Struct("<4sIHIdH")


class Weights:
    """Emission and transition weights.

    Args:
        data: A file's content.

    Raises:
        DamagedFile: It is not a whole weights file.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEAD.size:
            raise DamagedFile("the tagger's weights are damaged")
        magic, check, labels, count, self.scale, names = _HEAD.unpack_from(data)
        size = _HEAD.size + names + 2 * labels * labels + count * (4 + 2 * labels)
        if magic != MAGIC or len(data) != size or crc32(data[8:]) != check:
            raise DamagedFile("the tagger's weights are damaged")
        at = _HEAD.size
        self.labels = tuple(data[at : at + names].decode("ascii").split())
        at += names
        self.version = f"{check:08x}"
        transitions = _numbers("h", data[at : at + 2 * labels * labels])
        at += 2 * labels * labels
        self.transitions = [list(transitions[row * labels : (row + 1) * labels]) for row in range(labels)]
        self._keys = _numbers("I", data[at : at + 4 * count])
        self._rows = _numbers("h", data[at + 4 * count :])

    def row(self, feature: str) -> array[int] | None:
        """The feature's weights by label, in units of `scale`; None where it has none."""
        key = crc32(feature.encode("utf-8", "surrogatepass"))
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return None
        width = len(self.labels)
        return self._rows[at * width : (at + 1) * width]


def _numbers(code: str, data: bytes) -> array[int]:
    values = array(code, data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def packed(
    labels: Sequence[str],
    transitions: Mapping[tuple[str, str], float],
    rows: Mapping[str, Mapping[str, float]],
) -> bytes:
    """The file's content for a model.

    Args:
        labels: In the order of the columns.
        transitions: By label and next label.
        rows: By feature, the weight by label.
    """
    largest = max(
        [abs(w) for row in rows.values() for w in row.values()]
        + [abs(w) for w in transitions.values()]
        + [1e-9]
    )
    scale = largest / 32767
    names = "\n".join(labels).encode("ascii") + b"\n"
    names += b"\n" * (len(names) % 2)
    merged: dict[int, list[float]] = {}
    for feature in sorted(rows):
        values = [rows[feature].get(label, 0.0) for label in labels]
        key = crc32(feature.encode("utf-8", "surrogatepass"))
        merged[key] = (
            values if key not in merged else [a + b for a, b in zip(merged[key], values, strict=True)]
        )
    keys = sorted(merged)

    def units(weights: Sequence[float]) -> bytes:
        clipped = [max(-32767, min(32767, round(weight / scale))) for weight in weights]
        return struct.pack(f"<{len(clipped)}h", *clipped)

    body = names + b"".join(units([transitions.get((a, b), 0.0) for b in labels]) for a in labels)
    body += struct.pack(f"<{len(keys)}I", *keys) + b"".join(units(merged[key]) for key in keys)
    rest = struct.pack("<HIdH", len(labels), len(keys), scale, len(names)) + body
    return MAGIC + struct.pack("<I", crc32(rest)) + rest
