"""A plain prompt with quoted lines, in the wording that each family was trained on. Only the quotes change."""

from __future__ import annotations

from .spoken_language import language_of
from .wording import Wording, cut_at_quotes, straight

K6_SOUNDS_NOTE = (
    "Kandinsky 6 reads the sounds in a part of their own: end the prompt with <AUDCAP>what is heard<ENDAUDCAP>."
)


def mini_wording(prompt: str) -> Wording:
    """tandem-mini reads quotes of every kind itself."""
    return Wording(prompt)


def ltx_wording(prompt: str) -> Wording:
    """Prose; spoken words stand in straight double quotes (Lightricks' prompting guide)."""
    cut = cut_at_quotes(prompt)
    return Wording(cut.with_quotes([straight(quote.words) for quote in cut.quotes]), cut.notes)


def h3_wording(prompt: str) -> Wording:
    """Speech becomes `<d>[English] words</d>`; words that are seen stay in double quotes.

    As MiniMax' own guide to prompt writing has it. A prompt that has such marks already is left as it is.
    """
    if "<d>" in prompt:
        return Wording(prompt)
    cut = cut_at_quotes(prompt)
    written, before = [], ""
    for quote in cut.quotes:
        before += quote.before
        spoken = f"<d>[{language_of(quote.words, before)}] {quote.words}</d>"
        written.append(straight(quote.words) if quote.on_screen else spoken)
    return Wording(cut.with_quotes(written), cut.notes)


def k6_wording(prompt: str) -> Wording:
    """Speech becomes `<S>words<E>` (the Kandinsky 6 pack's README); a prompt that has such marks already keeps them."""
    notes = () if "<AUDCAP>" in prompt else (K6_SOUNDS_NOTE,)
    if "<S>" in prompt:
        return Wording(prompt, notes)
    cut = cut_at_quotes(prompt)
    written = [straight(quote.words) if quote.on_screen else f"<S>{quote.words}<E>" for quote in cut.quotes]
    return Wording(cut.with_quotes(written), (*cut.notes, *notes))
