"""Are the words right? Phoneme errors on sentences that training never heard."""

from __future__ import annotations

import numpy as np
import torch

from ....engine.mini import geometry
from ....engine.mini.text.phonemes import PHONEME_IDS, PHONEMES
from ....engine.mini.text.script import TimedPhoneme, script_tensor
from ...speech.bank import Utterance
from ..asking import line_prompt
from ..exam import MADE_SEED, Exam, samples_of
from ..measures import edit_distance
from ..model import Request
from ..report import Row

BAR = 0.15
START_S = 0.2


def error_rate(said: list[tuple[str, ...]], wanted: list[tuple[str, ...]]) -> float:
    """Edits per wanted phoneme over all lines together; NaN when nothing was wanted."""
    total = sum(len(line) for line in wanted)
    edits = sum(edit_distance(a, b) for a, b in zip(said, wanted, strict=True))
    return edits / total if total else float("nan")


def speech_rows(exam: Exam) -> list[Row]:
    lines = list(exam.lines)
    wanted = [tuple(name for _, _, name, _ in line.phonemes) for line in lines]
    readings = [exam.mini.read(line_prompt(line, index).text) for index, line in enumerate(lines)]
    seeds = [MADE_SEED + 700 + index for index in range(len(lines))]
    audio_latents = exam.scale.video_latents * geometry.AUDIO_LATENTS_PER_VIDEO_LATENT
    scripted = {
        "predicted": [r.script for r in readings],
        "true": [true_script(line, audio_latents) for line in lines],
    }
    said = {
        kind: _said(exam, [Request(r.context, s, seed) for r, s, seed in zip(readings, scripts, seeds, strict=True)])
        for kind, scripts in scripted.items()
    }
    real = [_recorded(exam, line) for line in lines]
    others = wanted[1:] + wanted[:1]
    ceiling = error_rate(real, wanted)
    rows = []
    for kind, bar in (("predicted", BAR), ("true", None)):
        name = f"phoneme error, unseen sentences, {kind} durations"
        floor = error_rate(said[kind], others)
        rows.append(Row(name, error_rate(said[kind], wanted), ceiling, floor, bar, smaller_is_better=True))
    for language in ("english", "chinese"):
        chosen = [i for i, line in enumerate(lines) if line.language == language]
        asked = [wanted[i] for i in chosen]
        numbers = (error_rate([group[i] for i in chosen], asked) for group in (said["predicted"], real))
        rows.append(Row(f"phoneme error, {language}", *numbers, smaller_is_better=True))
    written = [script_names(r.script) for r in readings]
    rows.append(Row("phonemes read wrongly from the text", error_rate(written, wanted), smaller_is_better=True))
    return rows


def _said(exam: Exam, requests: list[Request]) -> list[tuple[str, ...]]:
    return [exam.judges.phonemes(samples) for samples in exam.make_sounds(requests)]


def true_script(line: Utterance, audio_latents: int) -> torch.Tensor:
    """`[1, A, 4]` with the instants of the recording."""
    phonemes = [TimedPhoneme(START_S + a, START_S + b, name, 1, prosody) for a, b, name, prosody in line.phonemes]
    return script_tensor(phonemes, PHONEME_IDS, audio_latents)[None]


def script_names(script: torch.Tensor | None) -> tuple[str, ...]:
    """Phonemes of a script in order; two equal ones in a row count once, as they cannot be told apart."""
    if script is None:
        return ()
    return tuple(PHONEMES[i] for i in torch.unique_consecutive(script[0, :, :2].flatten()).tolist() if i)


def _recorded(exam: Exam, line: Utterance) -> tuple[str, ...]:
    """The recording itself through the sound autoencoder, as the recogniser hears it."""
    count = samples_of(exam.scale.video_latents)
    samples = np.zeros(count, np.float32)
    start = round(START_S * geometry.SAMPLE_RATE_HZ)
    said = np.asarray(line.samples, np.float32)[: count - start] / 32767
    samples[start : start + len(said)] = said
    coders = exam.mini.autoencoders
    return exam.judges.phonemes(coders.decode_samples(coders.encode_samples(samples)))
