"""Attention by plain products gives what the fused kernel gives, with a mask and without, forwards and backwards."""

import pytest
import torch
from tandem.engine.mini.operations import plain_attention
from tandem.training.attention import attention_on, matmul_attention


@pytest.mark.parametrize("masked", [False, True])
def test_both_give_the_same(masked: bool):
    torch.manual_seed(0)
    query, key, value = (torch.randn(2, n, 64, requires_grad=True) for n in (10, 13, 13))
    mask = torch.zeros(10, 13) if masked else None
    if masked:
        mask[:5, 8:] = float("-inf")
    found = []
    for attention in (plain_attention, matmul_attention):
        out = attention(query, key, value, 4, mask=mask)
        gradients = torch.autograd.grad(out.square().sum(), (query, key, value))
        found.append((out, *gradients))
    for one, other in zip(*found, strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=1e-4)


def test_a_card_keeps_the_fused_kernel():
    assert attention_on(torch.device("cpu")) is matmul_attention
    assert attention_on(torch.device("cuda")) is plain_attention
