"""The cross-encoder as a network that can be trained, out of its ONNX file and back into it.

The packaged file has 8-bit weights; they are the start. Words, positions and the lowest layers stay as they are. What
was trained is written back into the same graph with 8 bits, a scale for each column: with one for a whole matrix, as
the file has it, small changes are lost.
`torch` and `onnx` are not among the project's requirements: `pip install torch onnx`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

LAYERS, WIDTH, HEADS = 12, 384, 12
FROZEN = 3  # the lowest layers, which hold what words look like
TOKENS = 160  # of question and sentence together
_MATRICES = {
    "query": ("attention/self/query", "attention.self.query"),
    "key": ("attention/self/key", "attention.self.key"),
    "value": ("attention/self/value", "attention.self.value"),
    "out": ("attention/output/dense", "attention.output.dense"),
    "wide": ("intermediate/dense", "intermediate.dense"),
    "narrow": ("output/dense", "output.dense"),
}
_NORMS = {"first": "attention.output.LayerNorm", "second": "output.LayerNorm"}
Arrays = dict[str, NDArray[Any]]


class Graph:
    """The ONNX file: its arrays by name, and which of them each matrix of the network is."""

    def __init__(self, content: bytes) -> None:
        self.model = onnx.load_from_string(content)
        self.arrays: Arrays = {each.name: numpy_helper.to_array(each) for each in self.model.graph.initializer}
        self._of = {node.name: node.input[1] for node in self.model.graph.node if node.op_type == "MatMulInteger"}

    def name_of(self, node: str) -> str:
        """The name of a matrix without its ending: its 8-bit weights, scale and zero point are named after it."""
        return str(self._of[node]).removesuffix("_quantized")

    def float_of(self, name: str) -> torch.Tensor:
        """An array as 32-bit floats, whether it is kept as such or in 8 bits."""
        if name in self.arrays:
            return torch.tensor(self.arrays[name].copy())
        weights = self.arrays[f"{name}_quantized"].astype(np.float32)
        zero = self.arrays[f"{name}_zero_point"].astype(np.float32)
        return torch.tensor((weights - zero) * self.arrays[f"{name}_scale"])

    def put(self, name: str, values: torch.Tensor) -> None:
        array = values.detach().numpy()
        if name in self.arrays:
            self._replace(name, array.astype(np.float32))
            return
        kind = self.arrays[f"{name}_quantized"].dtype
        zero = 128 if kind == np.uint8 else 0
        scale = (np.abs(array).max(0) / 127 + 1e-12).astype(np.float32)
        self._replace(f"{name}_quantized", (np.clip(np.round(array / scale), -127, 127) + zero).astype(kind))
        self.arrays[f"{name}_scale"] = scale
        self.arrays[f"{name}_zero_point"] = np.full(scale.shape, zero, kind)

    def write(self, path: Path) -> None:
        for each in self.model.graph.initializer:
            each.CopyFrom(numpy_helper.from_array(self.arrays[each.name], each.name))
        path.write_bytes(self.model.SerializeToString())

    def _replace(self, name: str, array: NDArray[Any]) -> None:
        if array.shape != self.arrays[name].shape:
            raise ValueError(f"{name} has the shape {array.shape}, not {self.arrays[name].shape}")
        self.arrays[name] = array


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of BERT (Devlin et al., 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`states` [texts, tokens, WIDTH], `mask` [texts, 1, 1, tokens], true where there is a token."""
        texts, tokens, _ = states.shape

        def heads(values: torch.Tensor) -> torch.Tensor:
            return values.view(texts, tokens, HEADS, WIDTH // HEADS).transpose(1, 2)

        parts = heads(self.query(states)), heads(self.key(states)), heads(self.value(states))
        read = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        states = self.first(states + self.drop(self.out(read.transpose(1, 2).reshape(texts, tokens, WIDTH))))
        return self.second(states + self.drop(self.narrow(functional.gelu(self.wide(states)))))


class Network(nn.Module):  # type: ignore[misc]
    """Question and sentence together → a logit that the sentence answers."""

    def __init__(self, graph: Graph) -> None:
        super().__init__()
        words = "bert.embeddings"
        self.register_buffer("words", graph.float_of(f"{words}.word_embeddings.weight"))
        self.register_buffer("places", graph.float_of(f"{words}.position_embeddings.weight"))
        self.register_buffer("kinds", graph.float_of(f"{words}.token_type_embeddings.weight"))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pool, self.score = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(0.1)
        with torch.no_grad():
            for array, name, turned in self.named_arrays(graph):
                values = graph.float_of(name)
                array.copy_(values.T if turned else values)
            self.norm.weight.copy_(graph.float_of(f"{words}.LayerNorm.weight"))
            self.norm.bias.copy_(graph.float_of(f"{words}.LayerNorm.bias"))

    def named_arrays(self, graph: Graph) -> list[tuple[torch.Tensor, str, bool]]:
        """What can be trained: the array, its name in the graph, and whether the graph has it turned."""
        found: list[tuple[torch.Tensor, str, bool]] = []
        for number, layer in enumerate(self.layers):
            for attribute, (node, bias) in _MATRICES.items():
                matrix = getattr(layer, attribute)
                name = graph.name_of(f"/bert/encoder/layer.{number}/{node}/MatMul_quant")
                found.append((matrix.weight, name, True))
                found.append((matrix.bias, f"bert.encoder.layer.{number}.{bias}.bias", False))
            for attribute, place in _NORMS.items():
                norm = getattr(layer, attribute)
                found.append((norm.weight, f"bert.encoder.layer.{number}.{place}.weight", False))
                found.append((norm.bias, f"bert.encoder.layer.{number}.{place}.bias", False))
        for matrix, node, bias in (
            (self.pool, "/bert/pooler/dense/Gemm_MatMul_quant", "bert.pooler.dense.bias"),
            (self.score, "/classifier/Gemm_MatMul_quant", "classifier.bias"),
        ):
            found.append((matrix.weight, graph.name_of(node), True))
            found.append((matrix.bias, bias, False))
        return found

    def trained(self) -> list[torch.Tensor]:
        parts = (*self.layers[FROZEN:], self.pool, self.score)
        return [each for part in parts for each in part.parameters()]

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`ids`, `kinds` and `mask` [texts, tokens] → logits [texts]."""
        seen = mask[:, None, None, :]
        with torch.no_grad():
            states = self.norm(self.words[ids] + self.places[: ids.shape[1]] + self.kinds[kinds])
            for layer in self.layers[:FROZEN]:
                states = layer(states, seen)
        for layer in self.layers[FROZEN:]:
            states = layer(states, seen)
        logits: torch.Tensor = self.score(self.drop(torch.tanh(self.pool(states[:, 0].float())))).squeeze(-1)
        return logits

    def write(self, graph: Graph, path: Path) -> None:
        for array, name, turned in self.named_arrays(graph):
            if name in graph.arrays or f"{name}_quantized" in graph.arrays:
                graph.put(name, array.T if turned else array)
        graph.write(path)


def encoded(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> tuple[torch.Tensor, ...]:
    """`ids`, `kinds`, `mask` [pairs, tokens] of questions with a text each."""
    tokenizer.enable_truncation(TOKENS)
    tokenizer.no_padding()
    found = tokenizer.encode_batch(list(pairs))
    ids = torch.zeros(len(found), max(len(each) for each in found), dtype=torch.long)
    kinds, mask = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
    for row, each in enumerate(found):
        ids[row, : len(each)] = torch.tensor(each.ids)
        kinds[row, : len(each)] = torch.tensor(each.type_ids)
        mask[row, : len(each)] = True
    return ids, kinds, mask
