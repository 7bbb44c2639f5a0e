"""Reading headers: what safetensors writes comes back, and every way to be wrong is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import safetensors
import torch
from safetensors.torch import save_file
from tandem.engine.model_files.header import LARGEST_HEADER_BYTES, ModelFileError, TensorEntry, read_header


def file_of(path: Path, header: object, data: bytes = b"") -> Path:
    text = json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + data)
    return path


def entry(**changes: object) -> dict:
    return {"dtype": "F16", "shape": [2], "data_offsets": [0, 4], **changes}


def test_what_safetensors_wrote_is_read(tmp_path):
    path = tmp_path / "a.safetensors"
    tensors = {"x.weight": torch.zeros(3, 5, dtype=torch.bfloat16), "scale": torch.tensor(1.0)}
    save_file(tensors, path, metadata={"config": '{"depth": 2}', "format": "pt"})
    header = read_header(path)
    assert header.tensors == {"x.weight": TensorEntry("BF16", (3, 5)), "scale": TensorEntry("F32", ())}
    assert [header.tensors[name].numbers for name in tensors] == [15, 1]
    assert header.size_bytes == path.stat().st_size
    assert header.metadata_object("config") == {"depth": 2}


def test_metadata_that_are_no_json_object_count_as_none(make_header):
    header = make_header(metadata={"broken": "{", "list": "[1]"})
    assert [header.metadata_object(key) for key in ("broken", "list", "absent")] == [{}, {}, {}]


def test_the_files_of_these_tests_are_ones_that_safetensors_opens(tmp_path, write_weights):
    path = write_weights(tmp_path / "a.safetensors", {"x": ("BF16", (4096, 4096)), "y": ("U8", (3,))}, {"a": "b"})
    with safetensors.safe_open(str(path), framework="pt") as file:
        assert (set(file.keys()), file.metadata()) == ({"x", "y"}, {"a": "b"})
    assert path.stat().st_blocks * 512 < 100_000


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_file_without_room_for_a_header(tmp_path, content):
    path = tmp_path / "a.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=rf"a\.safetensors: is not .* it has only {len(content)} bytes"):
        read_header(path)


def test_a_file_that_is_something_else(tmp_path):
    path = tmp_path / "a.safetensors"
    path.write_bytes(b"\x80\x02}q\x00(X\x05\x00\x00\x00" + bytes(100))
    with pytest.raises(ModelFileError, match=f"header would be .* bytes long and {LARGEST_HEADER_BYTES} is the limit"):
        read_header(path)


def test_a_header_that_is_cut_short(tmp_path):
    path = file_of(tmp_path / "a.safetensors", {"x": entry()}, bytes(4))
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(ModelFileError, match="cut short inside its header .* found 12"):
        read_header(path)


def test_data_that_are_cut_short(tmp_path):
    path = tmp_path / "a.safetensors"
    save_file({"x": torch.zeros(100)}, path)
    whole = path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelFileError, match=f"expected {whole} bytes and found {whole - 1}; download it again"):
        read_header(path)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ([1], "header is not a JSON object"),
        ({"__metadata__": {"a": 1}, "x": entry()}, "metadata are not texts"),
        ({"__metadata__": "a", "x": entry()}, "metadata are not texts"),
        ({"x": 3}, "does not describe the tensor 'x'"),
        ({"x": entry(dtype=None)}, "does not describe the tensor 'x'"),
        ({"x": entry(shape=[-1])}, "does not describe the tensor 'x'"),
        ({"x": entry(data_offsets=[0])}, "does not describe the tensor 'x'"),
        ({"x": entry(data_offsets=[0, 4.5])}, "does not describe the tensor 'x'"),
        ({"__metadata__": {"format": "pt"}}, "holds no tensors"),
    ],
)
def test_a_header_that_says_nothing_usable(tmp_path, header, fault):
    with pytest.raises(ModelFileError, match=fault):
        read_header(file_of(tmp_path / "a.safetensors", header, bytes(8)))


@pytest.mark.parametrize("text", [b"{", b"\xff\xfe\xff"])
def test_a_header_that_is_not_json(tmp_path, text):
    path = tmp_path / "a.safetensors"
    path.write_bytes(len(text).to_bytes(8, "little") + text)
    with pytest.raises(ModelFileError, match="its header is not JSON"):
        read_header(path)


def test_a_file_that_is_gone(tmp_path):
    with pytest.raises(ModelFileError, match=r"a\.safetensors: cannot be read \(No such file or directory\)"):
        read_header(tmp_path / "a.safetensors")
