"""The CLIP: the mini's prompt reader behind core's tokenizer and text model interfaces."""

from __future__ import annotations

from pathlib import Path

import comfy.model_management
import comfy.sd
import comfy.supported_models_base
import comfy.utils
import torch

from ..engine.mini.checkpoint import Checkpoint
from ..engine.mini.text.encoder import MiniTextEncoder
from ..engine.mini.text.fitting import LONGEST_CLIP_S, last_words
from .joint_model import SCRIPT_KEY
from .weights import load_checked

TOKENS = "tandem"
NOTES_KEY = "tandem_notes"
"""Where the reader's remarks lie in the dict of a CONDITIONING: a tuple of sentences."""
FIRST_CLIP_KEY = "tandem_first_clip"
"""Where the last words that the longest clip can hold lie, when a script is too long for it."""


class CodePointTokenizer:
    """Tokens are the prompt's characters: the reader does its own splitting and needs the sentence as it was typed."""

    def __init__(self, embedding_directory=None, tokenizer_data=None) -> None:
        pass

    def tokenize_with_weights(self, text: str, return_word_ids: bool = False, **kwargs) -> dict:
        return {TOKENS: [[(ord(c), 1.0, i) if return_word_ids else (ord(c), 1.0) for i, c in enumerate(text)]]}

    def untokenize(self, tokens) -> list:
        return [(token, chr(token[0])) for token in tokens]

    def state_dict(self) -> dict:
        return {}


class ReaderModel(torch.nn.Module):
    """`MiniTextEncoder` as core's CLIP object calls a text model, in float32 whatever core asks for: it is tiny."""

    def __init__(self, config: dict, device="cpu", dtype=None, model_options=None) -> None:
        super().__init__()
        self.dtypes = {torch.float32}
        self.reader = MiniTextEncoder(**config, dtype=torch.float32, device=device)

    def set_clip_options(self, options: dict) -> None:
        """Core's layer and device wishes do not apply: the reader has one output and stays on the CPU."""

    def reset_clip_options(self) -> None:
        """Nothing was set."""

    def load_sd(self, state: dict[str, torch.Tensor]):
        return self.reader.load_state_dict(state, strict=False, assign=getattr(self, "can_assign_sd", False))

    def encode_token_weights(self, tokens: dict) -> tuple[torch.Tensor, None, dict]:
        """Context `[1, S, V]`, no pooled output, and what else goes into the CONDITIONING."""
        read = self.reader.encode("".join(chr(token[0]) for token in tokens[TOKENS][0]))
        extra = {NOTES_KEY: read.notes}
        if read.script is not None:
            extra[SCRIPT_KEY] = read.script
        if read.speech_s > LONGEST_CLIP_S:
            extra[FIRST_CLIP_KEY] = last_words(read.words)
        return read.context.to(comfy.model_management.intermediate_device()), None, extra


def notes_of(conditioning: list) -> tuple[str, ...]:
    """The reader's remarks in a CONDITIONING: sentences about what was not understood."""
    return tuple(note for entry in conditioning for note in entry[1].get(NOTES_KEY, ()))


def last_words_of_first_clip(conditioning: list) -> str:
    """Where a script that is too long for one clip is best cut: an empty string when it is not too long."""
    return next((entry[1][FIRST_CLIP_KEY] for entry in conditioning if FIRST_CLIP_KEY in entry[1]), "")


def load_clip(path: Path, disable_dynamic: bool = False) -> comfy.sd.CLIP:
    """A fresh CLIP from a weight file."""
    return build_clip(load_checked(path), path, disable_dynamic)


def load_clip_patcher(path: Path, disable_dynamic: bool = False):
    """How core reloads the reader when it needs an unpatched copy."""
    return load_clip(path, disable_dynamic).patcher


def build_clip(checkpoint: Checkpoint, path: Path, disable_dynamic: bool = False) -> comfy.sd.CLIP:
    """The CLIP of a loaded checkpoint, on the CPU, where one prompt takes a few milliseconds."""
    state = checkpoint.parts["text_encoder"]
    target = comfy.supported_models_base.ClipTarget(CodePointTokenizer, ReaderModel)
    target.params["config"] = checkpoint.config["text_encoder"]
    cpu = torch.device("cpu")
    clip = comfy.sd.CLIP(
        target,
        parameters=comfy.utils.calculate_parameters(state),
        state_dict=[state],
        model_options={"load_device": cpu, "offload_device": cpu},
        disable_dynamic=disable_dynamic,
    )
    clip.patcher.cached_patcher_init = (load_clip_patcher, (path,))
    return clip
