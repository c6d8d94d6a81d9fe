"""What a claim has its holder do (demand, reject, support) against what the quote does.

A weak model forces the question's verb onto whatever it finds: "Russia rejects its strong opposition to expansion".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.library import Library
from bot.passages.cited import cited_texts
from bot.types import Citation
from bot.verifying.checks.wanted import act_of, denied_words, is_denied, is_done, wanted_under, wanted_words
from bot.words import has_function_word, stem, straight
from retrieval.grammar.parsing import Parse
from retrieval.stance.verbs import JUDGED, MUST
from retrieval.types import REFUSALS, Act, Polarity, Span

_NAME = re.compile(r"(?:The )?([A-Z][^\W\d_]*(?:[ -][A-Z][\w.]*)*)(?= [a-z])")
_ASKING = frozenset((Act.DEMAND, Act.APPEAL))
_GIVING = frozenset((Act.ACCEPT, Act.OFFER))


def turned(claim: str, citations: Sequence[Citation], library: Library) -> str | None:
    """A word that the claim has its holder want and the quote turns down, or the other way round."""
    theirs = wanted_words(_cited(citations, library))
    for parse, verb, _ in _acts(_claimed(claim, library)):
        mine = wanted_under(parse, verb)
        shared = mine.keys() & theirs.keys()
        if shared and all(mine[word] not in theirs[word] for word in shared):
            return f"the quote does not {parse.lemmas[verb]} “{min(shared)}”, but the contrary"
    return None


def unperformed(claim: str, citations: Sequence[Citation], library: Library) -> str | None:
    """An act of the claim that nothing in the quote's sentences does: a mark, no fault, for it may be there in words
    that no lexicon has."""
    quoted = _cited(citations, library)
    rows = [row for each in citations for row in library.statements_at(each.source, Span(each.start, each.end))]
    done = {each for parse in quoted for each in _done(parse)} | {(row.act, row.polarity) for row in rows}
    verbs = {stem(parse.lemmas[at]) for parse in quoted for at in range(len(parse)) if parse.tags[at].startswith("VB")}
    there = {stem(word) for parse in quoted for word in parse.words}
    refused = {word for word, wanted in wanted_words(quoted).items() if False in wanted}
    refused |= {word for parse in quoted for word in denied_words(parse)}
    for parse, verb, act in _acts(_claimed(claim, library)):
        about = wanted_under(parse, verb).keys() & there
        refusing = act in REFUSALS and bool(about)
        borne_out = bool(about & refused) if refusing else any(_bears_out(act, *each) for each in done)
        if not borne_out and stem(parse.lemmas[verb]) not in verbs:
            return f"nothing in the quote says to {parse.lemmas[verb]} it"
    return None


def _bears_out(act: Act, done: Act, polarity: Polarity | None) -> bool:
    """Whether an act of the quote bears out the claim's: who asks for a thing supports it, who plans it wants it."""
    if act is Act.DEMAND:
        return done in _ASKING
    if act in REFUSALS:
        return done in REFUSALS or polarity is Polarity.AGAINST
    if act is Act.OFFER:
        return done in _GIVING or (done is Act.STATE and polarity is Polarity.FOR)
    if act in _ASKING | _GIVING:
        return done in _ASKING | _GIVING or polarity is Polarity.FOR
    return done is act


def _claimed(text: str, library: Library) -> Sequence[Parse]:
    """A claim's parses, a pronoun for the name that it begins with: the parser takes "Lind rejects" for a noun."""
    first = _NAME.match(text)
    if first is not None and not has_function_word(first[1]):
        text = f"It{text[first.end() :]}"
    return library.parse(straight(text))


def _acts(parses: Sequence[Parse]) -> Iterator[tuple[Parse, int, Act]]:
    """The acts of a claim's main verbs, with the verb; none that are denied, which is `polarity`'s."""
    for parse in parses:
        for at in range(len(parse)):
            head = parse.heads[at]
            main = head == at or (parse.deps[at] == "conj" and parse.heads[head] == head)
            done = act_of(parse, at) if main and parse.tags[at].startswith("VB") else None
            if done is not None and done[0] is not Act.STATE and not is_denied(parse, at):
                yield parse, at, done[0]


def _done(parse: Parse) -> Iterator[tuple[Act, Polarity | None]]:
    """All acts that a sentence of the quote does, in whatever words."""
    for at in range(len(parse)):
        done = act_of(parse, at)
        if done is not None and is_done(parse, at):
            yield (Act.REJECT, Polarity.AGAINST) if is_denied(parse, at) else done
        if parse.lemmas[at] in JUDGED:
            yield JUDGED[parse.lemmas[at]]
        if parse.lemmas[at] in MUST or parse.words[at].lower() in ("should", "let"):
            yield Act.DEMAND, None


def _cited(citations: Sequence[Citation], library: Library) -> list[Parse]:
    """The parses of the whole sentences that the quotes lie in: who wants it may stand just before."""
    return [parse for each in cited_texts(citations, library) for parse in library.parse(straight(each))]
