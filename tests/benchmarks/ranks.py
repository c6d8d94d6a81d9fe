"""Figures of ranked lists."""

from __future__ import annotations

from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass, field
from statistics import mean


@dataclass
class Ranks:
    """Collects lists, best first, with what would have been right, and says how good they were."""

    hits: dict[int, list[float]] = field(default_factory=lambda: {1: [], 4: [], 10: []})
    recall: list[float] = field(default_factory=list)
    reciprocal: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)

    def add(self, ranked: Sequence[Hashable], right: Set[Hashable]) -> None:
        found = [place for place, one in enumerate(ranked[:10]) if one in right]
        for depth, values in self.hits.items():
            values.append(float(bool(found) and found[0] < depth))
        self.recall.append(len(found) / len(right))
        self.reciprocal.append(1 / (found[0] + 1) if found else 0.0)
        precisions = [(count + 1) / (place + 1) for count, place in enumerate(found)]
        self.precision.append(sum(precisions) / min(len(right), 10))

    def figures(self) -> dict[str, float]:
        return {
            **{f"Hit@{depth}": mean(values) for depth, values in self.hits.items()},
            "Recall@10": mean(self.recall),
            "MRR@10": mean(self.reciprocal),
            "MAP@10": mean(self.precision),
        }

    def __str__(self) -> str:
        return "  ".join(f"{name} {value:.3f}" for name, value in self.figures().items())
