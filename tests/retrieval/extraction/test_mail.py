from __future__ import annotations

from email.message import EmailMessage

import pytest

from retrieval.extraction.extracted import NotReadableError
from retrieval.extraction.mail import mail, saved_page
from tests.retrieval.extraction.outlets import BODY, OUTLETS

TEXT = "Tarn rejected the river plan on Wednesday. " * 6


def message(plain: str = "", page: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ona Rell <ona@courier.example>"
    made["Subject"] = "Tarn rejects the plan"
    made["Date"] = "Wed, 02 Apr 2031 10:00:00 +0000"
    made.set_content(plain)
    if page:
        made.add_alternative(page, subtype="html")
    return made


def test_a_mail_is_its_plain_part_below_its_subject() -> None:
    found = mail(message(TEXT).as_bytes())
    assert found.text == f"Tarn rejects the plan\n\n{TEXT}\n"
    assert (found.given.author, found.given.published) == ("Ona Rell", "2031-04-02")


def test_a_newsletter_is_its_page() -> None:
    found = mail(message("Open this in your browser.", OUTLETS["nineties"]).as_bytes())
    assert BODY[1] in found.text
    assert "browser" not in found.text


def test_a_page_that_was_saved_as_one_file() -> None:
    made = message(page=OUTLETS["microdata"])
    made["Snapshot-Content-Location"] = "https://courier.example/tarn"
    found = saved_page(made.as_bytes())
    assert BODY[1] in found.text
    assert found.given.url == "https://courier.example/tarn"


def test_a_mail_without_text_says_so() -> None:
    with pytest.raises(NotReadableError, match="no text"):
        mail(message().as_bytes())
