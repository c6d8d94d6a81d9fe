"""What was let go of is given back."""

from __future__ import annotations

import subprocess
import sys

import pytest

READ = """
from pathlib import Path
from retrieval.memory import give_back

def used():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))

texts = [bytes(20_000) + b"%d" % number for number in range(5_000)]
last = bytes(20_000) + b"above them"
full = used()
del texts
kept = used()
give_back()
print(full, kept, used())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_lies_below_something_in_use_is_given_back() -> None:
    told = subprocess.run([sys.executable, "-c", READ], check=True, capture_output=True, text=True).stdout
    full, _, left = map(int, told.split())
    assert left < full - 70
