"""Whose press release an article is: who "we" are outside its quotation marks.

Told by a line that says so ("News from the Tarn Trust", "PRESS RELEASE – Tarn Fisheries Ministry", "Statement by the
Brel Workers' Union on pay", "SOURCE Velmar Rail"), or by the one "About Velmar Rail" at the foot of what is a release.
"""

from __future__ import annotations

import re

from retrieval.articles.boilerplate import ABOUT
from retrieval.types import Span

_HEAD = 1_500  # code points in which a release names its issuer
_NAME = r"(?:[Tt]he |THE )?(?P<who>[A-Z][\w’'&.-]*(?: (?:[A-Z][\w’'&.-]*|of|and|for|the|de|&))*)"
_KIND = r"(?i:(?:press|media|news) (?:release|statement|notice|communiqué)|news release|communiqué)"
_MASTHEADS = (
    re.compile(rf"(?i:(?:(?:press|media|latest) )?(?:news|information)|{_KIND}) (?i:from) {_NAME}"),
    re.compile(rf"{_KIND}\s*[-–—:|,]\s*{_NAME}"),
    re.compile(rf"{_NAME}(?:\s*[-–—:|,]\s*|\s+){_KIND}"),
    re.compile(rf"(?i:issued|released) (?i:by) {_NAME}"),
)
_STATEMENT = re.compile(
    rf"(?i:statement) (?i:by|from|on behalf of) {_NAME}"
    r"(?=$|[,:]| [–—-] | (?i:on|regarding|concerning|about|following|after|in)\b)"
)
_LOUD_END = re.compile(r" (?:ON|REGARDING|CONCERNING|ABOUT|FOLLOWING|AFTER|IN) ")
# A page of a newspaper may have an "About" too; these lines have only releases.
_RELEASE = re.compile(
    r"(?im)^\W*(?:for immediate release|(?:press|media|news) release|notes (?:to|for) editors|ends\W*$|- ?30 ?-|###"
    r"|(?:(?:press|media|investor) )?contacts?\b)|^.{2,80}[(/][^()/\n]*(?:wire\b|\bPR\b)[^()/\n]*[)/]"
)
_SOURCE = re.compile(rf"^SOURCE:? {_NAME}[\w.,() -]*$", re.MULTILINE)


def issuer(text: str) -> Span | None:
    """The name of whoever issued a press release, as a slice of it; None where it is none, or does not tell."""
    for line in re.finditer(r"[^\s\ufeff*#_>][^\r\n]*", text[:_HEAD]):
        words = line[0].rstrip(" \t*_")
        if (who := masthead(words)) or (who := _of_statement(words)):
            return Span(line.start() + who.start, line.start() + who.end)
    if source := _SOURCE.search(text):
        return Span(*source.span("who"))
    if not _RELEASE.search(text):
        return None
    about = [m for line in re.finditer(r"^.{1,60}$", text, re.MULTILINE) if (m := ABOUT.fullmatch(text, *line.span()))]
    if len(about) == 1 and about[0]["who"] in text[: min(_HEAD, about[0].start())]:
        return Span(*about[0].span("who"))
    return None


def masthead(line: str) -> Span | None:
    """The issuer's name in a line that does nothing but tell it, or None."""
    for shape in _MASTHEADS:
        if match := shape.fullmatch(line):
            return Span(*match.span("who"))
    return None


def _of_statement(line: str) -> Span | None:
    """ "Statement by the Tarn Trust on pay"; what two issue together is nobody's own."""
    end = len(line)
    if line.isupper() and (mark := _LOUD_END.search(line)):
        end = mark.start()
    match = _STATEMENT.match(line[:end])
    return Span(*match.span("who")) if match else None
