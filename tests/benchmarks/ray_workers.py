"""How much faster two Ray workers on this machine read articles than one: `pip install 'positions[ray]'` first.

    python -m tests.benchmarks.ray_workers [COUNT]

COUNT (192) of the public news, each number of workers in a process of its own: the models are loaded before the clock
starts, by a first partition for each worker. One core a worker; on a machine that does other things it says little.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec

from tests.benchmarks.public import read

READ = """
import json, sys, time
import ray
from retrieval.index import cluster
from retrieval.statements.transcripts import read_transcripts
from retrieval.types import Article
workers, path = int(sys.argv[1]), sys.argv[2]
articles = [Article(*row) for row in json.load(open(path))]
ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
first = articles[: 12 * workers]
list(cluster._read(ray, read_transcripts, first))
began = time.perf_counter()
rows = dict(cluster._read(ray, read_transcripts, articles[24:]))
print(json.dumps({"seconds": time.perf_counter() - began, "articles": len(rows)}))
"""


def main() -> None:
    if find_spec("ray") is None:
        sys.exit("skipped: Ray is not installed (pip install 'positions[ray]')")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 192
    rows = []
    for number, article in enumerate(read("news/articles.jsonl.gz")):
        rows.append((f"{number:06}.txt", article["text"], f"{number:06}"))
        if len(rows) == count + 24:
            break
    took = {}
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(rows, file)
        file.flush()
        for workers in (1, 2):
            given = [sys.executable, "-c", READ, str(workers), file.name]
            patient = os.environ | {"RAY_raylet_start_wait_time_s": "600", "RAY_AUTH_MODE": "disabled"}
            done = subprocess.run(given, capture_output=True, text=True, check=True, env=patient)
            took[workers] = found = json.loads(done.stdout.splitlines()[-1])
            print(f"{workers} worker(s): {found['articles']} articles in {found['seconds']:.1f} s", flush=True)
    print(f"two workers against one: {took[1]['seconds'] / took[2]['seconds']:.2f} times as fast")


if __name__ == "__main__":
    main()
