"""The general lexicon: states with their spellings, capitals and demonyms, read from the package `countryinfo`.

Nothing here is typed in by hand but `SUPPLEMENT`, the few words of everyday news that the package does not hold (seats
of government, foremost). The lexicon is the last of three voices: a user's `actors.yaml` and the articles come first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from rapidfuzz.fuzz import ratio


class Sort(StrEnum):
    """How a word stands for its state. The order is the order of trust."""

    NAME = "name"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    SEAT = "seat"
    SPELLING = "spelling"  # official, native and older names: trusted only where the articles never write them small


@dataclass(frozen=True, slots=True)
class Entry:
    state: str
    sort: Sort
    evidence: str


# Seats of government and short forms that no package we know of carries; `positions actors` shows them as such.
SUPPLEMENT = MappingProxyType(
    {
        "Kremlin": ("RU", Sort.SEAT),
        "White House": ("US", Sort.SEAT),
        "Pentagon": ("US", Sort.SEAT),
        "State Department": ("US", Sort.SEAT),
        "Downing Street": ("GB", Sort.SEAT),
        "Whitehall": ("GB", Sort.SEAT),
        "Élysée": ("FR", Sort.SEAT),
        "Elysee": ("FR", Sort.SEAT),
        "Quai d'Orsay": ("FR", Sort.SEAT),
        "Bundeswehr": ("DE", Sort.SEAT),
        "Blue House": ("KR", Sort.SEAT),
        "Knesset": ("IL", Sort.SEAT),
        "Hague": ("NL", Sort.SEAT),
        "Foggy Bottom": ("US", Sort.SEAT),
        "Number Ten": ("GB", Sort.SEAT),
        "Matignon": ("FR", Sort.SEAT),
        "Palazzo Chigi": ("IT", Sort.SEAT),
        "Farnesina": ("IT", Sort.SEAT),
        "Moncloa": ("ES", Sort.SEAT),
        "Zhongnanhai": ("CN", Sort.SEAT),
        "Kantei": ("JP", Sort.SEAT),
        "Planalto": ("BR", Sort.SEAT),
        "Casa Rosada": ("AR", Sort.SEAT),
        "Malacañang": ("PH", Sort.SEAT),
        "Bankova": ("UA", Sort.SEAT),
        "South Block": ("IN", Sort.SEAT),
        "Union Buildings": ("ZA", Sort.SEAT),
        "Aso Rock": ("NG", Sort.SEAT),
        "Ak Orda": ("KZ", Sort.SEAT),
        "Holy See": ("VA", Sort.NAME),
        "Britain": ("GB", Sort.NAME),
        "Astana": ("KZ", Sort.CAPITAL),  # the package still has the name of 2019 to 2022
        "Saudi": ("SA", Sort.DEMONYM),
        "Burma": ("MM", Sort.SPELLING),
    }
)

# A capital that stands for a union of states where the articles don't name its own state: the union, and its initials.
UNIONS = MappingProxyType({"Brussels": ("European Union", "EU")})
_LARGE = 20_000_000  # people: the provinces of smaller states are seldom named, and often as everyday words
OFFICES = MappingProxyType({"pope": "Vatican"})  # that one state alone has
NICKNAMES = MappingProxyType({"GOP": "Republicans"})  # of parties, by what their members are called


@dataclass(frozen=True, eq=False)
class Lexicon:
    entries: Mapping[str, Entry]  # by key
    provinces: Mapping[str, str]  # key of a state's name that is a province of another state too → that state
    regions: Mapping[str, str]  # key of a large state's province, where it is nothing else's name → that state
    _seen: dict[str, Entry | None] = field(default_factory=dict)  # names repeat, and this is asked for all of them

    def look(self, text: str) -> Entry | None:
        """The entry for a name as it stands in an article, or None. Acronyms count in capitals only."""
        if text not in self._seen:
            bare = undotted(text)
            entry = self.entries.get(key(bare))
            self._seen[text] = None if entry is not None and len(bare) <= 3 and not bare.isupper() else entry
        return self._seen[text]

    def aliases(self, state: str) -> Iterator[tuple[str, Entry]]:
        return ((name, entry) for name, entry in self.entries.items() if entry.state == state)


@cache
def key(name: str) -> str:
    """What two ways to write one name have in common: case, accents, dots, articles and spaces do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"\s+", " ", plain.replace("’", "'").casefold()).strip()
    return plain.removeprefix("the ")


def undotted(text: str) -> str:
    """`U.S.` → `US`; a word that merely ends a sentence keeps its letters."""
    return text.replace(".", "") if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", text.strip()) else text.strip()


def demonyms(name: str, *, rare: bool = True) -> set[str]:
    """The adjectives that English may form from a name: how `Tarsian` is known to belong to `Tarsia`.

    Without the `rare` endings no everyday word comes out ("Cubic" of Cuba, "Perish" of Peru).
    """
    if not name or " " in name or not name[0].isupper():
        return set()
    bare = name.rstrip("aeiouy") if len(name.rstrip("aeiouy")) >= 3 else name
    words = {name + end for end in ("an", "ian", "ese", *("n" if name.endswith("a") else ""))} | {
        bare + end for end in ("an", "ian", "ese", "ine")
    }
    if name.endswith("stan"):
        words |= {name[:-4].rstrip("i"), name[:-4] + "i"}
    if name.endswith("ia"):
        words.add(name[:-2])
    if name.endswith("land"):
        words.add(name + "ic")
    if name.endswith("ina"):
        words.add(name[:-1] + "e")
    if rare:
        words |= {name + end for end in ("i", "ish", "ic", "er", "ite", "r", "e")}
        words |= {bare + end for end in ("ean", "ish", "i", "ic", "e", "ite", "ard")}
        words |= {name.removesuffix("land") + end for end in ("ish", "er", "ese")} if name.endswith("land") else set()
    return {word for word in words if len(word) >= 4 and word != name}


def let_go_of_names(most: int) -> None:
    """Forget the names that were looked up so far, where they are more than that."""
    if key.cache_info().currsize > most:
        key.cache_clear()
        lexicon()._seen.clear()


def is_province(text: str) -> bool:
    """Whether a name is a large state's province, which may be a state's name, too ("Georgia")."""
    return key(text) in lexicon().regions or key(text) in lexicon().provinces


@cache
def lexicon() -> Lexicon:
    """Read once in a process, when first asked for (30 ms)."""
    import json

    folder = files("countryinfo").joinpath("data")
    texts = (f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".json"))
    records: list[dict[str, Any]] = [json.loads(text) for text in texts]
    # Where two states share a word ("Congolese", "Georgetown"), it means the larger one.
    records.sort(key=lambda r: (-(r.get("population") or 0), "," in r["name"], r["name"]))
    codes: dict[str, str] = {}
    for record in records:
        codes.setdefault(record["ISO"]["alpha2"], record["name"])
    found: dict[str, Entry] = {}

    def add(word: str | None, code: str, sort: Sort, evidence: str) -> None:
        if word and len(key(word)) > 1:
            found.setdefault(key(word), Entry(codes[code], sort, evidence))

    for word, (code, sort) in SUPPLEMENT.items():
        add(word, code, sort, "supplement")
    steps = (_names, _capitals, _adjectives, _spellings, _derived)
    for step in steps:  # a state's own name before anybody's nickname
        for record in records:
            for word, sort in step(record):
                add(word, record["ISO"]["alpha2"], sort, "countryinfo")
    provinces = {
        key(part): record["name"]
        for record in records
        for part in record.get("provinces") or ()
        if (entry := found.get(key(part))) and entry.sort is Sort.NAME and entry.state != record["name"]
    }
    owners: dict[str, set[str]] = defaultdict(set)
    for record in (r for r in records if (r.get("population") or 0) > _LARGE):
        for part in record.get("provinces") or ():
            owners[key(part)].add(record["name"])
    regions = {part: next(iter(states)) for part, states in owners.items() if len(states) == 1 and part not in found}
    return Lexicon(found, provinces, regions)


def _names(record: dict[str, Any]) -> Iterator[tuple[str, Sort]]:
    yield record["name"], Sort.NAME
    if record["name"].endswith(" City State"):
        yield record["name"].split()[0], Sort.NAME
    full = [record["name"], *record["altSpellings"]]
    initials = {"".join(w[0] for w in n.split() if w[0].isupper()) for n in full if len(n.split()) > 1}
    iso = {record["ISO"]["alpha2"], record["ISO"]["alpha3"]}
    for code in {n for n in record["altSpellings"] if n.isupper() and 2 <= len(n) <= 4} & initials:
        # ISO codes are no words ("IS", "AND"), but a union goes by its initials in plain English: US, UK, UAE.
        if code not in iso or record["name"].startswith("United "):
            yield code, Sort.NAME


def _capitals(record: dict[str, Any]) -> Iterator[tuple[str, Sort]]:
    capital = record.get("capital")
    if not isinstance(capital, str) or not capital:
        return
    for city in re.split(r"\s*/\s*", capital):
        if city.startswith("The "):
            continue  # "The Valley" would make every valley speak for Anguilla
        yield city, Sort.CAPITAL
        if stem := re.fullmatch(r"(\w+),? D\.C\.", city):
            yield stem.group(1), Sort.CAPITAL
        # The time zones keep a capital's other spelling: Europe/Kiev beside Kyiv.
        for zone in record.get("timezoneNames") or ():
            other = zone.rsplit("/", 1)[-1].replace("_", " ")
            if other != city and ratio(other.casefold(), city.casefold()) >= 70:
                yield other, Sort.CAPITAL


def _adjectives(record: dict[str, Any]) -> Iterator[tuple[str, Sort]]:
    for word in re.split(r"[,/]", record.get("demonym") or ""):
        yield word.strip(), Sort.DEMONYM


def _spellings(record: dict[str, Any]) -> Iterator[tuple[str, Sort]]:
    for word in (*record["altSpellings"], *re.split(r"\s*/\s*", record.get("nativeName") or "")):
        if len(word) > 3 and word.isprintable() and not word.isupper():
            yield word, Sort.SPELLING


def _derived(record: dict[str, Any]) -> Iterator[tuple[str, Sort]]:
    for word in sorted(demonyms(record["name"], rare=False)):
        yield word, Sort.DEMONYM
