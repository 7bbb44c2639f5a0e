"""The tune of a line: how far every sound lies above or below the voice that says it."""

from __future__ import annotations

from .line_model import LineModel, Manner, Sound


class IntonationModel(LineModel):
    """Bins of 50 cents above the middle of the voice when it is calm and neutral, for every sound.

    What is asked of a voice is in it: a happy one lies higher and moves more, a sad one lower and hardly. It sees a
    whole line, since a line falls towards its end.
    """

    dilations = (1, 2, 4, 8)

    def lifts(self, sounds: list[Sound], manner: Manner) -> list[float]:
        """Of every sound of one line, those without a pitch included, which lie between their neighbours."""
        return self.of_line(sounds, manner)
