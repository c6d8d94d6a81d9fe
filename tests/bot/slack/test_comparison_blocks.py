from bot.reports import Cell, CellKind, Comparison
from bot.slack.comparison_blocks import comparison_reply
from bot.slack.replies import Frame
from tests.bot.slack.fake_desk import DEMAND, FakeDesk, claim, details
from tests.bot.slack.showing import check, elements, seen


def reply_to(comparison: Comparison, frame: Frame = Frame()) -> list[dict[str, object]]:  # noqa: B008 - frozen
    return comparison_reply(comparison, frame, details).blocks


def rows(blocks: list[dict[str, object]]) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in elements(blocks, "table")[0]["rows"]]


def test_actors_are_columns_and_issues_rows() -> None:
    table = rows(reply_to(FakeDesk().compare(("Ruritania", "Borduria"))))
    assert table[0] == ["Issue", "Ruritania", "Borduria"]
    assert [row[0] for row in table[1:]] == ["the toll", "the strait"]
    assert table[1][1] == "rejects: “We will not pay the toll” (2031-05-02) [1]"
    assert table[1][2] == "rejects: “Borduria rejects any change to the toll” [2]"
    assert table[2][2] == "not in the articles"


def test_the_order_of_the_actors_changes_nothing_but_their_order() -> None:
    def unnumbered(*actors: str) -> list[list[str]]:
        return [[cell.split(" [")[0] for cell in row] for row in rows(reply_to(FakeDesk().compare(actors)))]

    swapped = [[issue, second, first] for issue, first, second in unnumbered("Borduria", "Ruritania")]
    assert swapped == unnumbered("Ruritania", "Borduria")


def test_silences_are_told_apart() -> None:
    kinds = list(CellKind)[1:]
    cells = tuple(Cell(actor="A", issue=kind.value, kind=kind) for kind in kinds)
    table = rows(reply_to(Comparison(actors=("A",), issues=tuple(kind.value for kind in kinds), cells=cells)))
    assert [row[1] for row in table[1:]] == [
        "not in the articles", "mentioned, no clear position", "only others say", "declined to say",
    ]  # fmt: skip


def test_what_only_others_say_is_shown_under_their_name() -> None:
    said = claim("free passage", reported_by="Borduria")
    cell = Cell(actor="Ruritania", issue="x", kind=CellKind.ONLY_OTHERS_SAY, claims=(said,))
    table = rows(reply_to(Comparison(actors=("Ruritania",), issues=("x",), cells=(cell,))))
    assert table[1][1] == "only others say\nBorduria says: “free passage” [1]"


def test_conflicts_stand_below_with_both_quotes() -> None:
    text = seen(reply_to(FakeDesk().compare(("Ruritania", "Borduria"))))
    assert "They disagree — the toll" in text
    assert "Ruritania rejects: “We will not pay the toll” (said 2031-05-02) [1]" in text
    assert "Borduria rejects: “Borduria rejects any change to the toll” [2]" in text


def test_every_number_has_its_footnote() -> None:
    text = seen(reply_to(FakeDesk().compare(("Ruritania", "Borduria"))))
    for source in ("[1] Border talks stall", "[2] strait.txt", "[3] strait.txt"):
        assert f"\n{source}" in text


def test_a_name_nobody_mentions_is_named() -> None:
    assert "No article mentions Syldavia." in seen(reply_to(FakeDesk().compare(("Ruritania", "Borduria", "Syldavia"))))


def test_too_many_actors_for_a_table_and_windows_get_a_list() -> None:
    actors = tuple(f"Actor {n}" for n in range(20))
    cells = tuple(Cell(actor=actor, issue="x", kind=CellKind.ABSENT) for actor in actors)
    many = reply_to(Comparison(actors=actors, issues=("x",), cells=cells))
    window = reply_to(FakeDesk().compare(("Ruritania", "Borduria")), Frame(tables=False))
    for blocks in (many, window):
        assert not elements(blocks, "table")
        assert "not in the articles" in seen(blocks)


def test_more_issues_than_a_table_has_rows_are_left_out_aloud() -> None:
    issues = tuple(f"{n}" for n in range(150))
    cells = tuple(Cell(actor="A", issue=issue, kind=CellKind.ABSENT) for issue in issues)
    blocks = reply_to(Comparison(actors=("A",), issues=issues, cells=cells))
    check(blocks)
    assert len(rows(blocks)) == 100
    assert "Left out: 99, 100, 101," in seen(blocks)
    assert "110 and 39 more." in seen(blocks)


def test_nothing_to_compare_is_said() -> None:
    for actors, issues in ((("A", "B"), ()), ((), ("x",))):
        blocks = reply_to(Comparison(actors=actors, issues=issues, cells=(), unknown=("Syldavia",)))
        assert seen(blocks) == "The articles hold nothing on these that I could compare. No article mentions Syldavia."


def test_only_the_claims_that_are_shown_are_cited() -> None:
    held = tuple(claim(f"quote {n}") for n in range(4))
    cell = Cell(actor="A", issue="x", kind=CellKind.POSITION, claims=(DEMAND, *held))
    blocks = reply_to(Comparison(actors=("A",), issues=("x",), cells=(cell,)))
    assert "and 3 more" in rows(blocks)[1][1]
    assert len(elements(blocks, "section")) == 2
