"""Which number format the mini computes in."""

from __future__ import annotations

import pytest
import torch
from tandem.engine.sampling import precision


@pytest.mark.parametrize(("native", "expected"), [(True, torch.bfloat16), (False, torch.float32)])
def test_a_cpu_computes_in_bf16_only_when_it_does_so_natively(monkeypatch, native, expected) -> None:
    monkeypatch.setattr(precision, "cpu_has_native_bf16", lambda: native)
    assert precision.compute_dtype(torch.device("cpu")) == expected


def test_without_mkldnn_there_is_no_native_bf16(monkeypatch) -> None:
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: False)
    assert precision.cpu_has_native_bf16() is False
