"""Number formats, as plain types, as ComfyUI's quantised layers, and mixed; and the count of weights."""

from __future__ import annotations

import json

import pytest
from tandem.engine.model_files.header import Header, TensorEntry
from tandem.engine.model_files.quantisation import count_parameters, quantisation_of


def header(tensors: dict[str, tuple[str, tuple[int, ...]]], metadata: dict[str, str] | None = None) -> Header:
    return Header({name: TensorEntry(*entry) for name, entry in tensors.items()}, metadata or {}, 0)


@pytest.mark.parametrize(
    ("dtype", "name"),
    [("F32", "fp32"), ("BF16", "bf16"), ("F16", "fp16"), ("F8_E4M3", "fp8"), ("F8_E5M2", "fp8"), ("I8", "int8")],
)
def test_plain_types(dtype, name):
    assert quantisation_of(header({"a.weight": (dtype, (30, 10)), "a.bias": ("F32", (30,))}), "") == name


def test_nvfp4_is_told_from_its_two_scales_and_counted_unpacked():
    found = header(
        {
            "a.weight": ("U8", (16, 8)),
            "a.weight_scale": ("F8_E4M3", (16, 1)),
            "a.weight_scale_2": ("F32", ()),
            "a.comfy_quant": ("U8", (40,)),
        }
    )
    assert (quantisation_of(found, ""), count_parameters(found, "")) == ("nvfp4", 256)


@pytest.mark.parametrize(
    ("layer_format", "dtype", "name", "count"),
    [
        ("float8_e4m3fn", "F8_E4M3", "fp8", 64),
        ("mxfp8", "F8_E4M3", "mxfp8", 64),
        ("nvfp4", "U8", "nvfp4", 128),
        ("int8_tensorwise", "I8", "int8", 64),
        ("convrot_w4a4", "I8", "int4", 128),
    ],
)
def test_the_metadata_name_the_format_of_a_layer(layer_format, dtype, name, count):
    metadata = {"_quantization_metadata": json.dumps({"layers": {"block.a": {"format": layer_format}}})}
    found = header({"block.a.weight": (dtype, (8, 8)), "block.a.weight_scale": ("F32", (8,))}, metadata)
    assert (quantisation_of(found, ""), count_parameters(found, "")) == (name, count)


@pytest.mark.parametrize("layers", ["[]", '{"layers": 3}', '{"layers": {"a": 3}}', '{"layers": {"a": {"format": 3}}}'])
def test_metadata_of_another_form_are_passed_over(layers):
    assert quantisation_of(header({"a.weight": ("I8", (8, 8))}, {"_quantization_metadata": layers}), "") == "int8"


def test_three_quarters_of_one_format_give_the_name_and_less_is_mixed():
    def of(fp8: int) -> str | None:
        return quantisation_of(header({"a.weight": ("F8_E4M3", (fp8,)), "b.weight": ("BF16", (100 - fp8,))}), "")

    assert [of(74), of(75), of(25), of(26)] == ["mixed", "fp8", "bf16", "mixed"]


def test_only_what_lies_below_the_prefix_counts():
    found = header({"vae.a.weight": ("F32", (100,)), "model.a.weight": ("F8_E4M3", (10, 3))})
    assert (quantisation_of(found, "model."), count_parameters(found, "model.")) == ("fp8", 30)


def test_a_tokenizer_stored_as_bytes_is_no_weight():
    found = header({"spiece_model": ("U8", (1000,)), "ids": ("I64", (5,))})
    assert (quantisation_of(found, ""), count_parameters(found, "")) == (None, 0)
