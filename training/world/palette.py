"""The colours of the world, as RGB 0..255, under the names that prompts use."""

Colour = tuple[float, float, float]

COLOURS: dict[str, Colour] = {
    "red": (220, 50, 50), "blue": (60, 90, 220), "green": (60, 170, 80), "yellow": (240, 205, 60),
    "purple": (150, 80, 190), "orange": (240, 140, 40), "white": (240, 240, 240),
}  # fmt: skip
HAIR: dict[str, Colour] = {"black": (40, 40, 45), "brown": (130, 85, 50), "blond": (240, 205, 60), "red": (200, 85, 35)}
SKIN: tuple[Colour, ...] = ((250, 215, 185), (225, 175, 135), (170, 115, 80), (110, 75, 55))
BACKGROUNDS: dict[str, Colour] = {
    "sky": (165, 210, 245), "cream": (245, 235, 210), "night": (35, 40, 75),
    "mint": (190, 230, 205), "rose": (240, 205, 210), "grey": (190, 195, 205),
}  # fmt: skip
FLOORS: dict[str, Colour] = {"wood": (170, 120, 70), "metal": (140, 150, 165), "grass": (90, 170, 70)}


def shade(colour: Colour, factor: float) -> Colour:
    """`colour` darkened by `factor`."""
    return tuple(factor * channel for channel in colour)  # type: ignore[return-value]
