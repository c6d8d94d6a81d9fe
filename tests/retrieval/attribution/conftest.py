from collections.abc import Callable

import pytest

from retrieval.articles.boilerplate import furniture
from retrieval.articles.sentences import sentences
from retrieval.attribution.reading import read_attributions
from retrieval.grammar.parsing import Parser
from retrieval.types import Attribution

Read = Callable[[str], tuple[Attribution, ...]]


@pytest.fixture(scope="session")
def read(parser: Parser) -> Read:
    return lambda text: read_attributions(text, sentences(text, furniture(text)), parser)
