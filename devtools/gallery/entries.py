"""What the gallery shows: ten prompts. The seed of a clip is its place in the list, for picture and sound alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One clip. `caption` is a few words for the small picture, `look_for` a sentence for the reader."""

    name: str
    prompt: str
    seconds: float
    caption: str
    look_for: str


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "talk_english",
        'A woman with red hair in a blue shirt says happily: "good morning, what a beautiful day"',
        3.84, "talk, happy",
        "The lips follow the words and rest in the pause; hair, shirt and smile are those of the prompt.",
    ),
    Entry(
        "talk_mandarin",
        "一个穿黄色衣服的女孩惊讶地说：“下雪了，快来看”",
        3.2, "Mandarin, surprised",
        'A girl in yellow says in surprise "it snows, come and look"; every syllable has its tone.',
    ),
    Entry(
        "dialogue",
        'A man with black hair in a green shirt asks: "where is the red ball". '
        'A woman with blond hair in a purple dress answers: "it is in the house"',
        5.12, "dialogue",
        "Two voices for two faces; the mouth of the one who listens stays at rest.",
    ),
    Entry(
        "singing_words",
        'A woman with brown hair in a purple dress sings a cheerful song that rises: "my heart is full of joy"',
        5.12, "singing with words",
        "One note for every syllable, each higher than the one before; a note rises beside the face with each.",
    ),
    Entry(
        "rap",
        'A man in a red hoodie raps fast: "the city is awake, I walk the street, I keep the beat"',
        5.12, "rap",
        "The phrases begin on the beat of the drum machine, and the head nods with it.",
    ),
    Entry(
        "hammer",
        "A blue hammer strikes an anvil fast and loudly",
        3.2, "hammer on an anvil",
        "Every clang is heard in the frame in which the hammer lands and the sparks fly.",
    ),
    Entry(
        "piano",
        "Hands play a cheerful melody on the piano at a fast tempo",
        5.12, "piano, fast, cheerful",
        "Every note sounds when a finger presses its key, higher notes further to the right.",
    ),
    Entry(
        "rain_on_a_window",
        'Light rain on a window, a woman\'s voice says: "it will rain until the evening"',
        5.12, "rain, narrator",
        "Drops run down the pane; nobody is in the picture, and the rain is quieter while the voice speaks.",
    ),
    Entry(
        "commercial",
        'A commercial for a red shoe with happy music. A man\'s voice says: "try our new sneakers, light as the wind"',
        5.12, "commercial",
        "The product that was named, music under a voice-over, a chime with every sparkle.",
    ),
    Entry(
        "violin_push_in",
        "A violin plays a sad melody at a slow tempo, the camera pushes in",
        5.12, "violin, camera push-in",
        "The bow turns with every note, the scale is a minor one, and the violin grows from first to last frame.",
    ),
)  # fmt: skip


def seed_of(entry: Entry) -> int:
    """0 to 9: the first clip of a prompt is the one that is shown."""
    return ENTRIES.index(entry)
