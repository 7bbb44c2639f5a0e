"""In which number format the weights of a file are stored, and how many weights there are.

ComfyUI's quantised files (comfy/quant_ops.py) name a format for each layer, either together in the metadata key
`_quantization_metadata` or one by one in small tensors called `comfy_quant`. The latter are data, so for such files the
format is told from the type of the weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from .header import Header, TensorEntry

FORMAT_OF_TYPE = {
    "F64": "fp64",
    "F32": "fp32",
    "F16": "fp16",
    "BF16": "bf16",
    "F8_E4M3": "fp8",
    "F8_E5M2": "fp8",
    "I8": "int8",
}

FORMAT_OF_LAYER = {
    "float8_e4m3fn": "fp8",
    "float8_e5m2": "fp8",
    "int8_tensorwise": "int8",
    "convrot_w4a4": "int4",
}
"""Layers with another format are called by core's own name for it, such as `nvfp4` and `mxfp8`."""

NUMBERS_PER_STORED = {"nvfp4": 2, "int4": 2}

SIDE_TENSORS = (
    ".comfy_quant",
    ".weight_scale",
    ".weight_scale_2",
    ".input_scale",
    ".pre_quant_scale",
    ".scale_weight",
    ".scale_input",
    ".int8_scale",
    "scaled_fp8",
)

MAIN_SHARE = 0.75
MIXED = "mixed"


def quantisation_of(header: Header, prefix: str) -> str | None:
    """The format of at least three quarters of the weights below a prefix, else `mixed`; None without any weight."""
    numbers: Counter[str] = Counter()
    for name, number_format, count in _weights(header):
        if name.startswith(prefix):
            numbers[number_format] += count
    if not numbers:
        return None
    main, count = numbers.most_common(1)[0]
    return main if count >= MAIN_SHARE * numbers.total() else MIXED


def count_parameters(header: Header, prefix: str) -> int:
    """How many weights lie below a prefix, the scales of quantised ones not counted, packed ones unpacked."""
    return sum(count for name, _, count in _weights(header) if name.startswith(prefix))


def _weights(header: Header) -> Iterator[tuple[str, str, int]]:
    """(name, format, how many numbers) of every tensor that holds weights."""
    layers = _layer_formats(header)
    for name, entry in header.tensors.items():
        if name.endswith(SIDE_TENSORS):
            continue
        number_format = _format_of(name, entry, layers, header)
        if number_format:
            yield name, number_format, entry.numbers * NUMBERS_PER_STORED.get(number_format, 1)


def _format_of(name: str, entry: TensorEntry, layers: Mapping[str, str], header: Header) -> str | None:
    layer = name.removesuffix(".weight")
    if layer != name and layer in layers:
        return layers[layer]
    if entry.dtype == "U8":
        # Bytes are also how tokenizers are stored; only nvfp4 has a second scale beside them.
        return "nvfp4" if f"{layer}.weight_scale_2" in header.tensors else None
    return FORMAT_OF_TYPE.get(entry.dtype)


def _layer_formats(header: Header) -> dict[str, str]:
    layers = header.metadata_object("_quantization_metadata").get("layers")
    if not isinstance(layers, dict):
        return {}
    named = {layer: conf.get("format") for layer, conf in layers.items() if isinstance(conf, dict)}
    return {layer: FORMAT_OF_LAYER.get(name, name) for layer, name in named.items() if isinstance(name, str)}
