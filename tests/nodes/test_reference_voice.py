"""Reference Voice as a node, on the tiny LTX-2.3, and what Joint Sampler says of it."""

from __future__ import annotations

import pytest
import torch
from tandem.devtools.tiny_models import FILES
from tandem.engine.media.sound import SoundError
from tandem.engine.model_files.pairing import choices
from tandem.engine.model_files.scan import scan
from tandem.engine.sampling.guidance import StepWindow
from tandem.model_loader.families.parts import PartsError
from tandem.model_loader.families.voice import Identity, identity_of
from tandem.model_loader.loading import load_parts
from tandem.model_loader.tandem_model import model_from_parts
from tandem.nodes.blank_clip import TandemBlankClip
from tandem.nodes.joint_sampler import TandemJointSampler
from tandem.nodes.limits import InputError
from tandem.nodes.reference_voice import TandemReferenceVoice
from tandem.nodes.text_encode import TandemTextEncode

OWN = {"identity_scale": -1.0, "start": 0.0, "end": 1.0}
SETTINGS = {
    "picture_seed": 1, "sound_seed": 2, "steps": 0, "picture_scale": -1.0, "sound_scale": -1.0,
    "sampler": "family default",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_gradients():
    with torch.inference_mode():
        yield


@pytest.fixture(scope="module")
def ltx(tiny_models_dir):
    found = choices(scan({folder.name: [folder] for folder in sorted(tiny_models_dir.iterdir())}))
    by_file = {f"{one.transformer.folder}/{one.transformer.name}": one for one in found}
    return model_from_parts("ltx", load_parts(by_file[FILES["ltx-2.3"][0]]), "2.3-distilled")


@pytest.fixture
def prompts(execute, ltx) -> dict:
    read = execute(TandemTextEncode, tandem_model=ltx, prompt='A man says: "hello"', negative="")
    return {"positive": read[0], "negative": read[1]}


@pytest.fixture
def audio() -> dict:
    noise = 0.1 * torch.randn(1, 1, 5 * 16000, generator=torch.Generator().manual_seed(2))
    return {"waveform": noise, "sample_rate": 16000}


def test_the_voice_and_its_strength_go_to_the_sampler_which_says_so(execute, ltx, prompts, audio) -> None:
    made = execute(TandemReferenceVoice, tandem_model=ltx, **prompts, audio=audio, **{**OWN, "end": 0.5})
    (told,) = made.ui.as_dict()["text"]
    assert told.startswith("The voice lasts 5.00 s; identity guidance of 3 costs one more prediction per step.")
    assert identity_of(made[0]) == Identity(3.0, StepWindow(0.0, 0.5))
    blank = execute(
        TandemBlankClip, tandem_model=ltx, seconds=0.36, width=64, height=64, frame_rate=25.0, clean_grid=True
    )[0]
    sampled = execute(
        TandemJointSampler, tandem_model=ltx, positive=made[0], negative=made[1], latent=blank, **SETTINGS
    )
    assert sampled.ui.as_dict()["text"][0].split("\n") == [
        "8 steps of euler, scales 1 (picture) and 1 (sound).",
        "Guidance: identity_scale 3; 1 to 2 predictions per step.",
    ]


def test_numbers_outside_their_range_are_refused(execute, ltx, prompts, audio) -> None:
    with pytest.raises(InputError, match="^identity_scale: expected -1 to 30, got 31; nearest legal value 30$"):
        execute(TandemReferenceVoice, tandem_model=ltx, **prompts, audio=audio, **{**OWN, "identity_scale": 31.0})
    with pytest.raises(InputError, match="^end: expected more than start"):
        execute(TandemReferenceVoice, tandem_model=ltx, **prompts, audio=audio, **{**OWN, "end": 0.0})


def test_no_voice_and_no_family_for_it_are_refused(execute, ltx, tiny_model, prompts, audio) -> None:
    short = {**audio, "waveform": audio["waveform"][..., :8000]}
    with pytest.raises(SoundError, match="audio: expected 1 to 30 s of a voice, got 0.50 s; nearest legal value 1 s"):
        execute(TandemReferenceVoice, tandem_model=ltx, **prompts, audio=short, **OWN)
    with pytest.raises(PartsError, match="tandem-mini takes no reference voice"):
        execute(TandemReferenceVoice, tandem_model=tiny_model, **prompts, audio=audio, **OWN)
