"""Weights of a thinc model in one byte each, with one scale for each row: a quarter of the space."""

from __future__ import annotations

from typing import Any

import numpy as np
import srsly  # type: ignore[import-untyped]

Weights = np.ndarray[Any, np.dtype[Any]]
STEPS = 127


def packed(model: bytes) -> bytes:
    """What `Model.to_bytes` gives, smaller."""
    return _with_weights(model, _rounded)


def unpacked(model: bytes) -> bytes:
    """What `Model.from_bytes` takes."""
    return _with_weights(model, _restored)


def _with_weights(model: bytes, change: Any) -> bytes:
    content = srsly.msgpack_loads(model)
    content["params"] = [{name: change(weights) for name, weights in node.items()} for node in content["params"]]
    return bytes(srsly.msgpack_dumps(content))


def _rounded(weights: Weights | None) -> Weights | list[Weights] | None:
    if weights is None or weights.ndim < 2:
        return weights
    scales = np.maximum(np.abs(weights).max(axis=-1, keepdims=True) / STEPS, np.finfo("float32").tiny)
    return [scales.astype("float32"), np.round(weights / scales).astype("int8")]


def _restored(weights: Weights | list[Weights] | None) -> Weights | None:
    if isinstance(weights, list | tuple):
        scales, steps = weights
        return np.asarray(scales * steps, dtype="float32")
    return weights
