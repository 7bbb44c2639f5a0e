import numpy as np
from tandem.training.speech.mouths import closes_lips, loudness_envelope, mouth_curves, shapes

RATE_HZ = 16_000


def tone(seconds: float) -> np.ndarray:
    return np.sin(2 * np.pi * 200 * np.arange(int(seconds * RATE_HZ)) / RATE_HZ).astype(np.float32) * 0.3


def test_the_mouth_is_closed_for_m_b_p_and_open_for_a():
    curves = mouth_curves([(0.0, 0.2, "A:"), (0.2, 0.3, "m"), (0.3, 0.5, "A:")], tone(0.5), RATE_HZ)
    assert curves[22:28, 0].max() == 0.0
    assert curves[5:15, 0].min() > 0.8
    assert all(closes_lips(name) for name in ("m", "b", "p", "ph"))


def test_u_is_round_and_i_is_wide():
    curves = mouth_curves([(0.0, 0.25, "u:"), (0.25, 0.5, "i:")], tone(0.5), RATE_HZ)
    assert curves[10, 2] > 0.8 > 0.2 > curves[10, 1]
    assert curves[40, 1] > 0.8 > 0.2 > curves[40, 2]


def test_a_diphthong_moves():
    assert shapes("aI")[0] != shapes("aI")[-1]
    assert len(shapes("s")) == 1


def test_silence_keeps_the_mouth_shut():
    curves = mouth_curves([(0.0, 0.5, "A:")], np.zeros(RATE_HZ // 2, np.float32), RATE_HZ)
    assert curves[:, 0].max() == 0.0


def test_the_envelope_follows_loudness():
    samples = np.concatenate([tone(0.3) * 0.1, tone(0.3)])
    envelope = loudness_envelope(samples, RATE_HZ, 60)
    assert envelope[10:25].max() < 0.2 < 0.9 < envelope[35:55].min()
