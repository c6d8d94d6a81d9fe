"""When the first claim is shown, as a share of the whole time: a chat model on loopback that writes slowly.

python -m tests.benchmarks.streaming [SECONDS]
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date

from bot.answering import answer
from bot.models.chat_model import open_model
from bot.verifying.watching import watching
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from retrieval.types import Act
from tests.bot.writers.lying_model import LETTERS, LyingModel
from tests.bot.written_library import WrittenLibrary

THINGS = ("a neutral harbour", "a new ferry line", "the old lighthouse", "two more pilots", "an end of the toll")
QUESTION = "What does Belmark demand?"


def main(seconds: float) -> None:
    text = " ".join(f"Belmark demands {thing}." for thing in THINGS)
    library = WrittenLibrary({"a.txt": text})
    library.know("Belmark")
    for thing in THINGS:
        library.say("a.txt", "Belmark", thing, act=Act.DEMAND)
    said = [f"Belmark demands {thing}" for thing in THINGS]
    claims = [{"text": each, "actor": "Belmark", "passage": 1, "quote": each} for each in said]
    with LyingModel() as server:
        model = open_model("openai:slow", base_url=server.url, seconds=600)
        writer, extractive = ChatWriter(model), ExtractiveWriter()
        server.say(claims)
        with watching(lambda _: None):
            answer(QUESTION, library, writer, extractive, date(2031, 6, 1))  # loads what is loaded once
        server.say(claims, pause=seconds * LETTERS / len(json.dumps({"claims": claims})))
        began, shown = time.monotonic(), list[float]()
        with watching(lambda _: shown.append(time.monotonic() - began)):
            found = answer(QUESTION, library, writer, extractive, date(2031, 6, 1))
        whole = time.monotonic() - began
        model.close()
    times = ", ".join(f"{each:.1f}" for each in shown)
    print(f"{len(found.claims)} claims shown after {times} s of {whole:.1f} s: the first at {shown[0] / whole:.2f}")


if __name__ == "__main__":
    os.environ.setdefault("OPENAI_API_KEY", "none")
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0)
