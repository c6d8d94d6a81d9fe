"""What an article says of itself: title, publisher, author, day, address, wire, issuer. What is not said is None.

Understood are front matter and `key: value` lines, lines that hold nothing but a date, an outlet or a byline, datelines
("VELMAR, April 2 (SNA) —", "Velmar • SNA"), credits ("reports SNA", "Source: SNA") and press releases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.articles import datelines
from retrieval.articles.boilerplate import furniture, untagged
from retrieval.articles.datelines import Dateline
from retrieval.articles.dates import LATEST, in_name, inferred_publication, stated, with_year
from retrieval.articles.issuers import issuer, masthead
from retrieval.articles.printed import Printed, days, printed
from retrieval.articles.sentences import sentences
from retrieval.entities.lexicon import lexicon
from retrieval.types import NOTHING_GIVEN, Day, Details, Given, Span

_FIELD = re.compile(r"(?:\*\*)?([A-Za-z][A-Za-z _-]{1,24}?)(?:\*\*)?\s*:(?:\*\*)?\s*(\S.*)")
_FIELDS = {
    "title": "title", "headline": "title",
    "date": "published", "published": "published", "publication date": "published", "published on": "published",
    "posted": "published", "posted on": "published", "published at": "published", "pubdate": "published",
    "first published": "published", "updated": "updated", "last updated": "updated", "modified": "updated",
    "source": "publisher", "publisher": "publisher", "outlet": "publisher", "publication": "publisher",
    "site": "publisher", "newspaper": "publisher", "agency": "publisher", "media": "publisher",
    "url": "url", "link": "url", "canonical": "url", "permalink": "url",
    "author": "author", "authors": "author", "byline": "author", "by": "author", "reporter": "author",
    "section": "other", "tags": "other", "category": "other", "keywords": "other", "language": "other",
    "location": "other", "place": "other", "id": "other", "description": "other",
}  # fmt: skip
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_BYLINE = re.compile(r"(?:By|BY|(?:Written|Reported|Posted|Story|Words) by) (?P<who>[A-Z].{1,100})")
# What a press name ends in; enough to know one without a list of outlets.
_PRESS = re.compile(
    r"(?:The )?(?:[A-Z][\w’'&.-]*,? ){0,4}(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Guardian|News"
    r"|Journal|Mail|Express|Star|Sun|Press|Wire|Agency|Telegraph|Independent|Standard|Monitor|Review|Report|Radio|TV"
    r"|Today|Daily|Dispatch|Mirror|Echo|Globe|Sentinel|Bulletin|Register|Record|World|Broadcasting|Service|Network"
    r"|Examiner|Inquirer|Ledger|Messenger|Mercury|Argus|Advertiser|Beacon|Reporter|Voice|Weekly)"
    r"(?: Agency| Service| Online)?"
)
_NAME = r"(?:[A-Z][\w’'&.-]*)(?: [A-Z][\w’'&.-]*){0,3}"
_BULLET = re.compile(rf"^(?P<place>{_NAME})(?:, [A-Z]\w+)?\s*[•|·]\s*(?P<wire>[A-Z][\w .&-]{{1,30}})$", re.MULTILINE)
_CREDITS = (
    re.compile(rf",? (?:as )?reports (?P<wire>{_NAME})(?=[.,;]|$)", re.MULTILINE),
    re.compile(rf", (?:the )?(?P<wire>{_NAME})(?: \([A-Z]+\))? (?:reports|reported|writes)(?=[.,;]|$)", re.MULTILINE),
    re.compile(rf"(?:[Tt]his|[Ii]t) (?:was|is) (?:first )?reported by (?:the )?(?P<wire>{_NAME})"),
    re.compile(
        r"^[(\[]?(?:[Ss]ources?|[Vv]ia|[Cc]redits?|(?:[Aa]dditional )?[Rr]eporting by)\b:? (?:the )?"
        rf"(?P<wire>{_NAME})[)\].]*$",
        re.MULTILINE,
    ),
    re.compile(rf"^[(\[](?P<wire>{_NAME})[)\]]$", re.MULTILINE),
    re.compile(r"[.”\"] \((?P<wire>[A-Z]{2,6}|Reuters)\)$", re.MULTILINE),
    re.compile(r"^With (?:the )?(?:contributions?|material|reporting) (?:of|from) (?P<wire>agencies)\b", re.MULTILINE),
)
_ACCORDING = re.compile(rf"[Aa]ccording to (?P<wire>{_NAME}),")
_FOOT = re.compile(
    r"^[*_(\[ ]*(?:this \w+ was )?(?:first |originally )?(?:published|posted|issued)\b.{4,150}$",
    re.IGNORECASE | re.MULTILINE,
)
_PROSE = re.compile(r"(?s)[a-z0-9%)]{2}[.!?][”\"’']?$|.{161}")  # a line of running text
_FILED = re.compile(r"(?i)(?:filed|posted|published) (?:under|in)\b|tags?\b|categor")
_TOLD = re.compile(rf"(?:told|[Ii]nterview with|[Ss]peaking to) (?:the )?(?={_NAME})")
_HEAD = 4_000  # code points: an article's first lines lie in them
_YEAR = re.compile(r"[2-9](?<!\w.)[0-9]{3}\b")  # each opening looks at all texts, so no word border in front
GIVEN = "the file's metadata"
_OUTLET = re.compile(r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$)(?:[A-Z][\w’'&.-]*\s?){1,6}")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the article proper, and the dateline in front of its first words.

    `spans` are the lines that state something, and the dateline; `title` is the headline, where the text has one.
    """

    fields: Mapping[str, str]
    spans: tuple[Span, ...]
    title: Span | None
    dateline: Dateline | None


def describe(text: str, source: str, given: Given = NOTHING_GIVEN) -> Details:
    """The details of one article: what its file gives as metadata, else what the text says.

    `source` names it where neither has a title.
    """
    head = read_head(text)
    body = sentences(text, sorted((*furniture(text), *head.spans)))
    wire = _wire(text, head)
    publisher = given.publisher or head.fields.get("publisher")
    if publisher is None and (bullet := _BULLET.search(text[:2_000])):
        publisher = bullet["wire"].strip()
    return Details(
        title=given.title or _title(text, head, body) or source,
        publisher=publisher,
        published=Day(given.published, False, GIVEN) if given.published else _published(text, source, head, body),
        url=given.url or _url(head),
        wire=wire,
        issuer=issuer(text),
        updated=_updated(head),
        author=given.author or head.fields.get("author"),
    )


@lru_cache(maxsize=32)  # asked for by whoever reads an article: a few of them are read at once
def read_head(text: str) -> Head:
    """The lines at the top of `text` that state something about it.

    A day or a byline may also stand below a second heading and one sentence of running text.
    """
    fields: dict[str, str] = {}
    spans: list[Span] = []
    title: Span | None = None
    section = below = byline = False  # a section is a line of one or two words above the title: "Politics"
    prose = 0
    skip = {span.start: span.end for span in furniture(text[:_HEAD])}
    lines = _first_lines(text)
    for line in lines:
        words = line.of(text)
        found = {} if byline and _is_role(words) and len(words) <= 60 and not _PROSE.search(words) else _line(words)
        if found is None and skip.get(line.start) == line.end:
            section = section or title is None
            continue
        byline = found is not None and ("author" in found or (byline and not found))
        if found is not None and (not below or _still(found, prose, lines, text)):
            for name, value in found.items():
                fields.setdefault(name, value)
            spans.append(line)
        elif prose == 0 and not below and title is None and not _PROSE.search(words):
            if section or not re.fullmatch(r"[A-Z][\w&’'-]*(?: [\w&’'-]+)?", words):
                title = Span(line.start + untagged(words), line.end)
            else:
                section = True
        else:
            below = True
            prose += bool(_PROSE.search(words))
            if prose == 2:
                break
    dateline = datelines.find(text)
    if dateline and not any(dateline.span.overlaps(span) for span in spans):
        spans.append(dateline.span)
    return Head(fields, tuple(spans), title, dateline)


def _still(found: dict[str, str], prose: int, lines: Sequence[Span], text: str) -> bool:
    """Whether a line below the head is one of it yet: a byline or a day, but not a chronicle's days."""
    if "published" in found and "author" not in found and prose:
        return len(days(line.of(text) for line in lines)) == 1
    return not {"author", "published", "updated"}.isdisjoint(found)


def _first_lines(text: str) -> list[Span]:
    found = []
    for match in re.finditer(r"[^\s\ufeff][^\r\n\u2028\u2029]*", text[:_HEAD]):
        found.append(Span(match.start(), match.start() + len(match[0].rstrip())))
        if len(found) == 16:
            break
    return found


def _line(words: str) -> dict[str, str] | None:
    """What a line states, or None where it is no such line. Empty where it is a mere fence."""
    if re.fullmatch(r"[-=_*]{3,}", words):
        return {}
    if (field := _FIELD.fullmatch(words)) and (name := _FIELDS.get(field[1].lower().replace("_", " ").strip())):
        if name == "publisher" and (field[2].endswith(".") or len(field[2].split()) > 6):
            return None  # a headline: "Newspaper: Minister used his own telephone."
        return {name: field[2].strip("\"' *")}
    if _URL.fullmatch(words):
        return {"url": words}
    if masthead(words.strip("*_# ")):
        return {}
    if dated := printed(words):
        return _dated(words, dated)
    if byline := _BYLINE.match(words):
        if len(words) > 120 or words.endswith("."):
            return None
        who, *rest = re.split(r",\s*|\s*[|•·–—]\s*|\s+for\s+", byline["who"])
        return {"author": who} | _outlet(rest[::-1])
    if len(words) <= 60 and " " in words and _PRESS.fullmatch(words.title() if words.isupper() else words):
        return {"publisher": words}
    return None


def _dated(words: str, dated: Printed) -> dict[str, str]:
    """What a line with a day states, with who wrote it, and the outlet."""
    found, parts = dict(dated.stated), dated.parts
    byline = next((match for part in parts if (match := _BYLINE.match(part))), None)
    if byline:
        end = next((at for at, part in enumerate(parts) if _FILED.match(part)), len(parts))
        return found | {"author": byline["who"]} | _outlet([part for part in parts[:end] if part != byline[0]][::-1])
    if len(parts) > 1 and not re.search(r"[|•·–—]", words):  # "VELMAR, Tarsia, 2 April 2031"
        parts = tuple(part for part in parts if _PRESS.fullmatch(part))
    return found | _outlet([part for part in parts if not re.fullmatch(r"[A-Z]{5,}", part)])


def _outlet(parts: Sequence[str]) -> dict[str, str]:
    """The first of the parts that can be an outlet's name."""
    for part in parts:
        if _OUTLET.fullmatch(part) and not re.search(r"\d", part) and not _is_role(part) and not _is_place(part):
            return {"publisher": part}
    return {}


def _is_role(words: str) -> bool:
    return bool(re.search(r"(?i)\b(?:correspondent|editor|reporter|staff|writer|in [A-Z]\w+)\b", words))


def _is_place(words: str) -> bool:
    return lexicon().look(words) is not None


def _title(text: str, head: Head, body: Sequence[Span]) -> str | None:
    if "title" in head.fields:
        return head.fields["title"]
    span = head.title or (body[0] if body else None)
    return span.of(text).strip("# \t*") if span else None


def _published(text: str, source: str, head: Head, body: Sequence[Span]) -> Day | None:
    """The day that the head states, else the dateline, a line at the foot, the file's name, or what is reported on."""
    line = head.dateline.span.of(text).strip(" -–—") if head.dateline else ""
    dated = head.dateline.day if head.dateline else None
    for label, words in (
        ("published", head.fields.get("published")),
        ("dateline", line if dated else None),
        ("published", _foot(text)),
        ("updated", head.fields.get("updated")),
    ):
        if words and (day := stated(words)) and not _is_to_come(day):
            return Day(day.iso, False, f"{label}: {words}"[:120])
    if dated and (day := with_year(dated, text, source)):
        return day
    if (named := in_name(source)) is not None:
        return Day(named.isoformat(), True, "the file's name")
    return inferred_publication(text, body)


def _updated(head: Head) -> Day | None:
    words = head.fields.get("updated")
    day = stated(words) if words else None
    return Day(day.iso, False, f"updated: {words}"[:120]) if day and not _is_to_come(day) else None


def _is_to_come(day: Day) -> bool:
    return int(day.iso[:4]) > LATEST


def unbelieved_day(text: str) -> str | None:
    """The day at the top of an article that nobody can have printed it on, as it stands there: "3 May 3000"."""
    if not any(int(year) > LATEST for year in _YEAR.findall(text[:_HEAD])):
        return None  # so nearly every article costs next to nothing
    fields = read_head(text).fields
    told = (fields.get("published"), fields.get("updated"))
    return next((words for words in told if words and (day := stated(words)) and _is_to_come(day)), None)


def _foot(text: str) -> str | None:
    """The day of a line anywhere that says when the article was published."""
    for line in _FOOT.finditer(text):
        if (found := printed(line[0])) and "published" in found.stated:
            return found.stated["published"]
    return None


def _url(head: Head) -> str | None:
    found = _URL.search(head.fields.get("url", ""))
    return found[0] if found else None


def _wire(text: str, head: Head) -> str | None:
    """The agency or outlet that the text credits: in a dateline first, then in a credit, last by "According to"."""
    if head.dateline and head.dateline.wire and not lexicon().look(head.dateline.wire):
        return head.dateline.wire
    for pattern in (_BULLET, *_CREDITS):
        for match in pattern.finditer(text):
            name = match["wire"].strip(" .").removeprefix("the ")
            if not lexicon().look(name) and not any(span.overlaps(Span(*match.span())) for span in head.spans):
                return name
    named = dict.fromkeys(match["wire"] for match in _ACCORDING.finditer(text))
    told = {name for match in _TOLD.finditer(text) if named for name in _starts(text, match.end())}
    return next((name for name in named if _PRESS.fullmatch(name) or name in told), None)


def _starts(text: str, at: int) -> Iterator[str]:
    """The names of up to four words that a text may go on with: "Sund News" gives "Sund" and "Sund News"."""
    for end in re.finditer(r"\b", text[at : at + 120]):
        yield text[at : at + end.start()]
