from __future__ import annotations

from retrieval.articles.details import describe
from retrieval.articles.near_duplicates import group, runs, signature
from retrieval.types import Article

STORY = (
    "Talks between Tarsia and Korland over the river adjourned on Friday without agreement on the inspectors who would"
    " measure the flow at the dam. Korland's prime minister told parliament that he would never put the dam under a"
    " foreign eye. Tarsia called the offer inadequate and said that the volume was less than a third of what the"
    " farmers of the lower valley needed. A second round would be held in May, if both sides agreed to it.\n"
)
OTHER = (
    "The union of lake states opened a new harbour on Monday. Its secretary general praised the builders, who had"
    " worked through two winters, and said that ferries would sail from June. Tickets cost four crowns, children none."
    " A brass band played, and the mayor of the town cut a ribbon before a crowd of some three hundred people.\n"
)


def origins(**texts: str) -> dict[str, str]:
    articles = {source: Article(source, text, "") for source, text in texts.items()}
    details = {source: describe(text, source) for source, text in texts.items()}
    return group(articles, details, {source: signature(text) for source, text in texts.items()})


def test_a_reprint_is_one_origin_with_the_earlier_article() -> None:
    found = origins(
        a="Published: 5 April 2031\nNo deal\n\n" + STORY,
        b="Published: 4 April 2031\nTalks adjourn\n\n" + STORY + "Subscribe to our newsletter\n",
        c=OTHER,
    )
    assert found == {"a": "b", "b": "b", "c": "c"}


def test_a_shortened_reprint_counts_too() -> None:
    assert len(set(origins(a=STORY, b=STORY[: len(STORY) // 2]).values())) == 1


def test_one_wire_is_not_enough() -> None:
    first = "River talks adjourn\n\nVELMAR (SNA) — " + STORY
    second = "Harbour opens\n\nVELMAR (SNA) — " + OTHER
    assert len(set(origins(a=first, b=second).values())) == 2


def test_empty_and_single() -> None:
    assert origins() == {}
    assert origins(a="") == {"a": "a"}
    assert runs("") == frozenset()


def test_a_signature_tells_how_much_two_texts_share() -> None:
    """And is the same in every process, whatever order its sets have."""
    lines = [
        f"Line {number} of the long report on the river and its {number} dams says no more." for number in range(90)
    ]
    one, other = "\n".join(lines[:60]), "\n".join(lines[30:])
    shared = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
    pairs = list(zip(signature(one), signature(other), strict=True))
    assert len(pairs) == 128
    assert abs(sum(a == b for a, b in pairs) / len(pairs) - shared) < 0.12
    assert signature("A brass band played on Monday.")[:3] == [95442675, 1005843827, 1446482871]
    assert set(signature("")) == {2**32 - 1}
