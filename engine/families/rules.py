"""Every family behind one protocol: what the rest of the pack asks when it does not care which model it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from . import kandinsky6, ltx, ltx_sampling, mini, minimax_h3
from .canvas import FamilyCanvas
from .dialect import h3_wording, k6_wording, ltx_wording, mini_wording
from .faults import SizeRule
from .frame_grid import FrameGrid
from .native_sampling import H3_VARIANTS, K6_VARIANTS, MINI_VARIANTS
from .request import ClipRequest
from .sampling_defaults import SamplingDefaults, chosen
from .wording import Wording


class FamilyRules(Protocol):
    """The rules of one family. `name` is the key in RULES, `display_name` what messages call it."""

    @property
    def name(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    @property
    def variants(self) -> tuple[str, ...]:
        """Its checkpoints, the usual one first."""

    @property
    def seconds(self) -> float:
        """How long a clip is when nobody says."""

    @property
    def sizes(self) -> SizeRule:
        """The sides of its pictures."""

    def canvas(self, request: ClipRequest) -> FamilyCanvas:
        """The nearest clip that can be made. Raises CanvasError with every fault of the request."""

    def canvas_of(self, video_shape: tuple[int, ...], frame_rate: Fraction) -> FamilyCanvas:
        """The clip that a picture latent holds, a chain included. Raises CanvasError for another model's latent."""

    def notes(self, canvas: FamilyCanvas) -> tuple[str, ...]:
        """Sentences about a clip that can be made, but not at the model's best, or whose streams do not meet."""

    def defaults(self, variant: str = "") -> SamplingDefaults:
        """How it is sampled; "" is the usual checkpoint. Raises VariantError."""

    def dialect(self, prompt: str) -> Wording:
        """A plain prompt in this family's wording."""

    def negative_notes(self, negative: str, variant: str = "") -> tuple[str, ...]:
        """What to tell a user who wrote a negative prompt that nothing will read. Raises VariantError."""


@dataclass(frozen=True, kw_only=True)
class _Rules:
    """A family put together from the functions of its modules. `clean_grid` gives None where no length is clean."""

    name: str
    display_name: str
    seconds: float
    sizes: SizeRule
    sampling: Mapping[str, SamplingDefaults]
    make_canvas: Callable[[ClipRequest], FamilyCanvas]
    read_canvas: Callable[[tuple[int, ...], Fraction], FamilyCanvas]
    clean_grid: Callable[[Fraction], FrameGrid | None]
    native_notes: Callable[[FamilyCanvas], tuple[str, ...]]
    wording: Callable[[str], Wording]

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(self.sampling)

    def canvas(self, request: ClipRequest) -> FamilyCanvas:
        return self.make_canvas(request)

    def canvas_of(self, video_shape: tuple[int, ...], frame_rate: Fraction) -> FamilyCanvas:
        return self.read_canvas(video_shape, frame_rate)

    def notes(self, canvas: FamilyCanvas) -> tuple[str, ...]:
        return (*self.native_notes(canvas), *_unclean_notes(canvas, self.clean_grid(canvas.frame_rate)))

    def defaults(self, variant: str = "") -> SamplingDefaults:
        return chosen(self.display_name, self.sampling, variant)

    def dialect(self, prompt: str) -> Wording:
        return self.wording(prompt)

    def negative_notes(self, negative: str, variant: str = "") -> tuple[str, ...]:
        if not negative.strip() or self.defaults(variant).uses_negative:
            return ()
        return (f"{self.display_name} is sampled without a negative prompt here (scale 1): it has no effect.",)


def _unclean_notes(canvas: FamilyCanvas, clean: FrameGrid | None) -> tuple[str, ...]:
    if canvas.clean:
        return ()
    error_ms = 1000 * abs(float(canvas.sound_error_s(round(canvas.sound_latents))))
    frames = f"{canvas.frames} frames at {float(canvas.frame_rate):.6g} per second"
    if clean is None:
        advice = "no length of this family avoids that"
    else:
        endless = replace(clean, last=canvas.frames + clean.step)
        advice = f"{endless.nearest(canvas.frames)} frames avoid that"
    return (f"Picture and sound of {frames} are at least {error_ms:.1f} ms apart at their ends; {advice}.",)


def _no_notes(canvas: FamilyCanvas) -> tuple[str, ...]:
    return ()


RULES: Mapping[str, FamilyRules] = {
    rules.name: rules
    for rules in (
        _Rules(
            name="mini",
            display_name=mini.NAME,
            seconds=5.12,
            sizes=mini.SIZES,
            sampling=MINI_VARIANTS,
            make_canvas=mini.family_canvas,
            read_canvas=lambda shape, _: mini.family_canvas_of(shape),
            clean_grid=lambda _: None,
            native_notes=_no_notes,
            wording=mini_wording,
        ),
        _Rules(
            name="ltx",
            display_name=ltx.NAME,
            seconds=5.0,
            sizes=ltx.size_rule(two_stage=False),
            sampling=ltx_sampling.VARIANTS,
            make_canvas=ltx.ltx_canvas,
            read_canvas=ltx.ltx_canvas_of,
            clean_grid=ltx.clean_grid,
            native_notes=_no_notes,
            wording=ltx_wording,
        ),
        _Rules(
            name="minimax_h3",
            display_name=minimax_h3.NAME,
            seconds=5.875,
            sizes=minimax_h3.SIZES,
            sampling=H3_VARIANTS,
            make_canvas=minimax_h3.h3_canvas,
            read_canvas=lambda shape, _: minimax_h3.h3_canvas_of(shape),
            clean_grid=lambda _: minimax_h3.clean_grid(),
            native_notes=minimax_h3.native_notes,
            wording=h3_wording,
        ),
        _Rules(
            name="kandinsky6",
            display_name=kandinsky6.NAME,
            seconds=5.0,
            sizes=kandinsky6.SIZES,
            sampling=K6_VARIANTS,
            make_canvas=kandinsky6.k6_canvas,
            read_canvas=lambda shape, _: kandinsky6.k6_canvas_of(shape),
            clean_grid=lambda _: None,
            native_notes=kandinsky6.native_notes,
            wording=k6_wording,
        ),
    )
}
