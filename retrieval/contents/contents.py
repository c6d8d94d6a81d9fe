"""What a cue may introduce: the readings of its content that the grammar allows, the likeliest first.

A frame names the construction:
    that bare wh     says that …, says …, says what …        small     makes them leave, calls it a mistake
    inf obj_inf      wants to …, urges them to …             np        demands a withdrawal
    prep:on          insists on …                            rel       which Tarn rejects
    before around    “…,” he said; …, he said, …             as        …, as he put it
    quote colon      he was blunt: “…”                       passive   was rejected by Tarn
    adj:to adj:that  is open to …, is confident that …       noun:for noun:that noun:inf   the call for …
    according        according to X, …; …, according to X    in:by     by one estimate, …
    headline         X: …                                    next      a quotation in the next sentence
"""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.contents.after import after
from retrieval.contents.inversions import before
from retrieval.contents.phrases import according, complements, headline, passive, preposition, relative
from retrieval.contents.quoted import quote_after
from retrieval.grammar.parsing import Parse
from retrieval.grammar.scene import Candidate, Scene

_LINKING = frozenset(("be", "feel", "remain", "seem", "sound", "become", "get", "stand", "stay"))


def contents(scene: Scene, sentence: int) -> Iterator[Candidate]:
    """Every candidate of one sentence; several for one cue token, the likeliest first."""
    parse = scene.parses[sentence]
    yield from headline(scene, sentence, parse)
    for token, tag in enumerate(parse.tags):
        if parse.words[token].lower() == "according" and parse.words[token + 1 : token + 2] == ("to",):
            yield from according(sentence, parse, token)
        elif tag[:2] == "VB" and parse.deps[token] not in ("aux", "auxpass"):
            yield from _verb(scene, sentence, parse, token)
        elif tag[:2] == "NN" and parse.deps[token] not in ("compound", "npadvmod"):
            yield from complements(sentence, parse, token, token, "noun")
            if parse.deps[token] == "ROOT" or (parse.deps[token] == "compound" and tag in ("NNS", "NNPS")):
                yield from quote_after(scene, sentence, parse, token)
        elif tag == "IN":
            yield from preposition(sentence, parse, token)


def _verb(scene: Scene, sentence: int, parse: Parse, v: int) -> Iterator[Candidate]:
    if parse.lemmas[v] in _LINKING:
        for c in parse.children[v]:
            if c > v and parse.deps[c] in ("acomp", "oprd") and parse.tags[c] not in ("VBG",):
                yield from complements(sentence, parse, c, v, "adj")
    spoken_before = list(before(scene, sentence, parse, v))
    yield from spoken_before
    yield from passive(sentence, parse, v)
    yield from relative(sentence, parse, v)
    yield from after(sentence, parse, v)
    if not spoken_before:
        yield from quote_after(scene, sentence, parse, v)
