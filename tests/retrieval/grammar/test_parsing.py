from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from threadpoolctl import threadpool_info

from retrieval.articles.sentences import sentences
from retrieval.errors import ModelError
from retrieval.grammar import model
from retrieval.grammar.parsing import Parser
from retrieval.types import Span

SEEDS = Path(__file__).parents[3] / "seeds"


def test_tokens_are_slices_of_the_article(parser: Parser) -> None:
    text = "🙂 Rain.  Okoro said Tarn’s ministers aren't ready. More rain."
    start = text.index("Okoro")
    (parse,) = parser.parse(text, [Span(start, text.index(" More"))])
    assert [text[a:b] for a, b in zip(parse.starts, parse.ends, strict=True)] == list(parse.words)
    assert parse.starts[0] == start
    assert dict(zip(parse.words, parse.lemmas, strict=True))["ministers"] == "minister"
    assert {"said": "say", "are": "be"}.items() <= dict(zip(parse.words, parse.lemmas, strict=True)).items()


def test_a_given_sentence_is_never_split(parser: Parser) -> None:
    text = "It rained. It poured. Okoro left."
    (parse,) = parser.parse(text, [Span(0, len(text))])
    assert sum(head == token for token, head in enumerate(parse.heads)) == 1


def test_children_and_edges_follow_the_heads(parser: Parser) -> None:
    text = "The minister of Tarn rejected the plan."
    (parse,) = parser.parse(text, [Span(0, len(text))])
    verb = parse.words.index("rejected")
    subject = parse.child(verb, "nsubj")
    assert subject is not None
    assert parse.slice(*parse.edges[subject]).of(text) == "The minister of Tarn"
    assert parse.slice(*parse.edges[verb]).of(text) == text


def test_nothing_to_parse(parser: Parser) -> None:
    assert parser.parse("", []) == []


def test_a_very_long_sentence_is_cut(parser: Parser) -> None:
    text = "Okoro said " * 2_000
    (parse,) = parser.parse(text, [Span(0, len(text))])
    assert parse.ends[-1] <= 4_000


def test_other_files_than_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"something else")
    with pytest.raises(ModelError, match="make clean setup"):
        model.checked(tmp_path, "0" * 64)


def test_its_parts_parse_as_the_whole_model_does(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    loaded = spacy.load(model.folder())
    lemmatizer: Any = loaded.get_pipe("lemmatizer")
    for table in ("lemma_index", "lemma_exc", "lemma_rules"):
        lemmatizer.lookups.remove_table(table)  # the parser fills them
    monkeypatch.setattr(model, "load", lambda: loaded)
    whole = Parser()
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        spans = sentences(text, ())
        for one, other in zip(parser.parse(text, spans), whole.parse(text, spans), strict=True):
            assert vars(one) == vars(other)


def test_spacys_command_line_is_left_alone() -> None:
    told = (
        "import sys, retrieval.grammar.model as m; m.load(); print('spacy.cli' in sys.modules); import spacy.cli.info"
    )
    run = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["False"]


def test_no_two_threads_share_a_product(parser: Parser) -> None:
    """They take four times the processor's time for it, where each core has a process of its own."""
    assert parser.parse("Tarn said no.", [Span(0, 13)])
    assert {each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"} == {1}
