from collections.abc import Callable

import pytest

from retrieval.attribution.reading import read_attributions
from retrieval.furniture import furniture
from retrieval.parsing import Parser
from retrieval.sentences import sentences
from retrieval.types import Attribution

Read = Callable[[str], tuple[Attribution, ...]]


@pytest.fixture(scope="session")
def read(parser: Parser) -> Read:
    return lambda text: read_attributions(text, sentences(text, furniture(text)), parser)
