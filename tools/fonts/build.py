#!/usr/bin/env python3
"""Cuts the fonts of the theme `ledger` and writes them, their licences and their part of the style sheet.

    cd tools/fonts
    npm ci --ignore-scripts && python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python build.py

In: the npm packages of Literata and Onest, at the versions of package-lock.json. Out: `themes/ledger/static/fonts/`,
and in `themes/ledger/static/ledger.css` all between the two lines that name this script. The same input gives the
same bytes, so `git diff` shows whether anything changed.
"""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData
from fontTools.varLib import build as build_variable
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
THEME = HERE.parent.parent / "themes/ledger/static"
PACKAGES = HERE / "node_modules/@fontsource-variable"
FEATURES = {"literata": ["kern", "mark", "ccmp", "locl", "liga", "tnum"], "onest": ["mark", "ccmp", "locl", "tnum"]}
# The files with both alphabets are the heaviest: without ligatures, and without figures of one width.
FULL_FEATURES = {"literata": ["kern", "mark", "ccmp"], "onest": ["mark"]}
# Kerning, in thousandths of the size: values, and changes of a value from weight to weight, that are left out below this.
LEAST_PAIR = 6
LEAST_MOVE = 10
# Cyrillic phrases on Latin pages come on demand and are short: one weight, no pairs.
PHRASE_FEATURES = ["mark", "ccmp"]

# Letters, digits and points of English, with what names in German, French and Swedish need.
LATIN = "20-7E A0 A7 A9 AB AD B0-B1 B6-B7 BB BD C4 C7 C9 D6-D7 DC DF-E0 E2 E4 E7-EB EE F1 F3-F4 F6 FC 2009 200B 2013-2014 2018-201A 201C-201E 2022 2026 2039-203A 20AC 2212"
# Russian, Belarusian and Ukrainian letters, the stress mark and the number sign.
CYRILLIC = "20 301 401 404 406-407 40E 410-44F 451 454 456-457 45E 490-491 2116"
# What a Belarusian or Russian page holds: both alphabets without what only other languages need.
FULL = f"{CYRILLIC} 21 25-26 28-3F 41-5B 5D 61-7A A0 A7 AB B7 BB D7 2009 2013-2014 201C 201E 2026 2212"
# The Belarusian Latin alphabet, and the other alphabets of Latin letters of Belarus's neighbours.
EXT = "100-101 104-107 10C-10D 10E-113 116-119 11A-11B 122-123 12A-12B 12E-12F 136-137 13B-13E 141-148 150-151 154-155 158-15B 160-161 164-165 16A-173 179-17E"

FACES = {
    # name: package, weights, the system fonts that stand in until a face is there
    "text": ("literata", (400, 650), ["georgia", "notoSerif"]),
    "label": ("onest", (450, 650), ["arial", "roboto"]),
}
SAME_LOOK = {"georgia": "Georgia", "notoSerif": "Noto Serif", "arial": "Arial", "roboto": "Roboto"}


def points(ranges):
    found = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def source(package, script, style="normal"):
    return TTFont(PACKAGES / package / f"files/{package}-{script}-wght-{style}.woff2", recalcTimestamp=False)


def cut(font, ranges, features):
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.name_IDs = [1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["meta", "gasp", "vhea", "vmtx", "VVAR", "MVAR", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points(ranges))
    subsetter.subset(font)
    return font


def pairs(font):
    """The kerning values of a font."""
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            rows = [row.Class2Record for row in table.Class1Record] if table.Format == 2 else [row.PairValueRecord for row in table.PairSet]
            yield from (record.Value1 for row in rows for record in row if record.Value1)


def lighter_pairs(font):
    """Leaves out of the kerning what is below half a pixel in the largest head and a tenth of one in the text."""
    store = font["GDEF"].table.VarStore.VarData if getattr(font["GDEF"].table, "VarStore", None) else []

    def moves(device):
        # StartSize and EndSize are the outer and the inner index; an index past the end means that nothing varies.
        rows = store[device.StartSize].Item if device.StartSize < len(store) else []
        return max(map(abs, rows[device.EndSize]), default=0) if device.EndSize < len(rows) else 0

    for value in pairs(font):
        device = getattr(value, "XAdvDevice", None)
        if device and moves(device) < LEAST_MOVE:
            value.XAdvDevice = None
        if not getattr(value, "XAdvDevice", None) and abs(getattr(value, "XAdvance", 0)) < LEAST_PAIR:
            value.XAdvance = 0
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in (getattr(table, "ExtSubTable", table) for table in lookup.SubTable):
            if table.LookupType == 2 and table.Format == 1:
                drop_empty_pairs(table)


def drop_empty_pairs(table):
    kept = []
    for glyph, row in zip(table.Coverage.glyphs, table.PairSet):
        row.PairValueRecord = [one for one in row.PairValueRecord if one.Value1 and (one.Value1.XAdvance or getattr(one.Value1, "XAdvDevice", None))]
        row.PairValueCount = len(row.PairValueRecord)
        if row.PairValueRecord:
            kept.append((glyph, row))
    table.Coverage.glyphs, table.PairSet = [glyph for glyph, _ in kept], [row for _, row in kept]
    table.PairSetCount = len(kept)


def save(font, name):
    lighter_pairs(font)
    # Widths of other weights: `gvar` has them too, and what draws fonts takes them from there.
    if "HVAR" in font:
        del font["HVAR"]
    font.flavor = "woff2"
    # Left side bearings that follow from the outlines are not written (WOFF 2, 5.4).
    font.flavorData = WOFF2FlavorData(transformedTables=("glyf", "loca", "hmtx"))
    path = THEME / "fonts" / f"{name}.woff2"
    font.save(path)
    print(f"{name:12} {path.stat().st_size:6} bytes, {len(font.getBestCmap())} characters")


def limited(font, weights):
    # After the cut: of a limited font some glyphs have no variations left, which the cutter does not expect.
    return instantiateVariableFont(font, {"wght": weights})


def merged(package, weights, folder):
    """Latin and Cyrillic in one variable font: both weights are cut to static fonts, merged, and put on an axis again."""
    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(tag="wght", name="Weight", minimum=weights[0], default=weights[0], maximum=weights[1]))
    for weight in weights:
        parts = []
        for script in ("latin", "cyrillic"):
            # Each part keeps only its own letters, so that none is in both.
            own = FULL if script == "latin" else " ".join(f"{point:X}" for point in points(CYRILLIC) - {0x20})
            font = limited(cut(source(package, script), own, FULL_FEATURES[package]), weight)
            path = folder / f"{package}-{script}-{weight}.ttf"
            font.flavor = None
            font.save(path)
            parts.append(str(path))
        font = Merger().merge(parts)
        path = folder / f"{package}-{weight}.ttf"
        font.save(path)
        space.addSource(SourceDescriptor(path=str(path), name=f"{weight}", location={"Weight": weight}, familyName=package))
    font, _, _ = build_variable(space, exclude=["MVAR", "VVAR", "STAT"])
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = source(package, "latin")["head"].modified
    return font


def metrics(family):
    command = f"process.stdout.write(JSON.stringify(require('@capsizecss/metrics/{family}')))"
    return json.loads(subprocess.check_output(["node", "-e", command], cwd=HERE))


def fallback(face, package, family):
    """A system font with the widths and heights of the face whose place it takes. Widths are means of English text."""
    own, other = metrics(package), metrics(family)
    width = lambda font: font["xWidthAvg"] / font["unitsPerEm"]
    adjust = width(own) / width(other)
    of = lambda field: f"{abs(own[field]) / own['unitsPerEm'] / adjust:.1%}"
    local = SAME_LOOK[family]
    return f'@font-face{{font-family:"{face.title()} {local}";src:local("{local}");size-adjust:{adjust:.1%};ascent-override:{of("ascent")};descent-override:{of("descent")};line-gap-override:0%}}'


def rule(family, file, weights, ranges=None, style=None):
    parts = [f"font-family:{family}", f'src:url(fonts/{file}.woff2)format("woff2")', f"font-weight:{weights}", "font-display:optional"]
    if style:
        parts.append(f"font-style:{style}")
    if ranges:
        parts.append(f"unicode-range:{ranges}")
    return f"@font-face{{{';'.join(parts)}}}"


def main():
    fonts = THEME / "fonts"
    shutil.rmtree(fonts, ignore_errors=True)
    fonts.mkdir(parents=True)
    covers = {"latn": "U+0-FF,U+2000-20CF,U+2212", "cyrl": "U+301,U+400-4FF,U+2116", "ext": "U+100-17F"}
    rules = []
    with tempfile.TemporaryDirectory() as folder:
        for face, (package, weights, stand_ins) in FACES.items():
            shutil.copy(PACKAGES / package / "LICENSE", fonts / f"OFL-{package}.txt")
            phrases = PHRASE_FEATURES
            for name, script, ranges, features, span in (
                ("latn", "latin", LATIN, FEATURES[package], weights),
                ("cyrl", "cyrillic", CYRILLIC, phrases, weights[0]),
                ("ext", "latin-ext", EXT, phrases, weights[0]),
            ):
                save(limited(cut(source(package, script), ranges, features), span), f"{face}-{name}")
                rules.append(rule(face.title(), f"{face}-{name}", f"{weights[0]} {weights[1]}", covers[name]))
            save(merged(package, weights, Path(folder)), f"{face}-full")
            rules.append(rule(f"{face.title()}C", f"{face}-full", f"{weights[0]} {weights[1]}"))
            rules += [fallback(face, package, family) for family in stand_ins]
    # Italic at one weight: it is for stressed words alone.
    for name, script, ranges in (("latn", "latin", LATIN), ("cyrl", "cyrillic", CYRILLIC)):
        save(limited(cut(source("literata", script, "italic"), ranges, PHRASE_FEATURES), 400), f"italic-{name}")
        rules.append(rule("Text", f"italic-{name}", "400 650", covers[name], "italic"))
    sheet = THEME / "ledger.css"
    block = "\n".join(["/* Fonts: written by tools/fonts/build.py. */", *rules, "/* End of the fonts. */"])
    text, found = re.subn(r"/\* Fonts: written.*?/\* End of the fonts\. \*/", lambda _: block, sheet.read_text(), flags=re.S)
    if not found:
        raise SystemExit(f"{sheet} has no lines that say where the fonts go")
    sheet.write_text(text)


if __name__ == "__main__":
    main()
