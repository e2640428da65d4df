"""Makes the four static fonts of this folder from the upstream variable fonts.

In an empty folder:
    npm pack inter-ui@4.1.1 source-serif@4.5.1
    for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python3 -m venv v && v/bin/pip install fonttools==4.68.0 brotli
    v/bin/python <checkout>/documents/fonts/make.py .

A typesetter wants static outlines, a browser small variable ones: hence these beside style/fonts. All four hold exactly
the same characters, those that both makers draw, so that no word ever mixes fonts and one look-up says whether a
character can be printed. Adobe reserves the name "Source" for unmodified fonts, hence "Clausewise Serif".
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
PACKAGES = Path(sys.argv[1])

# Latin with its extensions and Vietnamese, marks that combine, Greek, Cyrillic, punctuation, currency, arrows, signs.
WANTED = {
    *range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2B0, 0x370), *range(0x370, 0x400), *range(0x400, 0x530),
    *range(0x1E00, 0x1F00), *range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x2070, 0x20C0), 0x2116, 0x2122,
    *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717, *map(ord, "▲●■□○◆◇"),
}
FONTS = (
    ("inter-ui-4.1.1/package/variable/InterVariable.woff2", "inter", "Inter", {"opsz": 14}),
    ("source-serif-4.5.1/package/VAR/SourceSerif4Variable-Roman.ttf", "serif", "Clausewise Serif", {"opsz": 20}),
)
WEIGHTS = ((400, "regular", "Regular"), (600, "semibold", "SemiBold"))


def make(source, target, family, style, axes, characters):
    pinned = io.BytesIO()
    variable = TTFont(PACKAGES / source)
    variable.flavor = None
    instancer.instantiateVariableFont(variable, axes, inplace=True)
    variable.save(pinned)
    font = TTFont(io.BytesIO(pinned.getvalue()), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum", "case", "liga"]
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["STAT", "MVAR", "DSIG"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=characters)
    cut.subset(font)
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            font["name"].setName(
                names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
    font["OS/2"].usWeightClass = axes["wght"]
    font.save(HERE / target)
    print(target, (HERE / target).stat().st_size, "bytes,", len(font.getBestCmap()), "characters")


shared = set(WANTED)
for source, *_ in FONTS:
    shared &= set(TTFont(PACKAGES / source).getBestCmap())
print("wanted, but not in both:", len(WANTED - shared))
for source, short, family, axes in FONTS:
    for weight, word, style in WEIGHTS:
        make(source, f"{short}-{word}.ttf", family, style, {"wght": weight, **axes}, shared)
