"""A chat model as a second reader of articles: `retrieval.records.second.SecondReader`, for `READER=model`.

It is trusted with nothing: a statement is kept where its quote is a slice of the article and its holder is named near
it, and the slice is what is kept. Long articles are read in parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import prompts
from bot.models import Model
from bot.models.budget import Prices
from bot.models.replies import ModelStatement, ModelStatements
from bot.passages.quotes import locate
from bot.running.asker import Asker, asking
from retrieval.layout.normal_form import as_read
from retrieval.statements.second_reading import Told
from retrieval.types import Article, Span

READING = "reading"  # the workspace in whose name its tokens are counted
PART = 8_000  # code points of an article that are read at once
_TOKEN = 4  # code points; about right for English, and only an estimate hangs on it
_REPLY = 0.5  # tokens of a reply for each of the article's
_BEFORE = 1_500  # code points before a quote in which its holder is named


@dataclass(frozen=True)
class ModelReader:
    model: Model
    prices: Prices = field(default_factory=Prices)
    _stand: list[bool] = field(default_factory=list, compare=False)  # each statement: whether it stands in its article

    @property
    def version(self) -> str:
        return f"{self.model.name} {prompts.load('statements').digest} {PART}"

    def about(self, articles: Sequence[Article]) -> str:
        tokens_in, tokens_out = estimate([as_read(each).text for each in articles])
        cost = self.prices.of(tokens_in, tokens_out)
        money = f", about {cost:.2f} by the prices that are set" if cost else ""
        count = f"{len(articles)} article{'s' if len(articles) != 1 else ''}"
        return f"{self.model.name} reads {count}: about {tokens_in + tokens_out:,} tokens{money}"

    def read(self, article: Article) -> Sequence[Told]:
        text = as_read(article).text
        before = asking.set(Asker(READING))
        try:
            found = [
                placed(one, text, part)
                for part in parts(text)
                for one in self.model.ask(
                    prompts.load("statements").fill(article=part.of(text)), ModelStatements
                ).statements
            ]
        finally:
            asking.reset(before)
        self._stand.extend(told is not None for told in found)
        return list(dict.fromkeys(told for told in found if told is not None))

    def left_out(self) -> str:
        lost = self._stand.count(False)
        many = f"{lost} of {len(self._stand)} statements of {self.model.name}"
        return f"{many} are left out: their words or holders do not stand in the article" if lost else ""


def estimate(texts: Sequence[str]) -> tuple[int, int]:
    """The tokens that go in and come out where a model reads these texts."""
    prompt = len(prompts.load("statements").system) // _TOKEN
    long = sum(len(text) for text in texts) // _TOKEN
    return long + prompt * sum(len(list(parts(text))) for text in texts), int(_REPLY * long)


def parts(text: str) -> Iterator[Span]:
    """The text in parts that end with a paragraph, or where there is none, anywhere."""
    start = 0
    while start < len(text):
        end = min(len(text), start + PART)
        if end < len(text) and (cut := text.rfind("\n", start + 1, end)) > 0:
            end = cut
        if text[start:end].strip():
            yield Span(start, end)
        start = end


def placed(one: ModelStatement, text: str, part: Span) -> Told | None:
    """The statement as slices of the text; none where its words or its holder do not stand there."""
    quote = locate(one.quote, text, part)
    if quote is None:
        return None
    holder = named(one.holder, text, quote)
    if holder is None:
        return None
    reporter = named(one.reported_by, text, quote) if one.reported_by else None
    side = _anywhere(one.speaks_for, text) if one.speaks_for else None
    return Told(quote, holder, reporter, side, one.act)


def named(name: str, text: str, quote: Span) -> Span | None:
    """The mention of a name that is nearest to a quote: in the lines that the quote touches, or else before it."""
    line = Span(text.rfind("\n", 0, quote.start) + 1, (text.find("\n", quote.end) + 1 or len(text) + 1) - 1)
    words = name.split()
    for first in range(len(words)):  # "Ms Olsen" is "Olsen" where the text writes no "Ms"
        pattern = re.compile(r"\b" + r"\s+".join(map(re.escape, words[first:])) + r"\b", re.IGNORECASE)
        if not any(letter.isalnum() for letter in "".join(words[first:])):
            break
        found = [Span(*each.span()) for each in pattern.finditer(text, max(0, quote.start - _BEFORE), line.end)]
        apart = [each for each in found if not each.overlaps(quote)] or found
        if apart:
            return min(apart, key=lambda each: _distance(each, quote))
    return None


def _distance(mention: Span, quote: Span) -> int:
    return quote.start - mention.end if mention.start < quote.start else mention.start - quote.end


def _anywhere(name: str, text: str) -> Span | None:
    found = re.search(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b", text) if name.strip() else None
    return Span(*found.span()) if found else None
