"""What stands beside an article on its page: adverts, side columns, and lines that only lead to other pages.

They are known by what sites and standards call them: words of a class, an id, a `data-` attribute or an element's own
name ("ad-slot", "google_ads_1", `<amp-ad>`), ARIA's roles and labels, and the label that an advert must bear. Whole
words count, never parts: "header", "shadow" and "download" call nothing an advert.

Names mislead, so measures have the last word: what holds the page's headline or main part is no advert, and what is
called by one name is none where it has as many words as half of the article without it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ADVERT = frozenset(
    "ad ads advert adverts advertisement advertisements advertising adsbygoogle adslot adunit sponsored".split()
)
_ONLY_NEAR = frozenset("no non not has with without free after before tag category topic".split())  # "ad-free"
_MAIN = ".//h1|.//main|.//article|.//*[@itemprop='articleBody' or @role='main' or @role='article']"
_BLOCKS = ("p", "div", "li", "td", "th", "table", "ul", "ol", "section", "h2", "h3", "h4")
_LABEL = re.compile(r"(?s:(?:ADVERTISEMENT|SPONSORED(?: CONTENT)?)\s*:.*)|(?i:advertisement|sponsored(?: content)?)")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SHORTEST = 3  # letters of a word in "adHolder"; made-up names ("iAdQk") have shorter ones
_LINKED = 0.7  # of a paragraph's words
_ENDS = re.compile(r"[.!?…]['\"”’»)\]]*$")
_HALF = 0.5


def remove(tree: HtmlElement, spared: Collection[str] = ()) -> dict[str, int]:
    """Take it out of `tree`, but nothing that is called by a `spared` name; what was taken: code points by name."""
    found: list[tuple[HtmlElement, str]] = []
    within: set[HtmlElement] = set()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "body", "h1", "main", "article"):
            continue
        if element.getparent() in within:
            within.add(element)
        elif (name := _called(element)) and name not in spared and _stands_apart(element):
            found.append((element, name))
            within.add(element)
    sizes: dict[str, int] = {}
    for element, name in found:
        if size := len(_words(element)):  # what says nothing does no harm
            sizes[name] = sizes.get(name, 0) + size
            element.drop_tree()
    return sizes


def leading_elsewhere(tree: HtmlElement) -> set[str]:
    """Paragraphs that are nothing but a link and no sentence: "Read also: Ten recipes with leeks"."""
    found = set()
    for paragraph in tree.iter("p"):
        words = _words(paragraph)
        linked = sum(len(_words(link)) for link in paragraph.iter("a") if link.get("href"))
        if words and linked >= _LINKED * len(words) and not _ENDS.search(words):
            found.add(words)
    return found


def too_much(taken: dict[str, int], article: int) -> set[str]:
    """The names by which as much was taken as is no advert beside an article of so many code points."""
    return {name for name, size in taken.items() if size > _HALF * article}


def _called(element: HtmlElement) -> str | None:
    """By which name an element is no part of the article."""
    if (role := element.get("role")) == "complementary":  # what `<aside>` is, which trafilatura leaves out
        return f"role {role}"
    for name in _names(element):
        words = _split(name)
        if not _ADVERT.isdisjoint(words) and _ONLY_NEAR.isdisjoint(words):
            return re.sub(r"\d+", "#", name)
    if (label := element.get("aria-label")) and _ADVERT.issuperset(label.casefold().split()):
        return "label"
    if element.tag not in _BLOCKS or next(element.iterdescendants(*_BLOCKS), None) is not None:
        return None
    return "label" if _LABEL.fullmatch(_words(element)) else None


def _names(element: HtmlElement) -> Iterator[str]:
    if "-" in element.tag:
        yield element.tag
    yield element.get("id") or ""
    yield from (element.get("class") or "").split()
    yield from (name for name in element.keys() if name.startswith("data-ad"))  # noqa: SIM118 - lxml's own


def _split(name: str) -> set[str]:
    """The words of a name: "google_ads_1" and "adHolder" have two."""
    words: set[str] = set()
    for run in re.split(r"[\W_]+", name):
        parts = _PART.findall(run.rstrip("0123456789"))
        if "".join(parts) == run.rstrip("0123456789") and (
            len(parts) == 1 or all(len(part) >= _SHORTEST or part.lower() in _ADVERT for part in parts)
        ):
            words.update(part.lower() for part in parts)
    return words


def _stands_apart(element: HtmlElement) -> bool:
    """Whether it is neither in the midst of a paragraph nor around the article itself."""
    return next(element.iterancestors("p"), None) is None and not element.xpath(_MAIN)


def _words(element: HtmlElement) -> str:
    """What a reader sees of it, on one line."""
    seen = element.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join("".join(seen).split())
