"""What the training of the picture autoencoder rewards, and what it leaves alone."""

from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file
from tandem.engine.mini.video_autoencoder import VideoAutoencoder
from tandem.training.mini.train_video_autoencoder import (
    earlier_round,
    losses_of,
    only_the_decoder,
    picture_loss,
    take_over,
)

WIDTHS = (16, 16, 8, 8, 8)


@pytest.fixture
def ball():
    """A white square that moves down through four dark frames: `[1, 3, 4, 32, 32]`."""
    frames = -torch.ones(1, 3, 4, 32, 32)
    for frame in range(4):
        frames[:, :, frame, 6 * frame : 6 * frame + 6, 10:16] = 1
    return frames


def test_a_smear_costs_more_than_the_same_thing_a_little_too_dark(ball):
    smear = ball.mean(dim=2, keepdim=True).expand_as(ball)
    darker = torch.where(ball > 0, ball - 0.5, ball)
    assert picture_loss(ball, ball) == 0
    assert picture_loss(smear, ball) > 2 * picture_loss(darker, ball)


def test_training_the_decoder_leaves_encoder_and_statistics_alone(ball):
    torch.manual_seed(0)
    model = VideoAutoencoder(widths=WIDTHS)
    only_the_decoder(model)
    before = {name: value.clone() for name, value in model.state_dict().items() if name.startswith(("encoder", "norm"))}
    frames = ball.repeat(1, 1, 3, 8, 8)
    losses_of(model, frames, torch.Generator().manual_seed(0)).sum().backward()
    assert all(weight.grad is None for weight in model.encoder.parameters())
    assert all(weight.grad is not None for weight in model.frame_decoder.parameters())
    assert all(torch.equal(model.state_dict()[name], value) for name, value in before.items())


def test_weights_that_still_fit_are_taken_over_and_the_others_named(capsys):
    torch.manual_seed(0)
    old, new = VideoAutoencoder(widths=(16, 16, 16, 8, 8)), VideoAutoencoder(widths=WIDTHS)
    take_over(new, old.state_dict())
    assert torch.equal(new.encoder[0].weight, old.encoder[0].weight)
    assert "split_frames" in capsys.readouterr().out


def test_squares_count_as_often_as_they_are_asked_to(ball):
    decoded = ball + 0.1 * torch.randn(ball.shape, generator=torch.Generator().manual_seed(0))
    once, twice, often = (picture_loss(decoded, ball, squares).item() for squares in (1.0, 2.0, 11.0))
    assert once == picture_loss(decoded, ball).item() and twice > once
    assert often - once == pytest.approx(10 * (twice - once), rel=1e-3)


def test_another_round_goes_on_with_the_weights_and_the_count_of_windows(tmp_path):
    torch.manual_seed(1)
    earlier, model = VideoAutoencoder(widths=WIDTHS), VideoAutoencoder(widths=WIDTHS)
    save_file(earlier.state_dict(), tmp_path / "weights.safetensors")
    log = SimpleNamespace(folder=tmp_path)
    assert earlier_round(model, log) == 0
    assert torch.equal(model.encoder[0].weight, earlier.encoder[0].weight)
    (tmp_path / "log.json").write_text('{"windows": 70}')
    assert earlier_round(model, log) == 70
