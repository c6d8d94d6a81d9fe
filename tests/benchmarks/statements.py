"""Who said what, who is who: real articles annotated by hand, scored by the public data's own script.

python -m tests.benchmarks.statements
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

from tests.benchmarks.public import FOLDER


def main() -> None:
    home = FOLDER / "statements"
    if not (home / "score.py").exists():
        sys.exit("skipped: the public data statements is not there (set BENCHMARKS to its folder)")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(FOLDER / "questions" / "cut.py"), folder], check=True)
        golds = [str(path) for path in sorted(home.glob("part*.yaml"))]
        command = [sys.executable, str(home / "score.py"), folder, *golds, "--", sys.executable, "-m", "bot"]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip())


if __name__ == "__main__":
    main()
