"""What stands between Slack's handlers and the desk: looks inquiries up, remembers them, and lays the reports out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from slack_sdk import WebClient

from bot.desk import Desk
from bot.desks.corpora import Corpora
from bot.inbox.inbox import Inbox, Work
from bot.inbox.pools import Pool
from bot.reports import Comparison, SourceEntry, Sources, Summary, Timeline
from bot.slack.blocks.answer_blocks import answer_reply
from bot.slack.blocks.comparison_blocks import comparison_reply
from bot.slack.blocks.several_blocks import several_reply
from bot.slack.blocks.sources_blocks import sources_reply
from bot.slack.blocks.summary_blocks import summary_reply
from bot.slack.blocks.timeline_blocks import timeline_reply
from bot.slack.blocks.told_blocks import told_reply
from bot.slack.duplicates import Seen
from bot.slack.inquiry import button_values
from bot.slack.inquiry.inquiries import Inquiry, Report, as_report, ask, look_up, replay
from bot.slack.inquiry.recent import Recent
from bot.slack.layout import texts
from bot.slack.layout.escaping import one_line
from bot.slack.layout.limits import Block, cut
from bot.slack.layout.parts import button, buttons, feedback_buttons, paragraph, person, small, words
from bot.slack.layout.replies import Frame, Reply
from bot.slack.wire.sending import Sender
from bot.types import MOST_TURNS, Answer, Claim, Context, Reason
from bot.types import Kind as QuestionKind
from bot.verifying.watching import Tell, watching

logger = logging.getLogger(__name__)

Kinds = Mapping[str, Work]

SHARE = "share"
FEEDBACK = "feedback"
GOOD, BAD = "+", "-"  # a press on a feedback button sends its value and nothing else
_WEEK = 7 * 24 * 3600.0


@dataclass(frozen=True)
class Reception:
    """What all handlers share. Every part of it may be used from many threads at once."""

    desk: Desk
    client: WebClient
    feedback: Path  # the JSON-lines file that cases are appended to
    inbox: Inbox  # what is received is written there before Bolt acknowledges it, and done from there
    sender: Sender
    seen: Seen = field(default_factory=Seen)
    threads: Seen = field(default_factory=lambda: Seen(seconds=_WEEK))  # (channel, thread) in which we spoke
    elsewhere: Seen = field(default_factory=Seen)  # threads that were found to be other people's
    talks: Recent[tuple[str, str], tuple[str, ...]] = field(
        default_factory=lambda: Recent(1_000)
    )  # by (channel, thread)
    contexts: Recent[tuple[str, ...], Context] = field(
        default_factory=lambda: Recent(256)
    )  # by folder, then what was asked
    reports: Recent[Inquiry, Report] = field(default_factory=lambda: Recent(256))
    long_values: button_values.Long = field(default_factory=lambda: Recent(2_000))
    folders: Mapping[str, str] = field(default_factory=dict)  # by channel, the only one it is answered from

    def desk_of(self, inquiry: Inquiry) -> Desk:
        return Corpora(self.desk, self.folders).of(inquiry.channel)

    @property
    def asking(self) -> Pool:
        """For what may wait for a chat model."""
        return self.inbox.pools["asking"]

    def pool(self, inquiry: Inquiry) -> Pool:
        """Where an inquiry is looked up, so that what takes long holds up nothing that does not."""
        return self.inbox.pools[{"ask": "asking", "sources": "light"}.get(inquiry.kind, "looking")]

    @property
    def light(self) -> Pool:
        """For what takes no time: windows above all, for which Slack gives three seconds."""
        return self.inbox.pools["light"]

    def report(self, inquiry: Inquiry) -> Report:
        """What the desk says now. Raises `PositionsError`."""
        if inquiry.kind == "ask":
            return self._remembered(inquiry, as_report(self.desk_of(inquiry), self.answered(inquiry)))
        return self._remembered(inquiry, look_up(self.desk_of(inquiry), inquiry))

    def answered(self, inquiry: Inquiry, tell: Tell | None = None) -> Answer:
        """The answer to a question, which becomes a turn of its conversation; `tell` is told of each claim before."""
        desk, folder = self.desk_of(inquiry), self.folders.get(inquiry.channel, "")
        context = self.contexts.get((folder, *inquiry.before)) or replay(desk, inquiry.before)
        with watching(tell) if tell else nullcontext():
            found = ask(desk, inquiry, context)
        outcome = f"{found.status} ({found.reason})" if found.reason else found.status
        logger.info("%s: %d claims by %s in %.0f ms", outcome, len(found.claims), found.writer, found.elapsed_ms)
        self.contexts.keep((folder, *(*inquiry.before, inquiry.text)[-MOST_TURNS:]), context.then(inquiry.text, found))
        return found

    def remember(self, thread: tuple[str, str], asked: tuple[str, ...]) -> None:
        """What was asked in a thread, the last turns only."""
        self.talks.keep(thread, asked[-MOST_TURNS:])

    def _remembered(self, inquiry: Inquiry, found: Report) -> Report:
        self.reports.keep(inquiry, found)
        button_values.remember_inquiry(inquiry, self.long_values)
        for claim in claims_of(found):
            for citation in claim.citations:
                button_values.remember_citation(citation, self.long_values)
        return found

    def same_report(self, inquiry: Inquiry) -> Report:
        """What was shown last time, as far as it is remembered: what is shared is what was read."""
        return self.reports.get(inquiry) or self.report(inquiry)

    def answer(
        self,
        question: str,
        remark: str = "",
        before: tuple[str, ...] = (),
        untagged_question: bool | None = None,
        channel: str = "",
        tell: Tell | None = None,
    ) -> Reply | None:
        """For a message that stands above its answer; `None` where an untagged one turns out not to be meant for us.

        `untagged_question` is `None` for a message to us, and else whether it ends with a question mark.
        """
        inquiry = Inquiry("ask", question, before, channel)
        answer = self.answered(inquiry, tell)
        if untagged_question is not None and _is_among_people(answer, untagged_question):
            return None
        if not _follows(answer):  # it stands on its own, and so do its buttons
            inquiry = Inquiry("ask", question, channel=channel)
        report = self._remembered(inquiry, as_report(self.desk_of(inquiry), answer))
        start = (small(remark),) if remark else ()
        return self._laid_out(report, inquiry, Frame(start, (_feedback(inquiry),)))

    def private(self, inquiry: Inquiry) -> Reply:
        """For one person, who can share it; a command does not stand above its answer, so it is repeated."""
        share = button("Share to channel", SHARE, button_values.for_inquiry(inquiry))
        end = [buttons(share)]
        if inquiry.kind == "ask":
            end.append(_feedback(inquiry))
        return self._laid_out(self.report(inquiry), inquiry, Frame(_asked(inquiry), tuple(end)))

    def shared(self, inquiry: Inquiry, user: str) -> Reply:
        """For everybody in the channel, naming who shared it."""
        by = paragraph(person(user), words(texts.shared(title_of(inquiry))))
        end = (_feedback(inquiry),) if inquiry.kind == "ask" else ()
        return self._laid_out(self.same_report(inquiry), inquiry, Frame((by,), end))

    def in_modal(self, inquiry: Inquiry) -> Reply:
        """For a window: Slack allows neither tables nor feedback buttons there."""
        return self._laid_out(self.report(inquiry), inquiry, Frame(_asked(inquiry), tables=False))

    def details(self, source: str) -> SourceEntry:
        """What the desk knows of the article now; what was known before its file changed is not remembered."""
        known = next((entry for entry in self.desk.sources().articles if entry.source == source), None)
        return known or SourceEntry(source=source, title=self.desk.title(source), origin=source)

    def _laid_out(self, report: Report, inquiry: Inquiry, frame: Frame) -> Reply:
        match report:
            case Answer() if report.parts:
                return several_reply(report, frame, lambda part, within: self._laid_out(part, inquiry, within))
            case Answer() if report.status == "answered" and not report.claims:
                return told_reply(report, frame)
            case Answer():
                silent, desk = report.status == "abstained", self.desk_of(inquiry)
                covered, examples = (desk.covered(), desk.examples()) if silent else ((), ())
                return answer_reply(report, frame, self.details, covered, examples)
            case Comparison():
                return comparison_reply(report, frame, self.details)
            case Summary():
                return summary_reply(report, frame, self.details)
            case Timeline():
                return timeline_reply(report, frame, self.details)
            case Sources():
                return sources_reply(report, inquiry.text if inquiry.kind == "sources" else "", frame)


def claims_of(report: Report) -> list[Claim]:
    match report:
        case Answer():
            return list(report.claims)
        case Comparison():
            held = [claim for cell in report.cells for claim in cell.claims]
            return held + [claim for conflict in report.conflicts for claim in conflict.claims]
        case Summary():
            return [claim for issue in report.issues for claim in issue.claims]
        case Timeline():
            return [claim for entry in report.entries for claim in entry.claims]
        case Sources():
            return []


def _follows(answer: Answer) -> bool:
    """Whether an answer, or a part of it, could not be read without the turns before it."""
    return any(each.understood is not None and each.understood.follows for each in (answer, *answer.parts))


def _is_among_people(answer: Answer, has_mark: bool) -> bool:
    """Whether an untagged message was said to others: off the subject, thanks, or a follow-up that finds nothing."""
    kind = answer.understood.kind if answer.understood else None
    aside = answer.reason in (Reason.OFF_TOPIC, Reason.EMPTY_QUESTION) or kind in (
        QuestionKind.THANKS,
        QuestionKind.HELP,
    )
    return aside or (not has_mark and answer.status == "abstained")


def title_of(inquiry: Inquiry) -> str:
    return inquiry.text if inquiry.kind == "ask" else f"/{inquiry.kind} {inquiry.text}".strip()


def _asked(inquiry: Inquiry) -> tuple[Block, ...]:
    return (small(f"You asked: {cut(one_line(title_of(inquiry)), 300)}"),) if inquiry.text else ()


def _feedback(inquiry: Inquiry) -> Block:
    value = button_values.for_inquiry(inquiry)
    return feedback_buttons(FEEDBACK, GOOD + value, BAD + value)
