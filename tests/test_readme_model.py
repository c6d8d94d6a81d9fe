"""The README's answer with a chat model is what the bot makes of that model's reply, and its chain can be built."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from bot.types import Claim, Evidence, Proposal
from tests.bot.writers.lying_model import LyingModel

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
WITH_MODEL = README[README.index("## With a chat model") : README.index("## What it does not do")]
QUESTION = "What does Moscow demand?"
FIRST = "Moscow insists on Ukraine’s neutrality and recognition of its annexations"
SECOND = (
    "Moscow has said any peace deal would require Ukraine’s neutrality and a formal renunciation of its NATO"
    " membership ambitions"
)
ANOTHERS = "Kyiv demands the full withdrawal of Russian forces"
REPLY: dict[str, Any] = {
    "lead": "Moscow demands Ukraine’s neutrality, recognition of its annexations and a formal renunciation of NATO"
    " membership.",
    "claims": [
        {
            "text": "Moscow insists that Ukraine stay neutral and recognise its annexations.",
            "actor": "Russia",
            "passage": 1,
            "quote": FIRST,
        },
        {
            "text": "Moscow says that any peace deal needs Ukraine to be neutral and to give up joining NATO formally.",
            "actor": "Russia",
            "passage": 2,
            "quote": SECOND,
        },
        {
            "text": "Moscow demands the full withdrawal of Russian forces.",
            "actor": "Russia",
            "passage": 1,
            "quote": ANOTHERS,
        },
    ],
}


@pytest.fixture(scope="module")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def test_the_answer_with_a_model_is_the_real_one(index_folder: Path) -> None:
    with LyingModel() as model:
        model.say(text=json.dumps(REPLY))
        settings = {"MODEL": "openai:by-hand", "MODEL_BASE_URL": model.url, "OPENAI_API_KEY": "none"}
        command = [sys.executable, "-m", "bot", "--data", str(index_folder), "ask", QUESTION]
        environment = {**os.environ, **settings}
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
        )
    assert run.returncode == 0, run.stderr
    assert "left out" in run.stdout
    for line in filter(None, (line.strip() for line in run.stdout.splitlines())):
        assert line in WITH_MODEL, run.stdout


def test_the_chain_can_be_built_and_used(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", WITH_MODEL, re.DOTALL)
    assert code is not None
    monkeypatch.setenv("DATA", str(index_folder))
    monkeypatch.chdir(ROOT)
    heard: list[Any] = []
    article = next(path for path in sorted((ROOT / "seeds").glob("*.txt")) if FIRST in path.read_text(encoding="utf-8"))
    text = article.read_bytes().decode()
    evidence = Evidence(source=article.name, start=0, end=len(text), quote=FIRST)
    names: dict[str, Any] = {
        "prompt": RunnableLambda(lambda given: heard.append(given)),
        "model": RunnableLambda(lambda _: "said"),
        "proposal": Proposal(text=f"{FIRST}.", actor="Russia", evidence=(evidence,)),
    }
    lines = code.group(1).rstrip().replace("check(proposal, library)", "found = check(proposal, library)")
    exec(lines, names)
    try:
        assert names["chain"].invoke(QUESTION) == "said"
        assert any(FIRST in each.page_content for each in heard[0]["context"])
        assert isinstance(names["found"], Claim)
    finally:
        names["library"].index.close()
