"""The MODEL as a ModelPatcher."""

from __future__ import annotations

import comfy.cli_args
import comfy.model_management as memory
import comfy.sd
import pytest
import torch
from tandem.engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from tandem.model_loader import diffusion
from tandem.model_loader.diffusion import load_model, manual_cast, transformer_dtype

CPU = torch.device("cpu")


@pytest.mark.parametrize(("native", "expected"), [(True, torch.bfloat16), (False, torch.float32)])
def test_on_a_cpu_the_mini_computes_in_bf16_only_where_it_is_native(monkeypatch, native, expected) -> None:
    monkeypatch.setattr(diffusion, "cpu_has_native_bf16", lambda: native)
    assert transformer_dtype({"weight": torch.zeros(2, 2, dtype=torch.float16)}, CPU) == expected
    assert manual_cast(expected, CPU) is None


def test_a_user_who_asks_for_fp32_gets_it(monkeypatch) -> None:
    monkeypatch.setattr(diffusion, "cpu_has_native_bf16", lambda: True)
    monkeypatch.setattr(comfy.cli_args.args, "fp32_unet", True)
    assert transformer_dtype({"weight": torch.zeros(2, 2, dtype=torch.float16)}, CPU) == torch.float32


def test_every_weight_of_the_file_is_in_the_model(tiny_model, tiny_weights) -> None:
    from tandem.engine.mini.checkpoint import load

    loaded = tiny_model.model.model.diffusion_model.state_dict()
    stored = load(tiny_weights).parts["transformer"]
    assert loaded.keys() == stored.keys()
    assert all(torch.equal(loaded[name], value.float()) for name, value in stored.items())


def test_core_can_load_the_model_again_by_itself(tiny_model) -> None:
    again, arguments = tiny_model.model.cached_patcher_init
    assert again is load_model
    fresh = again(*arguments, disable_dynamic=True)
    assert fresh.model.diffusion_model.dtype == torch.float32
    assert fresh.model_size() == tiny_model.model.model_size()


def test_a_lora_of_core_s_format_changes_the_weights_it_names(tiny_model) -> None:
    memory.unload_all_models()  # What was loaded before counts as patched.
    name = "diffusion_model.blocks.0.output"
    weight = tiny_model.model.model.diffusion_model.blocks[0].output.weight
    torch.manual_seed(0)
    lora = {
        f"{name}.lora_A.weight": torch.randn(4, weight.shape[1]),
        f"{name}.lora_B.weight": torch.randn(weight.shape[0], 4),
    }
    before = weight.clone()
    patched, _ = comfy.sd.load_lora_for_models(tiny_model.model, None, lora, 1.0, 0.0)
    patched.patch_model()
    try:
        wanted = before + lora[f"{name}.lora_B.weight"] @ lora[f"{name}.lora_A.weight"]
        assert torch.allclose(patched.model.diffusion_model.blocks[0].output.weight, wanted, atol=1e-4)
    finally:
        patched.unpatch_model()
    assert torch.equal(tiny_model.model.model.diffusion_model.blocks[0].output.weight, before)


def test_a_partly_loaded_model_predicts_the_same(tiny_model, tiny_weights) -> None:
    partial = load_model(tiny_weights, {"dtype": torch.float32})
    network, whole = partial.model.diffusion_model, tiny_model.model.model.diffusion_model
    torch.manual_seed(0)
    x = [torch.randn(1, 64, 12, 8, 8), torch.randn(1, 32, 48, 1)]
    times, context = (torch.tensor([0.5]), torch.tensor([0.5])), torch.rand(1, SLOT_COUNT, VALUE_COUNT)
    partial.load(CPU, lowvram_model_memory=1)
    assert any(getattr(module, "comfy_cast_weights", False) for module in network.modules())
    for ours, wanted in zip(network(x, times, context), whole(x, times, context), strict=True):
        assert torch.allclose(ours, wanted, atol=1e-6)


def test_bf16_weights_predict_nearly_the_same(tiny_model, tiny_weights) -> None:
    half = load_model(tiny_weights, {"dtype": torch.bfloat16}).model.diffusion_model
    whole = tiny_model.model.model.diffusion_model
    torch.manual_seed(0)
    x = [torch.randn(1, 64, 12, 8, 8), torch.randn(1, 32, 48, 1)]
    times, context = (torch.tensor([0.9]), torch.tensor([0.9])), torch.rand(1, SLOT_COUNT, VALUE_COUNT)
    coarse = half([part.bfloat16() for part in x], times, context.bfloat16())
    for ours, wanted in zip(coarse, whole(x, times, context), strict=True):
        assert ours.dtype == torch.bfloat16
        assert (ours.float() - wanted).abs().mean() < 0.05 * wanted.abs().mean()
