"""An answer as blocks: claims with their holders, the sources under them, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack import texts
from bot.slack.claim_words import claim_line, claim_pieces, numbered
from bot.slack.footnotes import Details, described, footnotes
from bot.slack.limits import Block
from bot.slack.parts import bullets, small
from bot.slack.replies import Frame, Reply, framed
from bot.slack.silence import silence
from bot.types import Answer, Reason


def answer_reply(
    answer: Answer, frame: Frame, details: Details, covered: Sequence[str] = (), examples: Sequence[str] = ()
) -> Reply:
    if answer.status == "abstained" or not answer.claims:
        return _abstained(answer, frame, covered, examples)
    numbers = numbered(answer.claims)
    remark = _remark(answer)

    def layout(shown: int) -> list[Block]:
        claims = answer.claims[:shown]
        blocks: list[Block] = [small(remark)] if remark else []
        if claims:
            blocks.append(bullets([claim_pieces(claim, numbers) for claim in claims]))
            blocks += footnotes(claims, numbers, details)
        if shown < len(answer.claims):
            blocks.append(small(texts.left_out(len(answer.claims) - shown, "claim")))
        return [*blocks, small(_foot(answer))]

    lines = [claim_line(claim, numbers) for claim in answer.claims]
    sources = [f"[{number}] {described(details(citation.source))}" for citation, number in numbers.items()]
    return framed([*([remark] if remark else []), *lines, *sources, _foot(answer)], frame, layout, len(answer.claims))


def _abstained(answer: Answer, frame: Frame, covered: Sequence[str], examples: Sequence[str]) -> Reply:
    reason = answer.reason or Reason.NO_EVIDENCE
    notes = [f"reason: {reason.value}", texts.dropped(answer.dropped), answer.note or ""]
    foot = " · ".join(note for note in notes if note)
    lines, blocks = silence(texts.REASONS[reason], covered, examples)
    return framed([*lines, foot], frame, lambda _: [*blocks, small(foot)], 0)


def _remark(answer: Answer) -> str:
    """What a reader must know before the claims: that the actor itself is silent."""
    if answer.reason != Reason.ONLY_OTHERS_SAY:
        return ""
    return texts.only_others_say(tuple(dict.fromkeys(claim.actor for claim in answer.claims)))


def _foot(answer: Answer) -> str:
    said = [texts.coverage(answer.coverage), texts.dropped(answer.dropped), answer.note or ""]
    return " · ".join(part.rstrip(".") for part in said if part)
