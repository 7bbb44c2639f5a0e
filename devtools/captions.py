"""Text on pictures."""

from __future__ import annotations

from PIL import ImageFont

Font = ImageFont.ImageFont | ImageFont.FreeTypeFont
CHINESE_FONTS = ("NotoSansCJK-Regular.ttc", "wqy-microhei.ttc", "simhei.ttf")


def caption_font(pixels: int = 15) -> Font:
    """A font with Chinese characters where the machine has one, Pillow's own otherwise."""
    for name in CHINESE_FONTS:
        try:
            return ImageFont.truetype(name, pixels)
        except OSError:
            continue
    return ImageFont.load_default(pixels)


def wrapped(text: str, font: Font, width_pixels: int) -> list[str]:
    """The lines of `text`, each at most `width_pixels` wide, broken at spaces; a longer word is broken anywhere."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if font.getlength(longer) <= width_pixels:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and font.getlength(lines[-1] + letter) > width_pixels:
                lines.append("")
            lines[-1] += letter
    return lines
