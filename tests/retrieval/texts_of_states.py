"""Short articles about states that do not exist, for the tests of the registry and the ledger."""

from __future__ import annotations

RIVER = {
    "a.txt": (
        "Published: 2 April 2031\n"
        "River talks open\n\n"
        "Tarsian Foreign Minister Ona Brel said on Tuesday that Tarsia would reject the plan. “We want half of the"
        " water,” she said. The Korlandic government called the demand absurd.\n\n"
        "Velmar, the Tarsian capital, was calm. Velmar insists on inspectors, while Korland opposes them.\n\n"
        "Per Holm, the leader of the opposition Reform Party, said that Brel was wrong.\n"
    ),
    "b.txt": (
        "Published: 9 April 2031\n"
        "Korland answers\n\n"
        "Korland's president, Ake Dahl, told reporters that Velmar had offered nothing. A spokesman for the Tarsian"
        " foreign ministry, Jon Vale, denied this.\n\n"
        "Former Korlandic prime minister Ilse Marn urged both sides to sign. The Sund Lake Union (SLU), which both"
        " belong to, welcomed the talks. SLU Secretary General Tom Farr offered to host them.\n\n"
        "Tarsian officials said that Korland wants the fishing rights.\n"
    ),
}


def swapped(text: str) -> str:
    """The same text with Tarsia and Korland, and Velmar and Hallen, in each other's place."""
    pairs = (("Tarsian", "Korlandic"), ("Tarsia", "Korland"), ("Velmar", "Hallen"))
    for number, (one, other) in enumerate(pairs):
        text = text.replace(one, f"\0{number}a\0").replace(other, f"\0{number}b\0")
    for number, (one, other) in enumerate(pairs):
        text = text.replace(f"\0{number}a\0", other).replace(f"\0{number}b\0", one)
    return text
