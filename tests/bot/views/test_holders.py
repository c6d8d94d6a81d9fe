import pytest

from bot.types import Citation
from bot.views.holders import holder_of
from retrieval.errors import ArticlesError
from tests.bot.written_library import WrittenLibrary


def test_the_evidence_is_that_of_the_statement_that_was_cited() -> None:
    library = WrittenLibrary({"a.txt": "Arvia demands the harbour. Belmark refuses the harbour."})
    library.say("a.txt", "Arvia", "the harbour")
    found = holder_of(Citation(source="a.txt", quote="the harbour", start=14, end=25), library)
    assert (found.source, found.holder) == ("a.txt", "Arvia")


def test_where_nothing_is_attributed_it_says_so() -> None:
    library = WrittenLibrary({"a.txt": "Arvia demands the harbour."})
    with pytest.raises(ArticlesError):
        holder_of(Citation(source="a.txt", quote="Arvia", start=0, end=5), library)
