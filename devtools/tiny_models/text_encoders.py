"""The tiny Gemma 3 12B that both LTX-2 checkpoints use, and the tiny Qwen3-VL 32B of MiniMax H3."""

from __future__ import annotations

import io

import torch
from torch import Tensor

from .custom_node.sizes import GEMMA
from .random_weights import random_weights, with_prefix

# What the tokenizer knows besides the space; anything else becomes bytes.
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"()-<>_/\n"


def gemma(seed: int) -> dict[str, Tensor]:
    """The tensors of a text encoder with its SentencePiece model, which core reads from the same file."""
    import comfy.ops
    from comfy.text_encoders.llama import Gemma3_12B

    model = Gemma3_12B({}, torch.float32, "cpu", comfy.ops.disable_weight_init)
    # Gemma's own norms store their gain less one; those of its vision tower do not.
    weights = random_weights(model, seed, gain=0.0)
    weights |= with_prefix("vision_model.", random_weights(model.vision_model, seed + 1))
    return weights | {"spiece_model": torch.frombuffer(bytearray(sentencepiece_model()), dtype=torch.uint8)}


def sentencepiece_model() -> bytes:
    """A tokenizer of single characters with Gemma's four special tokens in their places, and bytes for the rest."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(f"{letter} {letter}" for letter in ALPHABET), model_writer=model, model_type="char",
        vocab_size=GEMMA["vocab_size"], character_coverage=1.0, byte_fallback=True,
        pad_id=0, eos_id=1, bos_id=2, unk_id=3, add_dummy_prefix=False, remove_extra_whitespaces=False,
        normalization_rule_name="identity", num_threads=1, minloglevel=2,
    )  # fmt: skip
    return model.getvalue()


def qwen(seed: int) -> dict[str, Tensor]:
    """The tensors of a text encoder for core's own Qwen tokenizer, whose table of 151,936 tokens is stored as bf16."""
    import comfy.ops
    from comfy.text_encoders.minimax import MiniMaxQwen3VL

    weights = random_weights(MiniMaxQwen3VL({}, torch.float32, "cpu", comfy.ops.disable_weight_init), seed)
    table = "model.embed_tokens.weight"
    return weights | {table: weights[table].to(torch.bfloat16)}
