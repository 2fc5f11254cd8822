#!/usr/bin/env python3
"""Cuts the fonts of card pictures and writes them and their licences.

    cd tools/fonts
    npm ci --ignore-scripts && python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python cards.py

In: the same packages as build.py. Out: `src/render/cards/fonts/`, one static TrueType font a face, which the program
has inside. The same input gives the same bytes, so `git diff` shows whether anything changed.
"""

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options as MergeOptions

from build import CYRILLIC, EXT, HERE, LATIN, PACKAGES, cut, limited, points, source

FONTS = HERE.parent.parent / "src/render/cards/fonts"
FEATURES = ["kern", "mark", "ccmp", "locl", "liga"]
# Card pictures say a title, the word of a kind and of a standing, and a date: one weight a face is enough.
FACES = {"title": ("literata", 600), "label": ("onest", 500)}
# Letters of a title may be of any neighbour's language; those of each part are in no other.
# The apostrophe of Ukrainian and Belarusian stands among the Latin letters.
PARTS = {"latin": points(LATIN) | {0x2BC}, "latin-ext": points(EXT) - points(LATIN), "cyrillic": points(CYRILLIC) - {0x20}}


def merged(package, weight, folder):
    parts = []
    for script, letters in PARTS.items():
        ranges = " ".join(f"{point:X}" for point in sorted(letters))
        font = limited(cut(source(package, script), ranges, FEATURES), weight)
        font.flavor = None
        path = folder / f"{package}-{script}.ttf"
        font.save(path)
        parts.append(str(path))
    font = Merger(options=MergeOptions(drop_tables=["DSIG"])).merge(parts)
    # A font without this name is refused by the library that draws.
    font["name"].setName(package.title(), 6, 3, 1, 0x409)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = source(package, "latin")["head"].modified
    return font


def main():
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (package, weight) in FACES.items():
            shutil.copy(PACKAGES / package / "LICENSE", FONTS / f"OFL-{package}.txt")
            font = merged(package, weight, Path(folder))
            path = FONTS / f"{name}.ttf"
            font.save(path)
            print(f"{name:8} {path.stat().st_size:6} bytes, {len(font.getBestCmap())} characters, {font['name'].getDebugName(1)}")


if __name__ == "__main__":
    main()
