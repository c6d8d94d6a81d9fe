from __future__ import annotations

from retrieval.articles.sentences import sentences
from retrieval.entities.actors import Registry
from retrieval.entities.evidence import read
from retrieval.statements.antecedents import Mention
from retrieval.statements.coreference import Coreference
from retrieval.statements.discourse import Turn
from retrieval.statements.genders import genders
from retrieval.types import Span

TEXT = (
    "Tarsian Foreign Minister Ona Brel met Korland's envoy Ake Dahl. Ms. Brel smiled, and Mr. Dahl did not. "
    "The Sund Lake Union (SLU) hosted them. Korland rejected the plan.\n"
    "The minister left. She was late. He stayed. The union was glad. The country waited."
)


def discourse(text: str = TEXT) -> Coreference:
    evidence = {"a.txt": read(text)}
    registry = Registry.build(evidence)
    subjects = [
        Span(seen.span.start, seen.span.end)
        for seen in registry.linked["a.txt"]
        if seen.text in {"Brel", "Dahl", "Korland"}
    ]
    return Coreference(
        registry, "a.txt", text, subjects, [], genders(registry, evidence, {"a.txt": text}), sentences(text), []
    )


def who(words: str, turns: tuple[Turn, ...] = ()) -> str | None:
    found = discourse().resolve(Mention(words, TEXT.index(words)), turns)
    return found.name if found else None


def test_sex_is_read_from_forms_of_address() -> None:
    assert discourse().genders == {"Ona Brel": "she", "Ake Dahl": "he"}


def test_pronouns_fit_in_sex() -> None:
    assert who("She") == "Ona Brel"
    assert who("He") == "Ake Dahl"


def test_nouns_fit_in_kind() -> None:
    assert who("The minister") == "Ona Brel"
    assert who("The union") in {"SLU", "Sund Lake Union"}
    assert who("The country") == "Korland"


def test_whoever_was_named_last_and_spoke_last_is_she() -> None:
    text = "Korland's envoy Ake Dahl left. Tarsian minister Ona Brel spoke.\nThe talks went on, she said."
    scene = discourse(text)
    found = scene.resolve(Mention("she", text.index("she")), (Turn("Ona Brel", text.index("spoke"), "Ona Brel"),))
    assert found is not None
    assert found.name == "Ona Brel"


def test_a_speaker_keeps_the_floor() -> None:
    text = "Tarsian minister Ona Brel spoke of Korland's envoy Ake Dahl.\nThe talks went on, she said."
    scene = discourse(text)
    found = scene.resolve(Mention("she", text.index("she")), (Turn("Ona Brel", text.index("spoke"), "Ona Brel"),))
    assert found is not None
    assert found.name == "Ona Brel"


def test_an_official_is_the_one_just_quoted() -> None:
    found = discourse().resolve(
        Mention("the official", len(TEXT)), (Turn("Korland", len(TEXT) - 20, "a Korlandic official"),)
    )
    assert found is not None
    assert found.name == "Korland"


def test_nobody_is_better_than_anybody() -> None:
    assert discourse().resolve(Mention("the analysts", len(TEXT)), ()) is None
    assert discourse().resolve(Mention("the opposition leader", len(TEXT)), ()) is None
    assert discourse("Nothing happened.").resolve(Mention("she", 5), ()) is None


def test_a_union_with_a_name_of_its_own_is_not_the_one_before() -> None:
    assert discourse().resolve(Mention("The bakers' union", len(TEXT)), ()) is None
    assert discourse().resolve(Mention("The union", len(TEXT)), ()) is not None


def test_a_spokesman_speaks_for_whom_he_is_of() -> None:
    found = discourse().resolve(Mention("her spokesman", len(TEXT)), (Turn("Ona Brel", len(TEXT) - 20, "Brel"),))
    assert found is not None
    assert found.name == "Ona Brel"


def test_a_spokesman_of_nobody_named_speaks_for_whom_it_is_about() -> None:
    text = "Tarsian Foreign Minister Ona Brel left. The Sund Lake Union wants talks, a spokesman said."
    found = discourse(text).resolve(Mention("a spokesman", text.index("a spokesman")), ())
    assert found is not None
    assert found.name == "Sund Lake Union"


def test_an_agency_that_reports_it_is_not_who_says_i() -> None:
    turns = (Turn("Ona Brel", len(TEXT) - 90, "Brel"), Turn("SLU", len(TEXT) - 40, "the SLU"))
    found = discourse().resolve(Mention("I", len(TEXT)), turns)
    assert found is not None
    assert found.name == "Ona Brel"


def test_the_union_is_the_one_that_was_named() -> None:
    text = "The Sund Lake Union demanded pay. Its halls have no HVAC.\nThe union left."
    found = discourse(text).resolve(Mention("the union", text.rindex("The union")), ())
    assert found is not None
    assert found.name == "Sund Lake Union"


def test_an_office_is_not_given_to_somebody_of_another_one() -> None:
    text = "Tarsian Foreign Minister Ona Brel met voters.\nThe prime minister left. The spokesman left."
    for words in ("The prime minister", "The spokesman"):
        found = discourse(text).resolve(Mention(words, text.index(words)), (Turn("Ona Brel", 20, "Ona Brel"),))
        assert found is None


def test_they_goes_on_with_a_voice_of_many() -> None:
    text = "The bridge was old, two engineers said. It would fall, they said."
    found = discourse(text).resolve(Mention("they", text.index("they")), (Turn("two engineers", 20, "two engineers"),))
    assert found is not None
    assert found.name == "two engineers"


def test_a_noun_inside_what_a_speaker_was_called_is_not_its_noun() -> None:
    turns = (Turn("Ona Brel", len(TEXT) - 60, "Ona Brel, a spokeswoman for the country"),)
    assert who("The country", turns) == "Korland"


def test_an_owner_of_something_is_not_whoever_owns_something_else() -> None:
    text = "Cafe owner Odo Penn was away, but the market's owner spoke. The owner left."
    scene = discourse(text)
    assert scene.resolve(Mention("the market's owner", text.index("the market's owner")), ()) is None
