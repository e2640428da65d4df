"""Makes inter.woff2, serif.woff2 and ../fonts.css from the upstream fonts.

In an empty folder:
    npm pack inter-ui@4.1.1 source-serif@4.5.1
    for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
    python3 -m venv v && v/bin/pip install fonttools==4.68.0 brotli
    v/bin/python <checkout>/style/fonts/make.py .

The fontsource packages named first lack arrows, comparison signs, shapes and tick marks, so the makers' own packages are used.
Adobe reserves the name "Source" for unmodified fonts; what we serve is cut down, hence "Clausewise Serif".
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
PACKAGES = Path(sys.argv[1])
LIBERATION = Path("/usr/share/fonts/truetype/liberation")

CHARACTERS = {
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC,
    0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717,
    *map(ord, "▲●■□○◆◇"),
}
# Shares of each letter in English running text, per mille, with the space between words.
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz ", (
    65, 12, 22, 33, 103, 18, 16, 50, 57, 1, 6, 33, 20, 57, 62, 15, 1, 48, 52, 73, 23, 8, 19, 1, 16, 1, 183)))


def make(source, target, name, axes, features):
    pinned = io.BytesIO()
    instancer.instantiateVariableFont(TTFont(PACKAGES / source), axes).save(pinned)
    font = TTFont(io.BytesIO(pinned.getvalue()), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.drop_tables += ["STAT", "MVAR", "DSIG"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=CHARACTERS)
    cut.subset(font)
    for record in font["name"].names:
        new = {1: name, 2: "Regular", 4: name, 6: name.replace(" ", "")}.get(record.nameID)
        if new:
            font["name"].setName(new, record.nameID, record.platformID, record.platEncID, record.langID)
    font.flavor = "woff2"
    font.save(HERE / target)
    missing = sorted(CHARACTERS - set(font.getBestCmap()))
    print(target, (HERE / target).stat().st_size, "bytes; not in it:", "".join(map(chr, missing)))
    return font


def width(font):
    """Mean advance of a character of English text, in em."""
    names, advances = font.getBestCmap(), font["hmtx"]
    total = sum(share * advances[names[ord(letter)]][0] for letter, share in LETTERS.items())
    return total / sum(LETTERS.values()) / font["head"].unitsPerEm


def faces(font, family, file, stand_in, local, weights):
    head, em = font["hhea"], font["head"].unitsPerEm
    text = f"""@font-face {{
  font-family: "{family}";
  src: url("fonts/{file}") format("woff2");
  font-weight: 400 700;
  font-style: normal;
  font-display: swap;
}}
"""
    for weight, local_style, span in weights:
        at_weight = instancer.instantiateVariableFont(TTFont(HERE / file), {"wght": weight})
        scale = width(at_weight) / width(TTFont(LIBERATION / f"{stand_in}-{local_style}.ttf"))
        suffix = "" if local_style == "Regular" else f" {local_style}"
        names = ", ".join(f'local("{each}{suffix}")' for each in local)
        text += f"""@font-face {{
  font-family: "{family} Fallback";
  src: {names};
  font-weight: {span};
  size-adjust: {scale:.2%};
  ascent-override: {head.ascent / em / scale:.2%};
  descent-override: {-head.descent / em / scale:.2%};
  line-gap-override: {head.lineGap / em / scale:.2%};
}}
"""
    return text


inter = make("inter-ui-4.1.1/package/variable/InterVariable.woff2", "inter.woff2", "Inter",
             {"wght": (400, 700), "opsz": 14}, ["kern", "mark", "ccmp", "locl", "tnum", "case"])
serif = make("source-serif-4.5.1/package/VAR/SourceSerif4Variable-Roman.ttf", "serif.woff2", "Clausewise Serif",
             {"wght": (400, 700), "opsz": 14}, ["kern", "mark", "ccmp", "locl", "tnum", "lnum", "liga"])
both = [(400, "Regular", "400 550"), (650, "Bold", "551 700")]
(HERE.parent / "fonts.css").write_text(
    "/* Made by fonts/make.py. Use as: font-family: \"Inter\", \"Inter Fallback\", sans-serif;\n"
    "   font-family: \"Clausewise Serif\", \"Clausewise Serif Fallback\", serif;\n"
    "   The fallbacks are measured so that text keeps its place when the real font arrives. */\n"
    + faces(inter, "Inter", "inter.woff2", "LiberationSans", ["Arial", "Liberation Sans", "Arimo"], both)
    + faces(serif, "Clausewise Serif", "serif.woff2", "LiberationSerif", ["Times New Roman", "Liberation Serif", "Tinos"], both))
