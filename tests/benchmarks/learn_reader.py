"""Learns the cross-encoder that reads question and sentence together, from labelled questions about real news.

    pip install torch onnx scikit-learn
    python -m tests.benchmarks.learn_reader FOLDER [QUESTIONS]

FOLDER keeps the articles, their indexes and the last state of the network. It starts from ms-marco-MiniLM-L-12-v2 as
its package has it, and sees QUESTIONS questions (2,500: about each once) of the clusters that
`matching_data.parts()` gives to the reader; the others are left to `learn_matching`, so that its probabilities rest on
questions that the network has not seen. For each question some sentences that answer it and the hardest of those that
do not: a cross-entropy for each sentence, and one over all of them and "none of these", which is right where the
question has no answer. Written: `retrieval/matching/reader/model.onnx`, 8 bits as the packaged one.
Two hours of one core. bfloat16, AdamW (Loshchilov and Hutter, 2019), a rate that falls to nothing.
"""

from __future__ import annotations

import hashlib
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from retrieval.index.models import RERANKER, load, load_tokenizer
from retrieval.matching.reranking import READER
from tests.benchmarks.learn_matching import PARTLY, among, open_cluster, read_question
from tests.benchmarks.matching_data import clusters, lay, parts, questions
from tests.benchmarks.reader_network import TOKENS, Graph, Network, encoded

POOL = 40  # sentences found for a question, of which the hardest are shown to the network
RATE, WARMING, BATCH = 4e-5, 30, 4  # highest rate; steps up to it; questions a step
MOST, MOST_PARTLY, HARDEST, HARD = 3, 1, 4, 2  # sentences of a question: answers, answers of a part, others
LISTED = 0.4  # what the order of the sentences counts beside each sentence alone
SEED = 1


@dataclass(frozen=True)
class Example:
    """A question with sentences as the network reads them, hardest first, and what each is worth as an answer."""

    question: str
    texts: tuple[str, ...]
    labels: tuple[float, ...]
    answerable: bool

    def chosen(self, chance: random.Random) -> list[int]:
        answers = [i for i, label in enumerate(self.labels) if label == 1]
        partly = [i for i, label in enumerate(self.labels) if 0 < label < 1]
        others = [i for i, label in enumerate(self.labels) if label == 0]
        some = chance.sample(answers, min(MOST, len(answers))) + chance.sample(partly, min(MOST_PARTLY, len(partly)))
        rest = others[HARDEST : HARDEST + 14]
        return some + others[:HARDEST] + chance.sample(rest, min(HARD, len(rest)))


def examples(folder: Path, cluster: str) -> list[Example]:
    """The cluster's questions, kept in FOLDER between runs."""
    kept = folder / f"{cluster}.pickle"
    if kept.exists():
        found: list[Example] = pickle.loads(kept.read_bytes())
        return found
    library = open_cluster(folder, cluster)
    found = []
    for one in questions()[cluster]:
        _, wanted = read_question(one.question, library)
        pool = library.matcher.candidates(wanted, POOL)
        texts = [library.matcher.text(each) for each in pool]
        scores = library.relevance(wanted.text, texts)
        order = sorted(range(len(pool)), key=lambda i: -(scores[i] + 2 * pool[i].side))
        worth = [1.0 if among(each, one.answers) else PARTLY if among(each, one.partly) else 0.0 for each in pool]
        found.append(
            Example(wanted.text, tuple(texts[i] for i in order), tuple(worth[i] for i in order), bool(one.answers))
        )
    library.index.close()
    kept.write_bytes(pickle.dumps(found))
    return found


def loss_of(logits: torch.Tensor, labels: Sequence[float], answerable: bool) -> torch.Tensor:
    worth = torch.tensor(labels)
    loss = functional.binary_cross_entropy_with_logits(logits, worth)
    listed = functional.log_softmax(torch.cat([logits, torch.zeros(1)]), 0)  # the last one is "none of these"
    if bool((worth == 1).any()):
        return loss - LISTED * torch.logsumexp(listed[:-1][worth == 1], 0)
    return loss if answerable else loss - LISTED * listed[-1]


def endless(found: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    while True:
        yield from chance.sample(found, len(found))


def train(network: Network, found: Sequence[Example], total: int) -> None:
    tokenizer, chance, steps = load_tokenizer(RERANKER.tokenizer, TOKENS), random.Random(SEED), total // BATCH
    optimizer = torch.optim.AdamW(network.trained(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(0.02, 1 - step / steps)
    )
    network.train()
    lost = 0.0
    for seen, one in enumerate(endless(found, chance), 1):
        chosen = one.chosen(chance)
        if chosen:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*encoded(tokenizer, one.question, [one.texts[i] for i in chosen]))
            loss = loss_of(logits.float(), [one.labels[i] for i in chosen], one.answerable)
            (loss / BATCH).backward()
            lost += loss.item()
        if seen % BATCH == 0:
            torch.nn.utils.clip_grad_norm_(network.trained(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
        if seen % 100 == 0:
            print(f"{seen} of {total}: loss {lost / 100:.3f}", flush=True)
            lost = 0.0
        if seen >= total:
            return


def learn(folder: Path, total: int) -> None:
    torch.manual_seed(SEED)
    graph = Graph(load(RERANKER.network))
    network = Network(graph)
    with torch.no_grad():  # its logits lie between -11 and 10: nearer to what a probability needs
        network.score.weight.mul_(0.5)
        network.score.bias.mul_(0.5).sub_(1)
    ours = {name: ids for name, ids in clusters().items() if name in parts()["reader"]}
    lay(folder / "articles", ours)
    found = [one for name in ours for one in examples(folder, name)]
    print(f"{len(found)} questions of {len(ours)} clusters: {', '.join(ours)}", flush=True)
    train(network, found, total)
    torch.save(network.state_dict(), folder / "reader.pt")
    out = Path(__file__).parents[2] / "retrieval" / READER.network.path
    network.write(graph, out)
    print(f"{out.name}: {out.stat().st_size:,} bytes, SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    learn(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2_500)
