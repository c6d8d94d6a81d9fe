"""Learns the cross-encoder that reads question and sentence together, from labelled questions about real news.

    pip install torch onnx scikit-learn
    python -m tests.benchmarks.learn_reader FOLDER [QUESTIONS] [--further | --last]

FOLDER keeps the articles, their indexes, the examples of each stage and the last state of the network; after a change
of the code that reads articles, name a new one. It starts from ms-marco-MiniLM-L-12-v2 as its package has it, and sees
QUESTIONS questions (5,000: each once or twice) of the clusters that `matching_data.parts()` gives to the reader. With
`--further` it starts from the network that ships, and sees those of the clusters "further" and of the invented
articles; with `--last` those of the clusters "last", the later ones too, some of them also asked of somebody else,
whose answers they then are not, and of the invented articles. The other clusters are left to `learn_matching`, so that
its probabilities rest on questions that the network has not seen. For each question some sentences that answer it and
the hardest of those that do not: a cross-entropy for each sentence, and one over all of them and "none of these", which
is right where the question has no answer. Written: `retrieval/matching/reader/model.onnx`, 8 bits as the packaged one.
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

from bot.desks.read_library import ReadLibrary
from retrieval.index.models import RERANKER, load, load_tokenizer
from retrieval.matching.recall import Candidate
from retrieval.matching.reranking import READER
from tests.benchmarks.learn_matching import PARTLY, AboutSomebody, about_somebody, among, open_cluster, read_question
from tests.benchmarks.matching_data import Labelled, clusters, invented, lay, parts, questions
from tests.benchmarks.reader_network import TOKENS, Graph, Network, encoded

POOL = 24  # sentences found for a question, as in use; the hardest are shown to the network
RATE, FURTHER_RATE, WARMING, BATCH = 4e-5, 3e-5, 30, 4  # highest rates; steps up to it; questions a step
MOST, MOST_PARTLY, HARDEST, HARD = 3, 1, 4, 2  # sentences of a question: answers, answers of a part, others
KEPT = 0.8  # of what a further stage changes: better than all of it on clusters left out (Wortsman et al., 2022)
LISTED = 0.4  # what the order of the sentences counts beside each sentence alone
SWAPPED = 0.5  # share of the answered questions about one somebody that are asked of another, too
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


def examples(folder: Path, cluster: str, labelled: Sequence[Labelled], stage: str) -> list[Example]:
    """The cluster's questions, kept in FOLDER between runs of a stage."""
    kept = folder / f"{stage}-{cluster}.pickle"
    if kept.exists():
        found: list[Example] = pickle.loads(kept.read_bytes())
        return found
    library, chance = open_cluster(folder, cluster), random.Random(cluster)
    found = []
    for one in labelled:
        _, wanted = read_question(one.question, library)
        pool = library.matcher.candidates(wanted, POOL)
        scores = library.relevance(wanted.text, [library.matcher.text(each) for each in pool])
        order = sorted(range(len(pool)), key=lambda i: -(scores[i] + 2 * pool[i].side))
        pool = [pool[i] for i in order]
        worth = [1.0 if among(each, one.answers) else PARTLY if among(each, one.partly) else 0.0 for each in pool]
        texts = tuple(library.matcher.text(each) for each in pool)
        found.append(Example(wanted.text, texts, tuple(worth), bool(one.answers)))
        if stage == "last" and chance.random() < SWAPPED and (about := about_somebody(one, library)):
            found += _asked_of_another(about, pool, library, chance)
    library.index.close()
    found = [one for one in found if one.texts]
    kept.write_bytes(pickle.dumps(found))
    return found


def _asked_of_another(
    about: AboutSomebody, pool: Sequence[Candidate], library: ReadLibrary, chance: random.Random
) -> list[Example]:
    """The question with another's name in it: what answered it does not, and what that other says is left out."""
    others = {row.holder for each in pool for row in each.rows} - set(library.party(about.actor.name))
    known = [actor for name in sorted(others) if (actor := library.actor(name)) and actor.kind is about.actor.kind]
    if not known:
        return []
    other = chance.choice(known)
    theirs, last = set(library.party(other.name)), other.name.split()[-1].casefold()
    texts = [library.matcher.text(each) for each in pool if not any(row.holder in theirs for row in each.rows)]
    left = tuple(text for text in texts if last not in text.casefold())
    return [Example(read_question(about.of(other.name), library)[1].text, left, (0.0,) * len(left), False)]


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


def train(network: Network, found: Sequence[Example], total: int, rate: float) -> None:
    tokenizer, chance, steps = load_tokenizer(RERANKER.tokenizer, TOKENS), random.Random(SEED), total // BATCH
    optimizer = torch.optim.AdamW(network.trained(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARMING) * max(0.02, 1 - step / steps)
    )
    network.train()
    asked, lost = endless(found, chance), 0.0
    for step in range(1, steps + 1):
        batch = [(one, one.chosen(chance)) for one in (next(asked) for _ in range(BATCH))]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            pairs = [(one.question, one.texts[i]) for one, chosen in batch for i in chosen]
            logits = network(*encoded(tokenizer, pairs)).float().split([len(chosen) for _, chosen in batch])
        losses = [
            loss_of(each, [one.labels[i] for i in chosen], one.answerable)
            for each, (one, chosen) in zip(logits, batch, strict=True)
        ]
        loss = torch.stack(losses).sum() / BATCH
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.trained(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        lost += loss.item()
        if step % 25 == 0:
            print(f"{step * BATCH} of {total}: loss {lost / 25:.3f}", flush=True)
            lost = 0.0


def of_news(folder: Path, stage: str) -> list[Example]:
    """All questions of the last stage's clusters; of the others those that were there before it."""
    ours = {name: ids for name, ids in clusters().items() if name in parts()[stage]}
    lay(folder / "articles", ours)
    asked = {name: [one for one in those if stage == "last" or not one.late] for name, those in questions().items()}
    print(f"{len(ours)} clusters: {', '.join(ours)}", flush=True)
    return [one for name in ours for one in examples(folder, name, asked[name], stage)]


def of_invented(folder: Path, stage: str) -> list[Example]:
    found: list[Example] = []
    for number, (articles, labelled) in enumerate(invented(), 1):
        home = folder / "articles" / f"invented{number}"
        home.mkdir(parents=True, exist_ok=True)
        for at, text in enumerate(articles, 1):
            (home / f"{at:02d}.txt").write_text(text, encoding="utf-8")
        found += examples(folder, home.name, labelled, stage)
    return found


def learn(folder: Path, total: int, stage: str) -> None:
    """`stage` is the part of the clusters: "reader", "further" or "last"."""
    torch.manual_seed(SEED)
    further = stage != "reader"
    graph = Graph(load((READER if further else RERANKER).network))
    network = Network(graph)
    if not further:
        with torch.no_grad():  # its logits lie between -11 and 10: nearer to what a probability needs
            network.score.weight.mul_(0.5)
            network.score.bias.mul_(0.5).sub_(1)
    found = [*of_news(folder, stage), *(of_invented(folder, stage) if further else ())]
    print(f"{len(found)} questions", flush=True)
    began = {name: values.clone() for name, values in network.state_dict().items()}
    train(network, found, total, FURTHER_RATE if further else RATE)
    if further:
        learnt = network.state_dict()
        network.load_state_dict({name: began[name] + KEPT * (learnt[name] - began[name]) for name in began})
    torch.save(network.state_dict(), folder / "reader.pt")
    out = Path(__file__).parents[2] / "retrieval" / READER.network.path
    network.write(graph, out)
    print(f"{out.name}: {out.stat().st_size:,} bytes, SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    named = [each for each in sys.argv[1:] if not each.startswith("--")]
    stages = [each.removeprefix("--") for each in sys.argv[1:] if each in ("--further", "--last")]
    learn(Path(named[0]), int(named[1]) if len(named) > 1 else 5_000, stages[0] if stages else "reader")
