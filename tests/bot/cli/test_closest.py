"""What is shown where nothing answers: sentences, never a heading or the line with the day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main

FIRST = """Library hours divide Marlow council
Published: 3 March 2025

The head librarian, Petra Oyelaran, said on Monday that closing the Eastgate branch on Saturdays would shut
out families who work during the week. “We will lose the children first,” she told the Marlow Courier.

Council leader Tom Brask rejected the criticism. He said the town could not afford to heat four buildings, and
promised that the savings would pay for a mobile library from June.

The readers' association, which has 900 members, threatened to take the council to court if the branch closes
before a public hearing.
"""
SECOND = """Brask offers hearing on Eastgate branch
Published: 10 March 2025

Council leader Tom Brask said on Monday he would hold a public hearing on April 2 before any decision about
the Eastgate library.

The readers' association welcomed the hearing. Its chair, Lena Voss, said the group would drop its plan to sue
as long as the branch stays open until then.

Deputy mayor Idris Fane called the mobile library “a bus with a few paperbacks” and said he would vote against
the cuts.
"""


def test_the_closest_passages_are_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    question = "What does Petra Oyelaran think about the mobile library?"
    main(["--articles", str(folder), "--data", str(tmp_path / "index"), "ask", question, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "abstained"
    assert found["closest"]
    assert all(each["text"].endswith((".", "”")) for each in found["closest"])
