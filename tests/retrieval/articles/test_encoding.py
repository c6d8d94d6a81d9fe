from __future__ import annotations

import pytest

from retrieval.articles.encoding import decoded

ENGLISH = "“We will not sell a single ship,” José Peña said – it’s over."
RUSSIAN = "Президент заявил во вторник, что переговоры закончены, и добавил, что новых предложений не будет. " * 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-32", "mac_roman"])
def test_english_in_its_usual_encodings(encoding: str) -> None:
    assert decoded(ENGLISH.encode(encoding)) == (ENGLISH, encoding)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_the_bytes_tell_other_scripts(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == (RUSSIAN, encoding)


def test_a_broken_byte_does_not_make_utf8_another_encoding() -> None:
    assert decoded(ENGLISH.encode() + b"\xff") == (ENGLISH + "\ufffd", "utf-8 with gaps")


@pytest.mark.parametrize("raw", [bytes(range(1, 256)) * 3, b"a\0b", "text".encode("utf-16") + b"x"])
def test_what_cannot_be_told_is_not_guessed(raw: bytes) -> None:
    assert decoded(raw) is None
