"""`python -m tandem.devtools.showcase`: everything in the documents that shows a real clip, made again.

One real server runs every template of tandem-mini (for its thumbnail) and the prompts of the README's picture; nothing
is retouched and no clip is picked by hand: the seeds are those of the templates.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from ..engine.media.pictures import spectrogram
from ..engine.media.probe import Decoded, decode
from . import prompt_edits
from .api_prompt import to_api
from .captions import caption_font
from .comfy_client import ComfyClient
from .comfy_server import ComfyServer, device_arguments
from .demo import TEMPLATE, fetch_clip
from .places import ROOT
from .templates.graphs import TEMPLATES
from .templates.thumbnail import save_small, thumbnail

PROMPTS = (
    'A woman says happily: "good morning"',
    'A man in a red shirt asks "how are you" and a girl answers "very well, thank you"',
    "一个穿蓝衣服的孩子难过地说：“我爱你”",
    "A big blue drum is hit fast and loudly",
    "A campfire crackles at night",
    "A yellow bell rings",
)
PICTURE = ROOT / "docs" / "pictures" / "clips.jpg"
SHOWN_SECONDS, COLUMNS, TILE_PIXELS, CAPTION_PIXELS, SOUND_PIXELS = 2.56, 8, 112, 22, 336


def main() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="tandem-showcase-") as base,
        ComfyServer(Path(base), arguments=device_arguments()) as server,
    ):
        for name in sorted(described.__name__ for described in TEMPLATES):
            template = ROOT / "workflows" / f"{name}.json"
            clip = make(server.client, template, Path(base))
            save_small(thumbnail(clip), template.with_suffix(".jpg"))
            print(f"{template.stem}: {len(clip.frames)} frames", flush=True)
        rows = [captioned(prompt, make(server.client, TEMPLATE, Path(base), prompt)) for prompt in PROMPTS]
    PICTURE.parent.mkdir(exist_ok=True)
    Image.fromarray(np.concatenate([np.asarray(row) for row in rows])).save(PICTURE, quality=85, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size} bytes")


def make(client: ComfyClient, template: Path, folder: Path, prompt: str | None = None) -> Decoded:
    """The clip that `template` makes, with another prompt if one is given."""
    workflow = json.loads(template.read_text(encoding="utf-8"))
    nodes = to_api(workflow, client.object_info())
    if prompt is not None:
        prompt_edits.set_prompt(nodes, prompt)
        prompt_edits.set_seconds(nodes, SHOWN_SECONDS)
    path = folder / "clip.mp4"
    path.write_bytes(fetch_clip(client, client.run(nodes, workflow=workflow)))
    return decode(path)


def captioned(prompt: str, clip: Decoded) -> Image.Image:
    """One row: the prompt, frames in order, the spectrogram of the sound."""
    row = Image.new("RGB", (COLUMNS * TILE_PIXELS + SOUND_PIXELS, TILE_PIXELS + CAPTION_PIXELS), "white")
    ImageDraw.Draw(row).text((4, 3), prompt, fill="black", font=caption_font())
    for place, index in enumerate(np.linspace(0, len(clip.frames) - 1, COLUMNS).round().astype(int)):
        tile = Image.fromarray(clip.frames[index]).resize((TILE_PIXELS, TILE_PIXELS), Image.Resampling.LANCZOS)
        row.paste(tile, (place * TILE_PIXELS, CAPTION_PIXELS))
    sound = spectrogram(clip.samples, clip.sample_rate_hz, height=TILE_PIXELS)
    sound = sound.crop((0, 0, sound.width, TILE_PIXELS)).resize((SOUND_PIXELS, TILE_PIXELS))
    row.paste(sound, (COLUMNS * TILE_PIXELS, CAPTION_PIXELS))
    return row


if __name__ == "__main__":
    main()
