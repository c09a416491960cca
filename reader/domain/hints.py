"""Letters to type for each of several things on the screen."""

from __future__ import annotations

LETTERS = "fjdkslaghrueiwcnmvxtpqbz"
"""Those under the fingers first; without o and y, which do something else with what is chosen."""


def labels(count: int, letters: str = LETTERS) -> list[str]:
    """So many labels, none of which begins another, as short as can be; the shorter ones come first."""
    made = list(letters)
    while len(made) < count:
        # The last of the shortest gives way to as many longer ones as there are letters.
        shortest = len(made[0])
        at = next((index for index, label in enumerate(made) if len(label) > shortest), len(made)) - 1
        short = made.pop(at)
        made += [short + letter for letter in letters]
    return made[:count]
