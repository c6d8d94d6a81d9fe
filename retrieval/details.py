"""What an article says of itself: title, publisher, day, address, wire. What it does not say stays None.

Understood are front matter and `key: value` lines, lines that hold nothing but a date, an outlet or a byline, datelines
("VELMAR, April 2 (Sund News Agency) —", "Velmar • SNA") and credits ("reports SNA", "Source: SNA").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.dates import inferred_publication, stated
from retrieval.furniture import furniture
from retrieval.lexicon import lexicon
from retrieval.sentences import sentences
from retrieval.types import Day, Details, Span

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
_BYLINE = re.compile(r"(?:By|BY|Written by|Reported by) (?P<who>[A-Z].{1,100})")
# What a press name ends in; enough to know one without a list of outlets.
_PRESS = re.compile(
    r"(?:The )?(?:[A-Z][\w’'&.-]*,? ){0,4}(?:Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Guardian|News"
    r"|Journal|Mail|Express|Star|Sun|Press|Wire|Agency|Telegraph|Independent|Standard|Monitor|Review|Report|Radio|TV"
    r"|Today|Daily|Dispatch|Mirror|Echo|Globe|Sentinel|Bulletin|Register|Record|World|Broadcasting|Service|Network"
    r"|Examiner|Inquirer|Ledger|Messenger|Mercury|Argus|Advertiser|Beacon|Reporter|Voice|Weekly)"
    r"(?: Agency| Service| Online)?"
)
_NAME = r"(?:[A-Z][\w’'&.-]*)(?: [A-Z][\w’'&.-]*){0,3}"
# "VELMAR, April 2 (SNA) —"
_DATELINE = re.compile(rf"^(?P<place>[A-Z][\w’' .,/-]{{1,60}}?)\s*\((?P<wire>{_NAME})\)\s*(?:--?|[–—])\s", re.MULTILINE)
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
_TOLD = re.compile(rf"(?:told|[Ii]nterview with|[Ss]peaking to) (?:the )?(?={_NAME})")

_OUTLET = re.compile(r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$)(?:[A-Z][\w’'&.-]*\s?){1,6}")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the article proper: what they state, their spans, and the title where they hold one."""

    fields: dict[str, str]
    spans: tuple[Span, ...]
    title: Span | None


def describe(text: str, source: str) -> Details:
    """The details of one article. `source` names it where the text has no title."""
    head = read_head(text)
    body = sentences(text, sorted((*furniture(text), *head.spans)))
    wire = _wire(text, head)
    publisher = head.fields.get("publisher")
    if publisher is None and (bullet := _BULLET.search(text[:2_000])):
        publisher = bullet["wire"].strip()
    return Details(
        title=_title(text, head, body) or source,
        publisher=publisher,
        published=_published(text, head, body),
        url=_url(head),
        wire=wire,
    )


def read_head(text: str) -> Head:
    """The lines at the top of `text` that state something about it."""
    fields: dict[str, str] = {}
    spans: list[Span] = []
    title: Span | None = None
    section: Span | None = None  # a line of one or two words above the title: "Politics"
    skip = {span.start for span in furniture(text[:4_000])}
    for line in _first_lines(text):
        words = line.of(text)
        found = _line(words)
        if found is None:
            if title is not None or len(words) > 160 or (title is None and re.search(r"[a-z]{2}[.!?][”\"]?$", words)):
                break
            if line.start not in skip and not (
                section is None and re.fullmatch(r"[A-Z][\w&’'-]*(?: [\w&’'-]+)?", words)
            ):
                title = line
            else:
                section = line
            continue
        for name, value in found.items():
            fields.setdefault(name, value)
        spans.append(line)
    return Head(fields, tuple(spans), title)


def _first_lines(text: str) -> list[Span]:
    found = []
    for match in re.finditer(r"[^\s\ufeff][^\r\n\u2028\u2029]*", text[:4_000]):
        found.append(Span(match.start(), match.start() + len(match[0].rstrip())))
        if len(found) == 16:
            break
    return found


def _line(words: str) -> dict[str, str] | None:
    """What a line states, or None where it is no such line. Empty where it is a mere fence."""
    if re.fullmatch(r"[-=_*]{3,}", words):
        return {}
    if (field := _FIELD.fullmatch(words)) and (name := _FIELDS.get(field[1].lower().replace("_", " ").strip())):
        return {name: field[2].strip("\"' *")}
    if _URL.fullmatch(words):
        return {"url": words}
    if byline := _BYLINE.match(words):
        if len(words) > 120 or words.endswith("."):
            return None
        who = re.split(r",\s*|\s*[|•·–—]\s*|\s+for\s+", byline["who"])
        rest = " ".join(who[1:])
        found = {"author": who[0]}
        outlets = [w for w in who[1:] if re.fullmatch(r"[A-Z][^\d]+", w) and not _is_role(w) and not _is_place(w)]
        if outlets:
            found["publisher"] = outlets[-1]
        if stated(rest) or stated(words):
            found["published"] = words
        return found
    if len(words) <= 120 and stated(words) and not re.search(r"[a-z][.!?][”\"]?$", words):
        parts = [part.strip() for part in re.split(r"\s*[|•·–—]\s*|\s{2,}", words.strip("*_"))]
        parts = _without_comma(parts[0]) if len(parts) == 1 else parts
        if any(stated(part) and _bare_date(part) for part in parts):
            outlets = [p for p in parts if not stated(p) and _OUTLET.fullmatch(p)]
            return {"published": words} | ({"publisher": outlets[0]} if outlets else {})
    if len(words) <= 60 and " " in words and _PRESS.fullmatch(words):
        return {"publisher": words}
    return None


def _without_comma(words: str) -> list[str]:
    """ "4 September 2031, The Metro Ledger" in two; the comma inside a date divides nothing."""
    for match in re.finditer(r",\s+", words):
        parts = [words[: match.start()], words[match.end() :]]
        outlets = [part for part in parts if not stated(part)]
        if len(outlets) == 1 and _OUTLET.fullmatch(outlets[0]) and not _is_place(outlets[0]):
            return parts
    return [words]


def _bare_date(words: str) -> bool:
    """Whether a line holds a date and little else that a sentence is made of."""
    frame = r"(?i)\b(?:published|posted|updated|last|first|on|at|date|gmt|utc|[a-z]{2,4}t|am|pm)\b"
    rest = re.sub(
        r"(?i)\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b", " ", re.sub(frame, " ", words)
    )
    letters = re.findall(r"[^\W\d_]{2,}", rest)
    return len(letters) <= 3 and not re.search(r"[a-z][.!?]$", words)


def _is_role(words: str) -> bool:
    return bool(re.search(r"(?i)\b(?:correspondent|editor|reporter|staff|writer|in [A-Z]\w+)\b", words))


def _is_place(words: str) -> bool:
    return lexicon().look(words) is not None


def _title(text: str, head: Head, body: Sequence[Span]) -> str | None:
    if "title" in head.fields:
        return head.fields["title"]
    span = head.title or (body[0] if body else None)
    return span.of(text).strip("# \t*") if span else None


def _published(text: str, head: Head, body: Sequence[Span]) -> Day | None:
    for name in ("published", "updated"):
        if name in head.fields and (day := stated(head.fields[name])):
            return Day(day.iso, False, f"{name}: {head.fields[name]}"[:120])
    dateline = _DATELINE.search(text[:3_000])
    if dateline and (day := stated(dateline[0])):
        return Day(day.iso, False, dateline[0].strip(" -–—"))
    return inferred_publication(text, body)


def _url(head: Head) -> str | None:
    found = _URL.search(head.fields.get("url", ""))
    return found[0] if found else None


def _wire(text: str, head: Head) -> str | None:
    """The agency or outlet that the text credits: in a dateline first, then in a credit, last by "According to"."""
    for pattern in (_DATELINE, _BULLET, *_CREDITS):
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
