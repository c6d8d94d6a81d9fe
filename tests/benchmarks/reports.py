"""Small inputs with the traits that people report, each with its questions, scored by the public data's own script.

python -m tests.benchmarks.reports
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.public import FOLDER


def main() -> None:
    home = FOLDER.parent / "reports"
    if not home.exists():
        sys.exit("skipped: the public data reports is not there (set BENCHMARKS to the folder beside it)")
    whole = 0
    cases = sorted(path for path in home.iterdir() if (path / "case.yaml").exists())
    for case in cases:
        with tempfile.TemporaryDirectory() as data:
            articles = str(case / "articles")
            asking = [sys.executable, "-m", "bot", "--articles", articles, "--data", data, "ask"]
            command = [sys.executable, str(home / "score.py"), str(case / "case.yaml"), articles, "--", *asking]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        whole += done.returncode == 0
        print(f"{case.name}: {_last(done.stdout, Path(articles))}", flush=True)
    print(f"whole: {whole} of {len(cases)}")


def _last(printed: str, articles: Path) -> str:
    lines = [line for line in printed.splitlines() if line.strip()]
    return lines[-1].replace(str(articles), articles.name) if lines else "no output"


if __name__ == "__main__":
    main()
