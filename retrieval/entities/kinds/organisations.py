"""Organisations of a corpus: names that hold such a word ("Union", "Ministry"), acronyms, and the two joined; and what
the articles call a group, a company or the like."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from retrieval.entities.evidence import Evidence, initials
from retrieval.entities.kinds.naming import Naming
from retrieval.entities.kinds.states import place
from retrieval.entities.lexicon import NICKNAMES, is_province, lexicon, undotted
from retrieval.entities.spelling import surname
from retrieval.mentions.facts import Sort
from retrieval.mentions.kinds import Chances
from retrieval.mentions.names import without_marks
from retrieval.mentions.roles import CORPORATE, SPOKESPERSONS, head_of
from retrieval.mentions.uses import Use
from retrieval.mentions.vocabulary import BODY_WORDS, COMPANY_WORDS, KINDS, PLACES, PLAIN, THINGS

# "Freehold" of the Freehold Party, "Railco" of Railco Holdings; but Sael is not the Sael Tribune.
_NAMED_SHORT = COMPANY_WORDS | frozenset(("party", "movement", "front", "group", "company", "corporation"))
_INSTITUTIONS = frozenset(("General", "Memorial"))  # "Penrow General" of Penrow General Hospital
# Whom a noun may mean: "the club", "the developer", "the group"; "the union" means only what is called a union.
_CLUB_NOUNS = frozenset(("club", "team"))
_CLUBS = frozenset("club rovers athletic wanderers fc afc".split())
_SOCIETIES = COMPANY_WORDS | frozenset(
    "union trust society association federation foundation network alliance league guild movement front group council "
    "institute fund coalition party confederation cooperative committee".split()
)
_OF_NOUN = dict.fromkeys(("group", "body", "organisation", "organization", "charity", "campaigners"), _SOCIETIES)
_NO_SHORT_NAMES = PLAIN | PLACES | BODY_WORDS
_LIKELY, _UNLIKELY = 60, 25  # of 100
_LEAST_CLIPPED = 3  # letters of a word cut short: "Fed"
_OF = re.compile(r"^(department|ministry) of (?:the )?(.+)$")  # no university: Miami's is not the University of Miami
_GENERIC = (KINDS | _CLUB_NOUNS) - frozenset(
    "union bank agency association federation party movement network hospital coalition alliance regulator".split()
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """`name` is the form that the articles use most of those that spell it out; `names` maps every form to its
    evidence."""

    name: str
    names: Mapping[str, str]


def gather(
    evidence: Mapping[str, Evidence], is_state: Callable[[str], bool], naming: Naming, groups: Mapping[str, str]
) -> list[Organisation]:
    """Every organisation, in the order of the first mention. `groups` are the `members` of parties."""
    counts: Counter[str] = Counter()
    where: dict[str, str] = {}
    nicks = tuple(f" {nick}" for nick, plural in NICKNAMES.items() if plural in groups)
    mixed = {n.text.casefold() for one in evidence.values() for n in one.names if not n.text.isupper()}
    called = {fact.name for one in evidence.values() for fact in one.facts if fact.sort is Sort.GROUP and fact.role}
    called |= {fact.name for one in evidence.values() for fact in one.facts if fact.sort is Sort.OWNED and fact.role}
    called |= _with_officers(evidence) | _with_initials(evidence) | set(groups.values())
    by_first = _by_first_word(evidence, is_state)
    clipped = _clipped(evidence)
    called |= {*by_first.values(), *clipped.values()}
    for source, one in evidence.items():
        for name in one.names:
            if Use.SHOUTED in name.use or (Use.LOUD in name.use and not _is_acronym(name.text)):
                continue
            if name.text.isupper() and name.text.casefold() in mixed:
                continue  # "VELMAR (SNA) —" is Velmar
            if name.text.rsplit(" ", 1)[-1] in groups or name.text.endswith(nicks):
                continue  # "Senate Democrats" and "House GOP" are their party's
            if (name.text in called or _is_body(name.text, naming.of(name.text))) and not is_state(name.text):
                counts[undotted(name.text)] += 1
                where.setdefault(undotted(name.text), place(source, name.span))
    long_of: dict[str, str] = {}
    for source, one in evidence.items():
        for fact in one.facts:
            if fact.sort is Sort.ALIAS and fact.of and not is_state(fact.name):
                long_of.setdefault(fact.name, fact.of)
                for text in (fact.of, fact.name):
                    counts.setdefault(text, 1)
                    where.setdefault(text, place(source, fact.span))
    for form, best in _spelt_alike(counts).items():
        long_of[form] = best
        long_of.update({short: best for short, long in long_of.items() if long == form})
    spelled_out: dict[str, list[str]] = defaultdict(list)
    for form in counts:
        if " " in form and form not in long_of:
            spelled_out[initials(form)].append(form)
    for form in counts:
        longs = spelled_out[form]
        if _is_acronym(form) and longs and all(_is_cut(one, longs[0]) for one in longs):
            for short in (form, *longs[1:]):
                long_of.setdefault(short, longs[0])
    ends = _short_forms(counts, evidence, where)
    beside = _Beside(evidence)
    short_of = {
        short: long_of.get(long, long)
        for short, long in ({s: n for s, n in (by_first | clipped).items() if n in counts} | ends).items()
        if not is_state(short) and not is_province(short) and beside.mostly(short, long)
    }
    for source, one in evidence.items():
        for name in one.names:
            if name.text in short_of:
                where.setdefault(name.text, place(source, name.span))
    called_by = Counter(n.text for one in evidence.values() for n in one.names if Use.LOUD not in n.use)
    for plural, party in groups.items():
        if party == plural or party not in where:  # the user's own list names it
            continue
        (short_of if counts[party] >= called_by[plural] else long_of)[plural] = party
        counts[plural] = called_by[plural]  # "Republicans" are oftener named than their party
        where.setdefault(plural, where[party])
    for nick, plural in NICKNAMES.items():
        if nick in counts and plural in groups:
            short_of[nick] = groups[plural]
    joined: dict[str, list[str]] = defaultdict(list)
    for short, long in (*long_of.items(), *short_of.items()):
        joined[long].append(short)
    found = []
    for long in counts:
        if long_of.get(long) in counts or long in short_of:
            continue  # comes with its long form
        forms = [long, *joined[long]]
        whole = [f for f in forms if f not in short_of]
        best = max(whole, key=lambda f: (not _is_acronym(f), counts[f]))  # an acronym only where none spells it out
        found.append(Organisation(best, {f: where[f] for f in forms}))
    return found


class _Beside:
    """Which articles use a name: a second mention stands mostly where the whole name stands too, so "the House" of many
    articles is not the "Illinois House" of one."""

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._sources: dict[str, set[str]] = defaultdict(set)
        for source, one in evidence.items():
            for name in one.names:
                if Use.LOUD not in name.use:
                    self._sources[name.text].add(source)

    def mostly(self, short: str, long: str) -> bool:
        uses = self._sources[short]
        return 2 * len(uses & self._sources[long]) >= len(uses)


def _with_officers(evidence: Mapping[str, Evidence]) -> set[str]:
    """Whatever has a chief executive or, unless it is somebody's surname, a spokesman: "Disney CEO Bob Iger"; and what
    stands behind "the" and has an officer: "president of the United Steelworkers"."""
    held = [fact for one in evidence.values() for fact in one.facts if fact.sort is Sort.OFFICE]
    people = {name for fact in held for name in (fact.name, fact.name.rsplit(" ", 1)[-1])}
    the = {name.text for one in evidence.values() for name in one.names if Use.ARTICLE in name.use and " " in name.text}
    led = {fact.of for fact in held if fact.of in the and fact.role and fact.speaks and not _ends_as_place(fact.of)}
    return led | {
        fact.of
        for fact in held
        if fact.of and fact.of[0].isupper() and head_of(fact.role) in CORPORATE
        if head_of(fact.role) not in SPOKESPERSONS or fact.of not in people
    }


def _ends_as_place(name: str) -> bool:
    return name.rsplit(" ", 1)[-1].lower() in PLACES


def _with_initials(evidence: Mapping[str, Evidence]) -> set[str]:
    """ "the United Ferry Crews" where UFC is named too; many of a calling need no article: no person is called so."""
    names = [name for one in evidence.values() for name in one.names if Use.LOUD not in name.use]
    short = {name.text for name in names if _is_acronym(name.text) and len(name.text) > 2}
    led = {fact.of for one in evidence.values() for fact in one.facts if fact.sort is Sort.OFFICE and fact.of}
    many = {n.text for n in names if Use.AGENT in n.use and n.text.count(" ") > 1 and n.text.endswith("s")}
    behind_the = {n.text for n in names if Use.ARTICLE in n.use}
    return {text for text in behind_the | led | many if initials(text) in short}


def _by_first_word(evidence: Mapping[str, Evidence], is_state: Callable[[str], bool]) -> dict[str, str]:
    """ "Aldervane" of "Aldervane Energy": where the first word of a name stands alone too, and its last one never does.

    A person's second mention is the surname, a company's the first word. What is mostly a place ("in Velmar") is
    none, nor is what has an article ("the Velmar Accords"), nor whose office is told.
    """
    uses: dict[str, Use] = defaultdict(lambda: Use.PLAIN)
    placed: Counter[str] = Counter()
    for one in evidence.values():
        for name in one.names:
            if Use.LOUD not in name.use:
                uses[name.text] |= name.use
                placed[name.text] += 1 if Use.PLACE in name.use else -1
    held = {fact.name for one in evidence.values() for fact in one.facts if fact.sort is Sort.OFFICE}
    persons = {end for name in held for end in _ends(without_marks(name))}  # "Fox Brel" of "Ona “Fox” Brel"
    found: dict[str, set[str]] = defaultdict(set)
    for text, use in uses.items():
        first, *more = text.split()
        if not 1 <= len(more) <= 2 or text in persons or is_state(text) or is_state(first) or first not in uses:
            continue
        both = use | uses[first]
        acts = Use.AGENT in both and Use.ARTICLE not in both and placed[first] < 0  # "shares in Aldervane" is no place
        if acts and more[-1] not in uses and len(first) > 2 and first.lower() not in _NO_SHORT_NAMES:
            found[first].add(text)
    return {first: whole.pop() for first, whole in found.items() if len(whole) == 1}


def _ends(name: str) -> Iterator[str]:
    """A name, and it without its first words, but for the last word alone."""
    words = name.split()
    return (" ".join(words[i:]) for i in range(max(1, len(words) - 1)))


def _is_cut(one: str, other: str) -> bool:
    """Whether two long forms differ only in words cut short: "United Ferry Crews", "United Ferries Crews"."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and all(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _spelt_alike(counts: Counter[str]) -> dict[str, str]:
    """Each form that differs from a more frequent one in apostrophes, "&" or capitals only, or as "Harbour Ministry"
    does from "Ministry of Harbour", and that one."""
    same: dict[str, list[str]] = defaultdict(list)
    for form in counts:
        if " " in form:
            same[_OF.sub(r"\2 \1", re.sub(r"['’.]", "", form.replace("&", "and")).casefold())].append(form)
    return {
        form: best
        for forms in same.values()
        if len(forms) > 1
        for best in [max(forms, key=lambda f: counts[f])]
        for form in forms
        if form != best
    }


def _short_forms(counts: Counter[str], evidence: Mapping[str, Evidence], where: dict[str, str]) -> dict[str, str]:
    """ "Freehold" and "the Party" of the one "Freehold Party", "Morning Post" of the one "Asterin Morning Post"."""
    seen: dict[str, str] = {}
    for source, one in evidence.items():
        for name in one.names:
            if Use.LOUD not in name.use:
                seen.setdefault(name.text, place(source, name.span))
    owners: dict[str, list[str]] = defaultdict(list)
    for long in counts:
        words = long.split()
        if len(words) < 2 or words[-1].lower() not in BODY_WORDS:
            continue
        forms = {" ".join(words[i:]) for i in range(1, len(words)) if not lexicon().look(" ".join(words[:i]))}
        last = len(words)
        while last > 1 and words[last - 1].lower() in _NAMED_SHORT:
            last -= 1
            forms.add(" ".join(words[:last]))
        if words[0] in ("St", "St.") or words[-2] in _INSTITUTIONS:
            forms.add(re.sub(r"['’]s$", "", " ".join(words[:-1])))  # "St Ida's" of St Ida's Hospital
        for form in sorted(forms & seen.keys()):
            owners[form].append(long)
    found = {}
    for short, longs in owners.items():
        whole = [long for long in longs if long not in owners]  # not itself the short form of a longer name
        if len(whole) == 1 and short != whole[0]:
            found[short] = whole[0]
            where.setdefault(short, seen[short])
    return found


def _clipped(evidence: Mapping[str, Evidence]) -> dict[str, str]:
    """ "the Fed" of "the Federal Reserve": the first word cut short, both behind "the", and no other name begins so."""
    names = [n for one in evidence.values() for n in one.names if Use.ARTICLE in n.use and Use.LOUD not in n.use]
    whole: dict[str, set[str]] = defaultdict(set)
    for name in {n.text for n in names}:
        first, *more = name.split()
        for size in range(_LEAST_CLIPPED, len(first) if more else 0):
            whole[first[:size]].add(name)
    short = sorted({n.text for n in names if " " not in n.text})
    return {text: next(iter(whole[text])) for text in short if len(whole[text]) == 1}


def members(evidence: Mapping[str, Evidence], naming: Naming) -> dict[str, str]:
    """What the members of a party are called together: "Democrats" → "Democratic Party", if an article names that; else
    "Republicans" → "Republicans", if somebody holds an office as one ("Republican leaders", "Republican senator"). "The
    Brels" are a family where an Ona Brel is named."""
    named = {name.text: None for one in evidence.values() for name in one.names if Use.LOUD not in name.use}
    last = {text.rsplit(" ", 1)[-1] for text in named}
    families = {f"{surname(text)}s" for text in named if " " in text and naming.person(text) >= _LIKELY}
    found: dict[str, str] = {}
    for text in named:
        kind, _, party = text.partition(" ")
        if party == "Party":
            for plural in (f"{kind}s", f"{kind.removesuffix('ic')}s"):
                if plural in last and plural not in families:
                    found.setdefault(plural, text)
    held = {
        fact.of if fact.sort is Sort.OFFICE else fact.name
        for one in evidence.values()
        for fact in one.facts
        if fact.sort in (Sort.OFFICE, Sort.BODY)
    }
    plurals = last - families
    for plural in (text for text in named if text in plurals):  # in the order of the text: a set has none
        if plural.endswith("s") and not lexicon().look(plural[:-1]) and not held.isdisjoint(adjectives(plural)):
            found.setdefault(plural, plural)
    return found


def adjectives(plural: str) -> tuple[str, ...]:
    """What stands before a noun for the members of a party: "Republican", "Democratic"."""
    return plural[:-1], f"{plural[:-1]}ic"


def _is_body(name: str, chances: Chances) -> bool:
    """Whether a name is a body's by its kind. A single word is one only if it acts, too, which `linking` looks at."""
    if _is_acronym(name) or _has_word(name):
        return chances.body >= _UNLIKELY
    return chances.body >= _LIKELY and " " in name


def _is_acronym(name: str) -> bool:
    bare = undotted(name).replace("-", "")
    return 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha()


def _has_word(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and any(w.lower() in BODY_WORDS for w in words) and words[-1].lower() not in THINGS


def may_be_called(name: str, noun: str) -> bool:
    """Whether "the developer" may mean Aldervane Energy: no council, no bank and no union is called a developer, and
    only a union is called one."""
    last = re.split(r" (?:on|of|for) ", name.lower())[0].split()[-1]
    if last == noun or noun not in _GENERIC:
        return last == noun
    return last not in BODY_WORDS or last in (_CLUBS if noun in _CLUB_NOUNS else _OF_NOUN.get(noun, COMPANY_WORDS))
