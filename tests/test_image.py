"""The container image: what its Dockerfile says is there, and its steps are those of the script that CI runs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SCRIPT = ROOT / ".ci" / "image"


def locked(how: str, pattern: str) -> list[str]:
    """The names that the script takes out of the lock."""
    shell = f'. /dev/stdin; locked {how} "{pattern}"'
    functions = SCRIPT.read_text(encoding="utf-8").partition('case "${1:-}"')[0]
    run = subprocess.run(
        ["sh", "-c", shell, str(SCRIPT)], input=functions, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return re.findall(r"^([\w.-]+)==", run.stdout, re.MULTILINE)


def test_what_is_copied_is_there_and_the_script_takes_all_of_it() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (.+) /build/\S*$", DOCKERFILE, re.MULTILINE):
        for name in line.split():
            assert (ROOT / name).exists(), name
            assert name in script or name == ".ci/image", name


def test_the_models_have_a_layer_of_their_own_before_all_that_changes() -> None:
    steps = re.findall(r"^RUN /build/.ci/image (\w+)", DOCKERFILE, re.MULTILINE)
    assert steps == ["models", "packages", "program"]
    assert DOCKERFILE.index("image packages") < DOCKERFILE.index("COPY bot")


def test_it_runs_as_nobody_in_particular_and_tells_its_state() -> None:
    assert DOCKERFILE.index("USER positions") < DOCKERFILE.index("ENTRYPOINT")
    assert "/healthz" in DOCKERFILE
    assert "HEALTH_PORT=8080" in DOCKERFILE


def test_models_and_packages_are_the_whole_lock_but_for_tools() -> None:
    models, tools = re.findall(r"^(?:MODELS|TOOLS)='(.+)'$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    whole = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    first, second = locked("keep", models), locked("drop", f"{models}|{tools}")
    assert sorted(first) == sorted(models.split("|"))
    assert set(whole) - set(first) - set(second) == set(tools.split("|"))
    assert not set(first) & set(second)


def test_a_call_without_a_step_says_how() -> None:
    run = subprocess.run([SCRIPT], capture_output=True, text=True, env={**os.environ, "INTO": "/nowhere"})
    assert run.returncode == 2
    assert "all FOLDER" in run.stderr
