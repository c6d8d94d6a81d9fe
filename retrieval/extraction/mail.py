"""Mails (.eml) and pages that a browser saved as one file (.mhtml): both are MIME messages."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from retrieval.extraction.extracted import Extracted, NotReadableError, day_given, one_line, with_title
from retrieval.extraction.pages import page_of
from retrieval.types import Given

_ENOUGH = 200  # code points; a shorter plain part says only "open this in your browser"


def mail(raw: bytes) -> Extracted:
    """The mail's plain part, or its page. Raises `NotReadableError` where it has neither."""
    message = message_from_bytes(raw, policy=policy.default)
    plain, page = _part(message, "plain"), _part(message, "html")
    title = one_line(message["subject"])
    day, remark = _day(message)
    if len(plain.strip()) >= _ENOUGH or not page:
        if not plain.strip():
            raise NotReadableError("skipped, the mail has no text; save what it carries as files of their own")
        text = with_title(title, plain.replace("\r\n", "\n"))
        given = Given(title=title, author=one_line(parseaddr(str(message["from"] or ""))[0]), published=day)
        return Extracted(text, given, remark=remark)
    found = page_of(page)
    given = Given(
        title=title or found.given.title,
        author=found.given.author or one_line(parseaddr(str(message["from"] or ""))[0]),
        publisher=found.given.publisher,
        published=day or found.given.published,
        url=found.given.url,
    )
    return Extracted(found.text, given, remark=remark)


def saved_page(raw: bytes) -> Extracted:
    """The page of an .mhtml file."""
    message = message_from_bytes(raw, policy=policy.default)
    page = _part(message, "html")
    if not page:
        raise NotReadableError("skipped, the file holds no page; save the page again as .html")
    found = page_of(page)
    address = one_line(message["snapshot-content-location"])
    if found.given.url or not address or not address.startswith(("http://", "https://")):
        return found
    said = found.given
    given = Given(said.title, said.author, said.publisher, said.published, address)
    return Extracted(found.text, given, remark=found.remark)


def _part(message: EmailMessage, kind: str) -> str:
    """The first part of text of a kind, or nothing."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not part.is_attachment():
            try:
                return str(part.get_content())
            except (LookupError, ValueError):  # an encoding that nobody knows
                payload = part.get_payload(decode=True)
                return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return ""


def _day(message: EmailMessage) -> tuple[str | None, str | None]:
    words = one_line(str(message["date"] or ""))
    try:
        return day_given(parsedate_to_datetime(words).date().isoformat() if words else None)
    except ValueError:
        return day_given(words)
