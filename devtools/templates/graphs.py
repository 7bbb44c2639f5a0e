"""The templates that run on tandem-mini, and the pieces that all templates are made of."""

from __future__ import annotations

from typing import Any

from .template import ApiNode, Column, Prompt, Template, column, node, note

MODEL = ["1", 0]
"""Node 1 is the one that makes the TANDEM_MODEL."""
OWN_SIZE = {"width": 0, "height": 0}
OWN_SCALES = {"picture_scale": -1.0, "sound_scale": -1.0}
"""Of the loaded family, so that a template runs with any model that Load Model offers."""
SAMPLER_HEIGHT, PLAYER_HEIGHT = 620, 560
MODEL_HEIGHT, BLANK_HEIGHT = 210, 260
"""With room for the licence note of any family, and for its remarks on a clip."""
TWO_PROMPTS = {"1": MODEL_HEIGHT, "2": 380, "3": 380}


def load_model() -> ApiNode:
    return node("TandemLoadModel", model="tandem-mini (built in)")


def encode(prompt: str, title: str | None = None) -> ApiNode:
    return node("TandemTextEncode", title, tandem_model=MODEL, prompt=prompt, negative="")


def blank(seconds: float, title: str | None = None) -> ApiNode:
    return node("TandemBlankClip", title, tandem_model=MODEL, seconds=seconds, **OWN_SIZE)


def sampling(text: str, latent: str, **more: Any) -> dict[str, Any]:
    """What Joint Sampler and Extend Clip share; `text` and `latent` are the ids of the nodes these come from."""
    return {
        "tandem_model": MODEL,
        "positive": [text, 0],
        "negative": [text, 1],
        "latent": [latent, 0],
        **more,
        "picture_seed": 1,
        "sound_seed": 1,
        "steps": 0,
        **OWN_SCALES,
        "sampler": "family default",
    }


def file_of(latent: str, name: str, first_id: int) -> Prompt:
    """Both decoders and Mux, with the ids `first_id` to `first_id + 2`."""
    picture, sound, mux = (str(first_id + i) for i in range(3))
    return {
        picture: node("TandemVideoDecode", tandem_model=MODEL, latent=[latent, 0]),
        sound: node("TandemAudioDecode", tandem_model=MODEL, latent=[latent, 0]),
        mux: node(
            "TandemMux",
            images=[picture, 0],
            audio=[sound, 0],
            filename_prefix=f"tandem/{name}",
            frame_rate=[picture, 1],
            quality=18,
        ),
    }


def file_column(title: str, first_id: int) -> Column:
    picture, sound, mux = (str(first_id + i) for i in range(3))
    return column(title, picture, sound, mux, width=380, heights={mux: PLAYER_HEIGHT})


def text_graph(name: str, prompt: str, seconds: float, *, note_height: int, prompt_size: tuple[int, int]) -> Template:
    """One prompt becomes one clip. `prompt_size` is the width and height of Text Encode, which shows its reading."""
    nodes = {
        "1": load_model(),
        "2": encode(prompt),
        "3": blank(seconds),
        "4": node("TandemJointSampler", **sampling("2", "3")),
        **file_of("4", name, 5),
    }
    width, height = prompt_size
    columns = [
        column("Start here", note(name, note_height), width=360),
        column("1 · Model and prompt", "1", "2", width=width, heights={"1": MODEL_HEIGHT, "2": height}),
        column("2 · Picture and sound together", "3", "4", heights={"3": BLANK_HEIGHT, "4": SAMPLER_HEIGHT}),
        file_column("3 · File", 5),
    ]
    return Template(name, nodes, columns)


def picture_graph(name: str, shown: str, happens: str, *, note_height: int) -> Template:
    """A clip that starts from a picture. A template cannot bring a file along, so the model draws it: `shown`."""
    nodes = {
        "1": load_model(),
        "2": encode(shown, "What the picture shows"),
        "3": encode(happens, "What happens then"),
        "4": blank(1.92, "Short clip"),
        "5": node("TandemJointSampler", "Draw", **sampling("2", "4")),
        "6": node("TandemVideoDecode", tandem_model=MODEL, latent=["5", 0]),
        "7": node("ImageFromBatch", "Take one frame", image=["6", 0], batch_index=0, length=1),
        "8": blank(5.12),
        "9": node("TandemAnchorFrames", tandem_model=MODEL, latent=["8", 0], image=["7", 0], fit="crop"),
        "10": node("TandemJointSampler", **sampling("3", "9")),
        **file_of("10", name, 11),
    }
    columns = [
        column("Start here", note(name, note_height), width=360),
        column("1 · Model and prompts", "1", "2", "3", width=400, heights=TWO_PROMPTS),
        column("2 · A picture to start from", "4", "5", "6", "7", heights={"4": BLANK_HEIGHT, "5": SAMPLER_HEIGHT}),
        column("3 · The clip that starts from it", "8", "9", "10", heights={"8": BLANK_HEIGHT, "10": SAMPLER_HEIGHT}),
        file_column("4 · File", 11),
    ]
    return Template(name, nodes, columns)


def text_to_clip() -> Template:
    prompt = 'A woman with red hair and a blue shirt says happily: "good morning, how are you"'
    return text_graph("text_to_clip", prompt, 5.12, note_height=390, prompt_size=(400, 430))


def image_to_clip() -> Template:
    shown = "A man with black hair and a yellow shirt talks, the background is mint"
    happens = 'A man with black hair and a yellow shirt says: "my house is your house"'
    return picture_graph("image_to_clip", shown, happens, note_height=280)


def dialogue() -> Template:
    prompt = (
        'A man with black hair in a green shirt asks: "where is the red ball". '
        'A woman with blond hair in a purple shirt answers happily: "it is in the house"'
    )
    return text_graph("dialogue", prompt, 6.4, note_height=280, prompt_size=(420, 560))


def singing() -> Template:
    prompt = 'A woman with brown hair in a purple dress sings a cheerful song that rises: "my heart is full of joy"'
    return text_graph("singing", prompt, 5.12, note_height=310, prompt_size=(420, 500))


def commercial() -> Template:
    prompt = (
        "A commercial for a red bottle with cheerful music, rain in the background. "
        'A woman\'s voice says: "try our new lemonade, it is fresh and cool"'
    )
    return text_graph("commercial", prompt, 5.12, note_height=340, prompt_size=(420, 500))


def product_photo() -> Template:
    shown = "Product shot of a red bottle on a stage"
    happens = 'A commercial for a red bottle with cheerful music. A man\'s voice says: "get your lemonade now"'
    return picture_graph("product_photo", shown, happens, note_height=330)


def extend_clip() -> Template:
    person = "A woman with brown hair and a white shirt"
    prompt = {
        "1": load_model(),
        "2": encode(f'{person} says: "the sun is in the sky"', "First"),
        "3": encode(f'{person} says sadly: "now it is night"', "Then"),
        "4": blank(3.84),
        "5": node("TandemJointSampler", **sampling("2", "4")),
        "6": node("TandemExtendClip", **sampling("3", "5", seconds=3.84, context_seconds=0.96)),
        **file_of("6", "extend_clip", 7),
    }
    columns = [
        column("Start here", note("extend_clip", 290), width=360),
        column("1 · Model and prompts", "1", "2", "3", width=400, heights=TWO_PROMPTS),
        column("2 · First part", "4", "5", heights={"4": BLANK_HEIGHT, "5": SAMPLER_HEIGHT}),
        column("3 · Continued", "6", heights={"6": SAMPLER_HEIGHT + 160}),
        file_column("4 · File", 7),
    ]
    return Template("extend_clip", prompt, columns)


def core_nodes() -> Template:
    prompt = {
        "1": load_model(),
        "2": node("TandemModelParts", tandem_model=MODEL),
        "3": node("CLIPTextEncode", "Prompt", clip=["2", 1], text="A big yellow drum is hit loudly and fast"),
        "4": node("CLIPTextEncode", "Negative prompt", clip=["2", 1], text=""),
        "5": blank(5.12),
        "6": node(
            "KSampler",
            model=["2", 0],
            positive=["3", 0],
            negative=["4", 0],
            latent_image=["5", 0],
            seed=1,
            steps=24,
            cfg=3.0,
            sampler_name="euler",
            scheduler="simple",
            denoise=1.0,
        ),
        "7": node("LTXVSeparateAVLatent", "Separate the streams", av_latent=["6", 0]),
        "8": node("VAEDecode", "Decode the picture", samples=["7", 0], vae=["2", 2]),
        "9": node("LTXVAudioVAEDecode", "Decode the sound", samples=["7", 1], audio_vae=["2", 3]),
        "10": node("CreateVideo", images=["8", 0], audio=["9", 0], fps=25.0, bit_depth=8),
        "11": node("SaveVideo", video=["10", 0], filename_prefix="tandem/core_nodes", format="auto", codec="auto"),
    }
    columns = [
        column("Start here", note("core_nodes", 250), width=360),
        column("1 · Model and prompt", "1", "2", "3", "4", width=380, heights={"1": MODEL_HEIGHT, "3": 180, "4": 120}),
        column("2 · Core samples", "5", "6", heights={"5": BLANK_HEIGHT, "6": SAMPLER_HEIGHT}),
        column("3 · Core decodes", "7", "8", "9", width=300),
        column("4 · Core writes the file", "10", "11", width=380, heights={"11": PLAYER_HEIGHT}),
    ]
    return Template("core_nodes", prompt, columns)


TEMPLATES = (
    text_to_clip, image_to_clip, dialogue, singing, commercial, product_photo, extend_clip, core_nodes,
)  # fmt: skip
