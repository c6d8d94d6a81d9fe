"""The window behind "Wrong speaker?": what makes the cited words their holder's, and how `actors.yaml` overrules it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reports import HolderEvidence
from bot.slack.blocks.context_view import View, window
from bot.slack.inquiry.button_values import fits_button, for_citations
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import NAME, TITLE, Block, cut
from bot.slack.layout.parts import button, buttons, paragraph, sentence, small, words
from bot.types import Citation, Claim

SPEAKER = "wrong_speaker"
SPEAKER_TITLE = "Who said it"
_SEVERAL = 4


def speaker_button(claims: Sequence[Claim]) -> Block | None:
    """One button for the claims of an answer; none where a button cannot carry what they cite."""
    cited = [claim.citations[0] for claim in claims]
    if not cited or not fits_button(cited):
        return None
    return buttons(button(texts.WRONG_SPEAKER, SPEAKER, for_citations(cited)))


def speaker_view(found: Sequence[tuple[Citation, HolderEvidence | str]]) -> View:
    """For each citation the evidence, or the sentence on why there is none."""
    blocks: list[Block] = []
    for citation, evidence in found:
        if isinstance(evidence, str):
            blocks.append(sentence(evidence))
            continue
        blocks.append(paragraph(words(_short(evidence.holder), bold=True), words(f": “{_quote(citation)}”")))
        blocks += [sentence(line) for line in _lines(evidence)]
    return window(SPEAKER_TITLE, [*blocks, small(texts.OVERRULE)])


def _lines(evidence: HolderEvidence) -> Iterator[str]:
    if evidence.mention is None:
        yield f"No name stands beside these words in {one_line(evidence.source)}: whoever spoke before goes on."
    else:
        beside = f", beside “{_short(evidence.cue)}”" if evidence.cue else ""
        yield f"The article says “{_short(evidence.mention)}”{beside} ({one_line(evidence.source)})."
    if evidence.reporter:
        yield f"It is {_short(evidence.reporter)} who says so of {_short(evidence.holder)}."
    if evidence.speaks_for:
        role = f" as {_short(evidence.role)}" if evidence.role else ""
        yield f"Read as speaking for {_short(evidence.speaks_for)}{role}."
    if evidence.names:
        names = (f"{_short(name.text)} ({one_line(name.evidence)})" for name in evidence.names[:_SEVERAL])
        yield f"Known as {', '.join(names)}."


def _short(text: str) -> str:
    return cut(one_line(text), NAME)


def _quote(citation: Citation) -> str:
    return cut(one_line(citation.quote), TITLE)
