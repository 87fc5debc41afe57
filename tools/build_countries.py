"""Write src/pressfacts/data/countries.tsv: ISO 3166-1 codes with Russian names.

Needs `babel`. Names: Unicode CLDR (Unicode License v3), and tools/country_names.tsv for the
official, old and short ones.
"""

from pathlib import Path

from babel import Locale

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "pressfacts" / "data" / "countries.tsv"
HEADER = """\
# ISO 3166-1 codes with Russian names: code, name, other names. Written by tools/build_countries.py
# from Unicode CLDR (https://cldr.unicode.org, Unicode License v3) and names added by this project.
"""
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "XK"}


def main() -> None:
    territories = Locale("ru").territories
    others = dict(
        line.split("\t")
        for line in (HERE / "country_names.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    rows = []
    for code in sorted(territories):
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES:
            name = territories[code]
            names = [name, *others.get(code, "").split("|")]
            rows.append(
                "\t".join(
                    [code, name, "|".join(n for n in dict.fromkeys(names[1:]) if n and n != name)]
                )
            )
    OUT.write_text(HEADER + "".join(row.rstrip("\t") + "\n" for row in rows), encoding="utf-8")


main()
