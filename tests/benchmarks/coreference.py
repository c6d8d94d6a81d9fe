"""Prints sources that name nobody ("she", "the minister") with whom they were resolved to, to be judged by eye.

`python -m tests.benchmarks.coreference [COUNT] [SEED]`: from PolNeAR's development part, with the gold sources and
contents given, so that only the resolving is seen. Right is a named actor where a reader would name one, and a voice
(in brackets) where the article names nobody.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.entities.speakers import resolve
from retrieval.grammar.noun_phrases import mentions
from retrieval.grammar.parsing import Parser
from retrieval.statements.antecedents import Mention
from retrieval.statements.coreference import PRONOUNS, RELATIVE, Coreference
from retrieval.statements.discourse import Turn
from retrieval.statements.genders import genders
from retrieval.statements.transcripts import body, subjects
from retrieval.types import Span
from tests.benchmarks.attribution import Labelled, labelled


def is_nameless(words: str) -> bool:
    """Whether a source is a pronoun or holds no capital but a sentence's first."""
    bare = words.strip(" “”\"'")
    return bare.lower() in PRONOUNS or (
        not any(word[0].isupper() for word in bare.split()[1:] or ["x"])
        and (bare.split()[0].lower() in {"the", "a", "an", "his", "her", "its", "their", "one", "two", "some", "many"})
    )


def resolved(articles: list[Labelled]) -> Iterator[tuple[Labelled, Span, str | None]]:
    """Every gold source of the articles, in order, with whom it was resolved to."""
    evidence = {f"{number:03}": read(article.text) for number, article in enumerate(articles)}
    registry = Registry.build(evidence)
    texts = {f"{number:03}": article.text for number, article in enumerate(articles)}
    sexes = genders(registry, evidence, texts)
    parser = Parser()
    for source, article in zip(texts, articles, strict=True):
        spans = body(article.text)
        named = [m for parse in parser.parse(article.text, spans) for m in mentions(parse)]
        contents = [span for gold in article.gold for span in gold.content]
        scene = Coreference(registry, source, article.text, *subjects(named), sexes, spans, contents)
        turns: list[Turn] = []
        for gold in sorted(article.gold, key=lambda g: min(g.cue or g.source).start):
            span = Span(gold.source[0].start, gold.source[-1].end)
            words = span.of(article.text)
            if words.lower() in RELATIVE:
                meant = next((m.antecedent for m in named if m.head == span and m.antecedent), None)
                words = meant.of(article.text) if meant else words
            actor = None if words.lower() in PRONOUNS else resolve(registry, words, source, span.start)
            actor = actor or scene.resolve(Mention(words, span.start), turns)
            at = min(gold.cue or gold.source).start
            if actor is not None:
                turns.append(Turn(actor.name, at, words))
            yield article, span, actor.name if actor else None


def main(count: int = 100, seed: int = 11) -> None:
    articles = labelled("dev")
    if articles is None:
        return
    rows = [row for row in resolved(articles) if is_nameless(row[1].of(row[0].text))]
    sample = random.Random(seed).sample(rows, min(count, len(rows)))
    named = sum(name is not None for _, _, name in rows)
    print(f"{len(rows)} sources without a name, {named} resolved; a sample of {len(sample)} (seed {seed})")
    for number, (article, span, name) in enumerate(sample, 1):
        words = span.of(article.text)
        before = article.text[max(0, span.start - 420) : span.start]
        after = article.text[span.end : span.end + 110]
        print(f"\n{number}. →→ {name or f'[{words}]'}\n{before}>>>{words}<<<{after}".replace("\n\n", "\n"))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
