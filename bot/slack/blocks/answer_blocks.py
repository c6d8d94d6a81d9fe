"""An answer as blocks: the answer in one sentence, the evidence a line each, the sources, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sentences.wording import (
    CLOSEST,
    MOST_CLOSEST,
    by_article,
    coverage,
    dropped,
    marks,
    nearest_claim,
    numbered,
    only_others_say,
    why_silent,
)
from bot.slack.blocks.footnotes import Details, footnotes, source_line
from bot.slack.blocks.silence import silence
from bot.slack.blocks.speaker_view import speaker_button
from bot.slack.layout import texts
from bot.slack.layout.claim_words import claim_line, claim_pieces
from bot.slack.layout.escaping import flowing
from bot.slack.layout.limits import QUOTE, Block, cut
from bot.slack.layout.parts import bullets, paragraph, sentence, small, words
from bot.slack.layout.replies import Frame, Reply, framed
from bot.types import Answer, Reason


def answer_reply(
    answer: Answer, frame: Frame, details: Details, covered: Sequence[str] = (), examples: Sequence[str] = ()
) -> Reply:
    if answer.status == "abstained" or not answer.claims:
        return _abstained(answer, frame, details, covered, examples)
    numbers = numbered(answer.claims)
    lead = cut(flowing(answer.lead), QUOTE) if answer.lead else ""
    remark = only_others_say(answer) if answer.reason is Reason.ONLY_OTHERS_SAY else ""

    def layout(shown: int) -> list[Block]:
        claims = answer.claims[:shown]
        blocks: list[Block] = [paragraph(words(lead, bold=True))] if lead else []
        if remark:
            blocks.append(sentence(remark))
        if claims:
            blocks.append(bullets([claim_pieces(claim, numbers) for claim in claims]))
            blocks += footnotes(claims, numbers, details)
            blocks += [speaker] if (speaker := speaker_button(claims)) else []
        if shown < len(answer.claims):
            blocks.append(small(texts.left_out(len(answer.claims) - shown, "claim")))
        return [*blocks, small(_foot(answer))]

    lines = [claim_line(claim, numbers) for claim in answer.claims]
    sources = [
        f"{marks(citations, numbers)} {source_line(details(source))}"
        for source, citations in by_article(list(numbers)).items()
    ]
    said = [part for part in (lead, remark) if part]
    return framed([*said, *lines, *sources, _foot(answer)], frame, layout, len(answer.claims))


def _abstained(
    answer: Answer, frame: Frame, details: Details, covered: Sequence[str], examples: Sequence[str]
) -> Reply:
    closest = [nearest_claim(near) for near in answer.closest[:MOST_CLOSEST]]
    why = CLOSEST if closest else why_silent(answer)
    notes = [dropped(answer.dropped), answer.note or ""]
    foot = " · ".join(note.rstrip(".") for note in notes if note and note != why)
    lines, blocks = silence(why, closest, covered, examples, details)
    below = [small(foot)] if foot else []
    return framed([*lines, *([foot] if foot else [])], frame, lambda _: [*blocks, *below], 0)


def _foot(answer: Answer) -> str:
    said = [coverage(answer.coverage), dropped(answer.dropped), answer.note or ""]
    return " · ".join(part.rstrip(".") for part in said if part)
