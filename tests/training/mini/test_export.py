"""The colours of the live preview: fitted to what was rendered, or those of the checkpoint before."""

import numpy as np
import pytest
from tandem.engine.mini.checkpoint import load
from tandem.engine.mini.video_autoencoder import VideoAutoencoder
from tandem.training.mini import export


def test_without_rendered_windows_the_colours_of_the_checkpoint_stay(tmp_path, monkeypatch, tiny_weights):
    monkeypatch.setattr(export, "FOLDER", tmp_path)
    monkeypatch.setattr(export, "load", lambda path: replace_preview(load(path), {"picture": [[1.0]]}))
    assert export.preview_colours(VideoAutoencoder(), tiny_weights) == {"picture": [[1.0]]}


def test_rendered_windows_are_fitted(tmp_path, monkeypatch, tiny_weights):
    monkeypatch.setattr(export, "FOLDER", tmp_path)
    windows = np.random.default_rng(0).integers(0, 255, (2, 12, 256, 256, 3), np.uint8)
    np.save(tmp_path / "pictures.npy", windows)
    fitted = export.preview_colours(VideoAutoencoder().eval(), tiny_weights)
    assert np.shape(fitted["picture"]) == (65, 48)


def test_with_neither_it_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match="no rendered windows .* and no checkpoint"):
        export.preview_colours(VideoAutoencoder(), tmp_path / "none.safetensors")


def replace_preview(checkpoint, preview: dict):
    checkpoint.config["preview"] = preview
    return checkpoint
