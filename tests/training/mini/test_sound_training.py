"""Training of what is heard: without pictures the same prediction, and the picture's layers stay as they are."""

import copy

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.audio_autoencoder import AudioAutoencoder
from tandem.engine.mini.text.attributes import SLOT_COUNT, VALUE_COUNT
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.text.voice_pitch import PITCH_COLUMN, VOICE_COLUMN
from tandem.engine.mini.text.voices import VOICE_NUMBERS
from tandem.training.mini.sound_alone import alone_loss, heard_alone
from tandem.training.mini.sound_anew import LinearMap, translated
from tandem.training.mini.sound_clips import SoundClips
from tandem.training.mini.train_audio_autoencoder import Crops, build, crop_losses, take_over
from tandem.training.mini.train_sound import let_learn, of_both, of_sound
from tandem.training.mini.train_transformer import CUT
from tandem.training.mini.train_transformer import build as build_transformer

LATENTS, BATCH = 12, 2


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    model = build_transformer().eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.02 * torch.randn_like(weight))
    return model


def inputs(latents: int = LATENTS):
    torch.manual_seed(1)
    script = torch.randint(0, 50, (BATCH, 4 * latents, COLUMNS))
    script[..., 2] = 1
    script[..., VOICE_COLUMN] %= VOICE_NUMBERS
    context = torch.rand(BATCH, SLOT_COUNT, VALUE_COUNT).softmax(-1)
    streams = [torch.randn(BATCH, 64, latents, 8, 8), torch.randn(BATCH, 32, 4 * latents, 1)]
    return streams, (torch.rand(BATCH, 16 * latents), torch.rand(BATCH, 4 * latents)), context, script


@torch.no_grad()
def test_a_sound_predicted_without_its_picture_is_that_of_streams_apart(model):
    streams, times, context, script = inputs()
    apart = model(streams, times, context, script, CUT)[1]
    alone = heard_alone(model, streams[1], times, context, script)
    torch.testing.assert_close(alone, apart, atol=1e-4, rtol=1e-4)
    together = model(streams, times, context, script)[1]
    assert (together - apart).abs().max() > 1e-2


@pytest.mark.parametrize(("column", "number"), [(PITCH_COLUMN, 40), (VOICE_COLUMN, 7)], ids=["pitch", "voice"])
@torch.no_grad()
def test_a_pitch_or_a_voice_changes_the_sound_at_its_own_place_most(model, column, number):
    streams, times, context, script = inputs()
    script[..., column] = 0
    other = script.clone()
    other[:, 20, column] = number
    first, second = (heard_alone(model, streams[1], times, context, s) for s in (script, other))
    change = (first - second).abs().mean(dim=(0, 1, 3))
    assert change.argmax() == 20 and change[20] > 0


def test_layers_are_of_sound_or_of_both_or_of_the_picture(model):
    names = [name for name, _ in model.named_parameters()]
    rest = [name for name in names if not of_sound(name) and not of_both(name)]
    assert "audio_in.weight" in filter(of_sound, names) and "blocks.0.query_key_value.weight" in filter(of_both, names)
    assert "blocks.3.video_feed_forward.up.weight" in rest and "video_out.weight" in rest
    assert not [name for name in names if of_sound(name) and of_both(name)]


def test_learning_of_sound_alone_reaches_nothing_but_the_sound(model, tmp_path):
    rows = {
        "audio": torch.randn(20, 4 * LATENTS, 32).half(),
        "slots": torch.ones(20, SLOT_COUNT, dtype=torch.uint8),
        "script": torch.ones(20, 4 * LATENTS, COLUMNS, dtype=torch.uint8),
    }
    save_file(rows, tmp_path / f"{LATENTS:02d}-0.safetensors")
    rng, learning = torch.Generator().manual_seed(0), copy.deepcopy(model)
    let_learn(learning, of_sound)
    batch = SoundClips(LATENTS, tmp_path).batch(6, rng, 0.1)
    assert batch.video.shape[2] == 0 and batch.audio_time.shape == (6, 4 * LATENTS)
    alone_loss(learning, batch, rng).sum().backward()
    with_gradient = {name for name, weight in learning.named_parameters() if weight.grad is not None}
    assert with_gradient == {name for name, _ in learning.named_parameters() if of_sound(name)}


def test_no_sounds_are_missed_by_name(tmp_path):
    with pytest.raises(FileNotFoundError, match="no sounds of 12 latents"):
        SoundClips(12, tmp_path)


@torch.no_grad()
def test_weights_translated_to_a_linear_map_of_the_latents_predict_the_same(model):
    """Clean prediction on clean latents: what a rotated latent becomes is the rotation of what the old one becomes."""
    torch.manual_seed(2)
    turn, _ = torch.linalg.qr(torch.randn(32, 32))
    old = torch.randn(4000, 32)
    new = old @ turn.T + 0.3
    to_old, to_new = LinearMap.fit(new, old), LinearMap.fit(old, new)
    assert to_old.explained > 0.999 and to_new.explained > 0.999
    streams, times, context, script = inputs()
    other = copy.deepcopy(model)
    other.load_state_dict(translated(model.state_dict(), to_old, to_new))
    turned = torch.einsum("ij,bjal->bial", turn, streams[1]) + 0.3

    def clean(transformer, sound):
        velocity = heard_alone(transformer, sound, times, context, script)
        return sound - velocity * times[1].clamp(min=0.04)[:, None, :, None]

    expected = torch.einsum("ij,bjal->bial", turn, clean(model, streams[1])) + 0.3
    torch.testing.assert_close(clean(other, turned), expected, atol=2e-3, rtol=1e-3)


def test_the_sound_autoencoder_learns_spectra_and_pitch():
    torch.manual_seed(0)
    model = build()
    t = torch.arange(24 * 640) / 16000
    samples = torch.stack([0.2 * torch.sin(2 * torch.pi * 200 * t), 0.2 * torch.sin(2 * torch.pi * 300 * t)])
    pitch = torch.tensor([[200.0], [300.0]]).expand(2, 96)
    optimiser = torch.optim.Adam(model.parameters(), 2e-3)
    found = []
    for step in range(12):
        losses = crop_losses(model.train(), Crops(samples, pitch), told=step % 2 == 0)
        optimiser.zero_grad()
        losses.sum().backward()
        optimiser.step()
        found.append(losses.detach())
    assert (found[-1] < 0.8 * found[0]).all()
    assert all(weight.grad is not None for name, weight in model.named_parameters() if name.startswith("filter_out"))


def test_weights_without_pulses_are_taken_over_and_others_are_refused():
    state = AudioAutoencoder().state_dict()
    old = {k: v for k, v in state.items() if not k.startswith(("pitch_", "decoder_last", "filter_out"))}
    take_over(build(), old)
    with pytest.raises(ValueError, match=r"missing \['split\.weight'\]"):
        take_over(build(), {k: v for k, v in old.items() if k != "split.weight"})
