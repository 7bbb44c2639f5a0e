import pytest
from tandem.training.speech.espeak import EspeakMissing, say


@pytest.fixture(scope="session")
def espeak(unavailable):
    """Skips where libespeak-ng is not installed: it is needed to make training data, not to run the model."""
    try:
        say("a", "en-us", rate_wpm=170, pitch=50, pitch_range=50, volume=100)
    except EspeakMissing as error:
        unavailable(str(error))
