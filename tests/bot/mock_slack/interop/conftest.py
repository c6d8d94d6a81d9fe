"""Other people's clients: installed once into pytest's cache folder, run as processes of their own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent
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
