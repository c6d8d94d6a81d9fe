from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

import retrieval.extraction.markup
from retrieval.extraction.kinds import KINDS


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml"])
def test_all_code_that_reads_a_page_belongs_to_its_identity(suffix: str) -> None:
    """Else an index would keep what an older reading made of the page."""
    room = Path(retrieval.extraction.markup.__file__).parent
    names = ["extraction/pages.py", *(f"extraction/markup/{path.name}" for path in room.glob("*.py"))]
    assert len(names) > 3
    assert [name for name in names if not any(fnmatch(name, each) for each in KINDS[suffix].code)] == []
