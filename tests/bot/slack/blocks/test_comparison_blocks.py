from bot.reports import Cell, CellKind, Comparison, Conflict, ConflictKind
from bot.slack.blocks.comparison_blocks import comparison_reply
from bot.slack.layout.replies import Frame
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
    assert table[1][1] == "We will not pay the toll (2 May 2031) [1]"
    assert table[1][2] == "Borduria rejects any change to the toll [2]"
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
    assert table[1][1] == "only others say\naccording to Borduria: free passage [1]"


def test_it_opens_with_where_the_actors_differ_most() -> None:
    lines = seen(reply_to(FakeDesk().compare(("Ruritania", "Borduria")))).splitlines()
    assert lines[1:4] == [
        "They disagree most on the toll",
        "Ruritania – We will not pay the toll (2 May 2031) [1]",
        "Borduria rejects any change to the toll [2]",
    ]


def test_without_a_conflict_it_opens_with_what_both_are_quoted_on() -> None:
    found = FakeDesk().compare(("Ruritania", "Borduria")).model_copy(update={"conflicts": ()})
    opening = seen(reply_to(found)).splitlines()[1]
    assert opening.startswith("On the toll: Ruritania – We will not pay the toll; Borduria – Borduria rejects")
    assert "disagree" not in seen(reply_to(found))


def test_other_conflicts_stand_below_with_both_quotes() -> None:
    found = FakeDesk().compare(("Ruritania", "Borduria"))
    more = Conflict(kind=ConflictKind.OVER_TIME, issue="the strait", claims=(DEMAND, DEMAND))
    text = seen(reply_to(found.model_copy(update={"conflicts": (more, *found.conflicts)})))
    assert text.index("They disagree most on the toll") < text.index("Changed over time – the strait")


def test_every_number_has_its_source() -> None:
    text = seen(reply_to(FakeDesk().compare(("Ruritania", "Borduria"))))
    assert "\n[1][2][3] Border talks stall" in text


def test_what_is_left_out_is_named() -> None:
    found = FakeDesk().compare(("Ruritania", "Borduria"))
    found = found.model_copy(update={"left_out": 3, "left_out_issues": ("the harbour", "fish")})
    assert "Also spoken of: the harbour, fish and 1 more. Name one to see it" in seen(reply_to(found))


def test_a_long_sentence_stands_whole_and_alone_in_its_cell() -> None:
    long = "Ruritania wants " + "a free passage and " * 20 + "peace."
    cell = Cell(actor="A", issue="x", kind=CellKind.POSITION, claims=(claim(long), claim(long + " Now.")))
    shown = rows(reply_to(Comparison(actors=("A",), issues=("x",), cells=(cell,))))[1][1]
    assert shown == f"{long} [1]\nand 1 more"


def test_a_clause_stands_for_a_sentence_that_is_long() -> None:
    whole = "Ruritania wants peace, " + "as it has said before, " * 20 + "and fish."
    short = claim(whole, text="Ruritania wants peace", display=whole)
    cell = Cell(actor="A", issue="x", kind=CellKind.POSITION, claims=(short,))
    table = rows(reply_to(Comparison(actors=("A",), issues=("x",), cells=(cell,))))
    assert table[1][1] == "Ruritania wants peace [1]"


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
    assert "Also spoken of: 99, 100, 101" in seen(blocks)


def test_nothing_to_compare_is_said() -> None:
    for actors, issues in ((("A", "B"), ()), ((), ("x",))):
        blocks = reply_to(Comparison(actors=actors, issues=issues, cells=(), unknown=("Syldavia",)))
        assert seen(blocks) == "The articles hold nothing on these that I could compare. No article mentions Syldavia."


def test_only_the_claims_that_are_shown_are_cited() -> None:
    held = tuple(claim(f"quote {n}") for n in range(4))
    cell = Cell(actor="A", issue="x", kind=CellKind.POSITION, claims=(DEMAND, *held))
    blocks = reply_to(Comparison(actors=("A",), issues=("x",), cells=(cell,)))
    assert "and 3 more" in rows(blocks)[1][1]
    assert "[1][2] Border talks stall" in seen(blocks)
