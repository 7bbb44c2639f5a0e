"""The templates that need the published files of LTX-2.3 or MiniMax H3; their settings are those of ComfyUI's own."""

from __future__ import annotations

from . import published
from .graphs import (
    BLANK_HEIGHT,
    MODEL,
    MODEL_HEIGHT,
    OWN_SCALES,
    SAMPLER_HEIGHT,
    encode,
    file_column,
    file_of,
    sampling,
)
from .template import ApiNode, Column, ModelLink, Prompt, Template, column, node, note

LTX_VARIANT = "2.3-distilled"
LTX_LORA_STRENGTH = 0.5
LTX_SECONDS, LTX_FRAME_RATE = 5.0, 25.0
LTX_FIRST_STAGE = (640, 352)
"""What ComfyUI's templates begin with: half of 1280x720, in multiples of 32."""
LTX_HALF_OF_1080P = (960, 544)
H3_SECONDS, H3_FRAME_RATE = 5.0, 24.0
H3_WIDE, H3_SQUARE = (864, 480), (640, 640)
LTX_ANCHOR_STRENGTH = 0.7
EXAMPLE_PICTURE = "example.png"
"""ComfyUI brings it along in its input folder."""
REFINING_SEED = 42
PICTURE_HEIGHT, ANCHOR_HEIGHT = 330, 240

LOADER, PARTS, LORA, UPSCALER = "11", "12", "13", "14"
MODEL_COLUMN = "1 · Model"
LTX_MODELS: dict[str, tuple[ModelLink, ...]] = {LOADER: published.LTX, LORA: (published.LTX_DISTILLED_LORA,)}


def ltx_model() -> Prompt:
    """LTX-2.3 with the LoRA that distils it to eight steps, at ComfyUI's strength; node 1 makes the TANDEM_MODEL."""
    return {
        LOADER: node("TandemLoadModel", model=published.LTX_CHECKPOINT.name, variant="auto"),
        PARTS: node("TandemModelParts", tandem_model=[LOADER, 0]),
        LORA: node(
            "LoraLoaderModelOnly",
            "Distilled LoRA",
            model=[PARTS, 0],
            lora_name=published.LTX_DISTILLED_LORA.name,
            strength_model=LTX_LORA_STRENGTH,
        ),
        "1": node(
            "TandemModelFromParts",
            model=[LORA, 0],
            clip=[PARTS, 1],
            picture_vae=[PARTS, 2],
            sound_vae=[PARTS, 3],
            variant=LTX_VARIANT,
        ),
    }


def ltx_model_column() -> Column:
    heights = {LOADER: MODEL_HEIGHT, "1": MODEL_HEIGHT + 40}
    return column(MODEL_COLUMN, LOADER, PARTS, LORA, "1", width=400, heights=heights)


def h3_model() -> Prompt:
    """MiniMax H3, whose four files Load Model finds by itself."""
    return {"1": node("TandemLoadModel", model=published.H3_TRANSFORMER.name, variant="auto")}


def sized(seconds: float, size: tuple[int, int], frame_rate: float, *, clean_grid: bool) -> ApiNode:
    width, height = size
    return node(
        "TandemBlankClip",
        tandem_model=MODEL,
        seconds=seconds,
        width=width,
        height=height,
        frame_rate=frame_rate,
        clean_grid=clean_grid,
    )


def ltx_clip(size: tuple[int, int]) -> ApiNode:
    return sized(LTX_SECONDS, size, LTX_FRAME_RATE, clean_grid=True)


def h3_clip(size: tuple[int, int]) -> ApiNode:
    """124 frames, as in ComfyUI's templates; the nearest lengths of the clean grid are 90 and 141."""
    return sized(H3_SECONDS, size, H3_FRAME_RATE, clean_grid=False)


def picture(title: str) -> ApiNode:
    return node("LoadImage", title, image=EXAMPLE_PICTURE)


def anchor(latent: str, image: str, at: str, strength: float) -> ApiNode:
    """`latent` and `image` are the ids of the nodes these come from."""
    return node(
        "TandemAnchorFrames",
        tandem_model=MODEL,
        latent=[latent, 0],
        image=[image, 0],
        fit="crop",
        at=at,
        time_s=0.0,
        strength=strength,
    )


def ltx_text_to_clip() -> Template:
    name = "ltx_text_to_clip"
    prompt = (
        "A lighthouse keeper in a yellow raincoat stands at the rail of his tower in a storm, waves break on the "
        'rocks far below, the camera moves slowly towards his face. He shouts against the wind: "Hold on, the '
        'light is coming back!" Then the great lamp starts with a deep electric hum.'
    )
    nodes = {
        **ltx_model(),
        "2": encode(prompt),
        "3": ltx_clip(LTX_FIRST_STAGE),
        "4": node("TandemJointSampler", **sampling("2", "3")),
        **file_of("4", name, 5),
    }
    columns = [
        column("Start here", note(name, 560), width=380),
        ltx_model_column(),
        column("2 · Prompt and clip", "2", "3", width=400, heights={"2": 520, "3": BLANK_HEIGHT}),
        column("3 · Picture and sound together", "4", heights={"4": SAMPLER_HEIGHT}),
        file_column("4 · File", 5),
    ]
    return Template(name, nodes, columns, LTX_MODELS)


def ltx_image_to_clip() -> Template:
    name = "ltx_image_to_clip"
    prompt = (
        "The picture comes to life: the camera glides slowly forward, light moves over everything that is seen, "
        'leaves and cloth stir in a mild wind, birds are heard far away. A calm voice off screen says: "And then '
        'the day began."'
    )
    nodes = {
        **ltx_model(),
        "2": encode(prompt),
        "3": ltx_clip(LTX_FIRST_STAGE),
        "4": picture("First picture"),
        "5": anchor("3", "4", "first frame", LTX_ANCHOR_STRENGTH),
        "6": node("TandemJointSampler", **sampling("2", "5")),
        **file_of("6", name, 7),
    }
    columns = [
        column("Start here", note(name, 560), width=380),
        ltx_model_column(),
        column("2 · Prompt and clip", "2", "3", width=400, heights={"2": 480, "3": BLANK_HEIGHT}),
        column("3 · The picture it starts from", "4", "5", heights={"4": PICTURE_HEIGHT, "5": ANCHOR_HEIGHT}),
        column("4 · Picture and sound together", "6", heights={"6": SAMPLER_HEIGHT}),
        file_column("5 · File", 7),
    ]
    return Template(name, nodes, columns, LTX_MODELS)


def ltx_upscale_1080p() -> Template:
    name = "ltx_upscale_1080p"
    prompt = (
        "Close view of a baker's hands as they break a fresh loaf in two, steam rises in the morning light, the "
        'crust cracks loudly. A woman off screen says warmly: "Still the best sound in the world."'
    )
    nodes = {
        **ltx_model(),
        UPSCALER: node("LatentUpscaleModelLoader", model_name=published.LTX_UPSCALER.name),
        "2": encode(prompt),
        "3": ltx_clip(LTX_HALF_OF_1080P),
        "4": node("TandemJointSampler", **sampling("2", "3")),
        "5": node(
            "TandemUpscaleClip",
            tandem_model=MODEL,
            positive=["2", 0],
            negative=["2", 1],
            latent=["4", 0],
            width=1920,
            height=1080,
            seed=REFINING_SEED,
            steps=0,
            start_sigma=0.0,
            **OWN_SCALES,
            sampler="family default",
            keep_sound=True,
            upscale_model=[UPSCALER, 0],
        ),
        **file_of("5", name, 6),
    }
    columns = [
        column("Start here", note(name, 600), width=380),
        ltx_model_column(),
        column("2 · Prompt and clip", "2", "3", width=400, heights={"2": 480, "3": BLANK_HEIGHT}),
        column("3 · A quarter of the pixels", "4", heights={"4": SAMPLER_HEIGHT}),
        column("4 · 1920x1080", UPSCALER, "5", heights={"5": SAMPLER_HEIGHT}),
        file_column("5 · File", 6),
    ]
    models = {**LTX_MODELS, UPSCALER: (published.LTX_UPSCALER,)}
    return Template(name, nodes, columns, models, kept_seeds=("5",))


def h3_text_to_clip() -> Template:
    name = "h3_text_to_clip"
    prompt = (
        "A night train stands at a small station in the snow, its windows glow. The conductor, an old woman with a"
        ' grey braid, leans out of the door and calls: "Last train to the mountains!" She blows her whistle, the '
        "wheels begin to turn with a slow metallic rhythm. Wide shot, then a cut to her face."
    )
    nodes = {
        **h3_model(),
        "2": encode(prompt),
        "3": h3_clip(H3_WIDE),
        "4": node("TandemJointSampler", **sampling("2", "3")),
        **file_of("4", name, 5),
    }
    columns = [
        column("Start here", note(name, 560), width=380),
        column("1 · Model and prompt", "1", "2", width=420, heights={"1": MODEL_HEIGHT + 60, "2": 560}),
        column("2 · Picture and sound together", "3", "4", heights={"3": BLANK_HEIGHT + 40, "4": SAMPLER_HEIGHT}),
        file_column("3 · File", 5),
    ]
    return Template(name, nodes, columns, {"1": published.H3})


def h3_first_last_frame() -> Template:
    name = "h3_first_last_frame"
    prompt = (
        "One continuous shot that begins exactly on the first picture and ends exactly on the last. What is seen "
        "changes smoothly from one to the other, the camera follows. A soft piano melody rises and comes to rest "
        "on the last note."
    )
    nodes = {
        **h3_model(),
        "2": h3_clip(H3_SQUARE),
        "3": picture("First picture"),
        "4": anchor("2", "3", "first frame", 1.0),
        "5": picture("Last picture"),
        "6": anchor("4", "5", "last frame", 1.0),
        "7": node("TandemTextEncode", tandem_model=MODEL, prompt=prompt, negative="", images=["6", 1]),
        "8": node("TandemJointSampler", **sampling("7", "6")),
        **file_of("8", name, 9),
    }
    columns = [
        column("Start here", note(name, 620), width=380),
        column("1 · Model and clip", "1", "2", width=420, heights={"1": MODEL_HEIGHT + 60, "2": BLANK_HEIGHT + 40}),
        column("2 · First frame", "3", "4", heights={"3": PICTURE_HEIGHT, "4": ANCHOR_HEIGHT}),
        column("3 · Last frame", "5", "6", heights={"5": PICTURE_HEIGHT, "6": ANCHOR_HEIGHT}),
        column("4 · Prompt, read with both pictures", "7", width=420, heights={"7": 560}),
        column("5 · Picture and sound together", "8", heights={"8": SAMPLER_HEIGHT}),
        file_column("6 · File", 9),
    ]
    return Template(name, nodes, columns, {"1": published.H3})


TEMPLATES = (ltx_text_to_clip, ltx_image_to_clip, ltx_upscale_1080p, h3_text_to_clip, h3_first_last_frame)
