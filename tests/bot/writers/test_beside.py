from __future__ import annotations

from bot.writers.beside import LEAST, features, with_the_best
from retrieval.matching.evidence import Evidence
from retrieval.matching.weights import BESIDE, weights
from retrieval.types import Span
from tests.bot.written_library import WrittenLibrary

TEXTS = {"a.txt": "Arvia wants a dam. Arvia says the dam is safe.", "b.txt": "Belmark likes herring."}


def evidence(library: WrittenLibrary, piece: str) -> Evidence:
    source, span = next(
        (source, span)
        for source, article in library.articles.items()
        for span in library.sentences(source)
        if piece in span.of(article.text)
    )
    return Evidence(source, Span(*span), (), 1.0, 0.9)


def test_what_goes_on_from_the_best_sentence_is_shown_sooner_than_another() -> None:
    library = WrittenLibrary(TEXTS)
    best, same, other = (evidence(library, piece) for piece in ("wants", "safe", "herring"))
    value = {best: 0.95, same: 0.7, other: 0.7}
    near, far = (dict(zip(BESIDE, features(each, value, library), strict=True)) for each in (same, other))
    assert (near["same file"], far["same file"]) == (1.0, 0.0)
    assert near["shared"] > far["shared"]
    assert near["rivals"] == 3.0
    likely = [weights().beside(features(each, value, library)) for each in (same, other)]
    assert likely[0] > likely[1]
    assert other not in with_the_best(value, library)


def test_what_is_hardly_worth_it_stands_beside_nothing() -> None:
    library = WrittenLibrary(TEXTS)
    best, same = evidence(library, "wants"), evidence(library, "safe")
    assert with_the_best({best: 0.99, same: LEAST - 0.01}, library) == [best]
    assert with_the_best({best: weights().least - 0.01}, library) == []
    assert with_the_best({}, library) == []
