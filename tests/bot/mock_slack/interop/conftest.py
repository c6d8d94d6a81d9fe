"""Other people's clients: installed once into pytest's cache folder, run as processes of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
GOPATH = Path("/usr/share/gocode")  # where Debian puts Go's libraries
OLDEST_NODE = 20  # that Slack's packages run on
SCRIPTS = ("package.json", "package-lock.json", "app.mjs", "schemas.mjs", "wire.ts")


@pytest.fixture(scope="session")
def kept(pytestconfig: pytest.Config) -> Path:
    """A folder that stays between runs, outside the repository's own files."""
    return pytestconfig.cache.mkdir("interop")


@pytest.fixture(scope="session")
def node(kept: Path) -> Path:
    """A folder with Slack's Node packages and this folder's scripts in it."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed: Slack's Node packages are not tried")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < OLDEST_NODE:
        pytest.skip(f"node is {version}, older than {OLDEST_NODE}: Slack's Node packages are not tried")
    lock = HERE / "package-lock.json"
    folder = kept / f"node-{hashlib.sha256(lock.read_bytes()).hexdigest()[:12]}"
    with FileLock(kept / "node.lock"):
        folder.mkdir(exist_ok=True)
        for script in SCRIPTS:  # beside the packages, where Node looks for them
            shutil.copy(HERE / script, folder)
        if not (folder / "complete").exists():
            options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
            done = subprocess.run(["npm", "ci", *options], cwd=folder, capture_output=True, text=True, timeout=240)
            if done.returncode:
                said = " ".join(done.stderr.split())[:300]
                pytest.skip(f"npm cannot install Slack's Node packages: {said}")
            (folder / "complete").touch()
    return folder


@pytest.fixture(scope="session")
def go(kept: Path) -> Path:
    """The program that app.go compiles to."""
    if shutil.which("go") is None:
        pytest.skip("go is not installed: slack-go is not tried")
    if not (GOPATH / "src/github.com/slack-go/slack").is_dir():
        pytest.skip("Debian's golang-github-slack-go-slack-dev is not installed: slack-go is not tried")
    source = HERE / "app.go"
    program = kept / f"go-{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}"
    with FileLock(kept / "go.lock"):
        if not program.exists():
            settings = {"GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(kept / "go-build")}
            command = ["go", "build", "-o", str(program), str(source)]
            subprocess.run(command, env={**os.environ, **settings}, cwd=kept, check=True, timeout=240)
    return program
