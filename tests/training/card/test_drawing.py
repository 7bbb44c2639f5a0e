"""What the drawing processes leave for the card, and what it takes from them."""

from itertools import islice

import numpy as np
import pytest
import torch
from tandem.engine.mini.audio_autoencoder import AudioAutoencoder
from tandem.engine.mini.text.attributes import SLOT_COUNT
from tandem.engine.mini.text.script import COLUMNS
from tandem.engine.mini.video_autoencoder import VideoAutoencoder
from tandem.training.card import drawing
from tandem.training.card.drawing import Workshop, encode_waiting, latents_of, waiting
from tandem.training.card.growing_clips import GrowingClips
from tandem.training.card.orders import LENGTH_SHARES, MAKERS, Order, joint_orders, picture_orders


def rows_of(order: Order) -> dict[str, np.ndarray]:
    frames = 4 * order.latents
    return {
        "frames": np.full((order.count, frames, 128, 128, 3), order.first % 256, np.uint8),
        "samples": np.zeros((order.count, 640 * frames), np.float32),
        "slots": np.ones((order.count, SLOT_COUNT), np.uint8),
        "script": np.ones((order.count, frames, COLUMNS), np.uint8),
    }


@pytest.fixture
def few(monkeypatch, tmp_path):
    """Two folders, and a kind of five orders whose pictures are drawn at once."""
    monkeypatch.setitem(MAKERS, "few", (lambda seed: (Order(3, seed + k, 2) for k in range(5)), rows_of))
    monkeypatch.setattr(drawing.os, "nice", lambda _: None)
    drawn, encoded = tmp_path / "drawn", tmp_path / "encoded"
    drawn.mkdir()
    encoded.mkdir()
    return drawn, encoded


def test_no_clip_is_ordered_twice_and_every_length_at_once():
    orders = list(islice(joint_orders(500), 400))
    seeds = [(order.latents, order.first + index) for order in orders for index in range(order.count)]
    assert len(set(seeds)) == len(seeds)
    assert {order.latents for order in orders[: len(LENGTH_SHARES)]} == set(LENGTH_SHARES)
    clips = {length: sum(order.count for order in orders if order.latents == length) for length in LENGTH_SHARES}
    assert clips[12] / sum(clips.values()) == pytest.approx(LENGTH_SHARES[12], abs=0.08)


def test_windows_are_ordered_without_a_gap():
    first, second = islice(picture_orders(40), 2)
    assert second.first == first.first + first.count == 40 + first.count


def test_workers_share_the_orders(few):
    drawn, _ = few
    drawing.draw("few", 10, drawn, 1, 2)
    names = [name for name, _ in waiting(drawn)]
    assert sorted(int(name.split("-")[1]) for name in names) == [11, 13]
    assert {latents_of(name) for name in names} == {3}
    assert not list(drawn.iterdir())


def test_what_was_drawn_becomes_latents_that_the_store_takes(few):
    drawn, encoded = few
    drawing.draw("few", 10, drawn, 0, 5)
    encode_waiting(drawn, encoded, "cpu", VideoAutoencoder().eval(), AudioAutoencoder().eval())
    store = GrowingClips(3, 4)
    for _, chunk in waiting(encoded):
        store.add(chunk)
    assert len(store) == 2 and store.rows["video"][:2].abs().sum() > 0
    assert not list(drawn.iterdir()) and not list(encoded.iterdir())


def clips_of(value: float, count: int) -> dict[str, torch.Tensor]:
    return {
        "video": torch.full((count, 3, 8, 8, 64), value), "still": torch.zeros(count, 8, 8, 64),
        "audio": torch.zeros(count, 12, 32), "slots": torch.ones(count, SLOT_COUNT, dtype=torch.uint8),
        "script": torch.ones(count, 12, COLUMNS, dtype=torch.uint8),
    }  # fmt: skip


def test_only_clips_that_are_there_are_drawn_and_new_ones_replace_the_oldest():
    store = GrowingClips(3, 10)
    store.add(clips_of(1.0, 4))
    assert (store.batch(64, torch.Generator().manual_seed(0)).video[:, :, 1:] == 1).all()
    store.add(clips_of(2.0, 8))
    assert len(store) == 10 and store.seen == 12
    assert sorted(store.rows["video"][:, 0, 0, 0, 0].tolist()) == [1.0, 1.0, *[2.0] * 8]


def test_a_process_that_fails_is_noticed(tmp_path):
    with Workshop("no such kind", 0, tmp_path, 1) as workshop:
        workshop.processes[0].join(60)
        with pytest.raises(RuntimeError, match="has ended"):
            workshop.check()
        workshop.stop()
        workshop.check()


def test_latents_wait_until_the_autoencoders_are_there(tmp_path, monkeypatch):
    finished, waited = tmp_path / "finished", []

    def pass_time(_):
        waited.append(finished.exists())
        finished.touch()

    def load():
        raise FileNotFoundError("weights are looked for")

    monkeypatch.setattr(drawing.time, "sleep", pass_time)
    monkeypatch.setattr(drawing, "load_autoencoders", load)
    with pytest.raises(FileNotFoundError, match="weights are looked for"):
        drawing.encode(tmp_path, tmp_path, "cpu", after=finished)
    assert waited == [False]
