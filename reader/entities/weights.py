"""The tagger's weights: sorted CRC-32 keys of features, and a row of 16-bit weights for each.

Layout, little-endian: magic, CRC-32 of what follows, count of labels, count of features, scale (float64, a
weight's unit); the labels, one a line, padded to even length; the transitions (int16, from label to label);
the keys (uint32); for every `BLOCK`th feature, where its weights begin (uint32); for each feature a mask of
the labels that it has a weight for (uint16); those weights (int16).
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from zlib import crc32

from reader.entities.lexicon import DamagedFile

MAGIC = b"BNE2"
BLOCK = 16
MOST_LABELS = 16
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
        if magic != MAGIC or crc32(data[8:]) != check:
            raise DamagedFile("the tagger's weights are damaged")
        at = _HEAD.size
        self.labels = tuple(data[at : at + names].decode("ascii").split())
        at += names
        self.version = f"{check:08x}"
        transitions = _numbers("h", data[at : at + 2 * labels * labels])
        at += 2 * labels * labels
        self.transitions = [list(transitions[row * labels : (row + 1) * labels]) for row in range(labels)]
        self._keys = _numbers("I", data[at : at + 4 * count])
        at += 4 * count
        blocks = (count + BLOCK - 1) // BLOCK
        self._begins = _numbers("I", data[at : at + 4 * blocks])
        at += 4 * blocks
        self._masks = _numbers("H", data[at : at + 2 * count])
        self._weights = _numbers("h", data[at + 2 * count :])

    def row(self, feature: str) -> array[int] | None:
        """The feature's weights by label, in units of `scale`; None where it has none."""
        key = crc32(feature.encode("utf-8", "surrogatepass"))
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            return None
        block = at // BLOCK
        begin = self._begins[block] + sum(map(int.bit_count, self._masks[block * BLOCK : at]))
        mask = self._masks[at]
        row = array("h", bytes(2 * len(self.labels)))
        for label in range(len(self.labels)):
            if mask >> label & 1:
                row[label] = self._weights[begin]
                begin += 1
        return row


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

    Raises:
        ValueError: There are more labels than a mask has bits.
    """
    if len(labels) > MOST_LABELS:
        raise ValueError(f"{len(labels)} labels, but at most {MOST_LABELS} can be told apart")
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

    def units(weights: Sequence[float]) -> list[int]:
        return [max(-32767, min(32767, round(weight / scale))) for weight in weights]

    begins: list[int] = []
    masks: list[int] = []
    kept: list[int] = []
    for number, key in enumerate(keys):
        if number % BLOCK == 0:
            begins.append(len(kept))
        row = units(merged[key])
        masks.append(sum(1 << label for label, weight in enumerate(row) if weight))
        kept += [weight for weight in row if weight]
    moves = [unit for a in labels for unit in units([transitions.get((a, b), 0.0) for b in labels])]
    body = names + struct.pack(f"<{len(moves)}h", *moves) + struct.pack(f"<{len(keys)}I", *keys)
    body += struct.pack(f"<{len(begins)}I", *begins) + struct.pack(f"<{len(masks)}H", *masks)
    body += struct.pack(f"<{len(kept)}h", *kept)
    rest = struct.pack("<HIdH", len(labels), len(keys), scale, len(names)) + body
    return MAGIC + struct.pack("<I", crc32(rest)) + rest
