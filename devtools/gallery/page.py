"""The text of `docs/gallery/README.md`."""

from __future__ import annotations

from .entries import ENTRIES, Entry, seed_of

HEAD = """# Gallery

Ten clips that tandem-mini made, each from one prompt. They are cartoons of a synthetic world, with the voice of a
synthesiser: nothing here is filmed or recorded. They are unedited, and the seeds are 0 to 9 in the order of the list,
for picture and sound alike. No clip was picked, so faults are left in.

![A frame of each of the ten clips with the spectrogram of its sound](gallery.png)

Everything on this page is made by `python -m tandem.devtools.gallery` on a real ComfyUI server, with the graph
`text_to_clip` and its default settings; only the quality of the files is set so that they stay small. Drop a clip on
ComfyUI's page and its graph comes back. On a sheet are eight frames, the spectrogram of the sound below them, and the
prompt.

| seed | prompt | what to look for | clip | sheet |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole document."""
    return HEAD + "".join(row(entry) for entry in ENTRIES)


def row(entry: Entry) -> str:
    clip, sheet = f"[{entry.seconds:.2f} s]({entry.name}.mp4)", f"![{entry.caption}]({entry.name}.png)"
    return f"| {seed_of(entry)} | {entry.prompt} | {entry.look_for} | {clip} | {sheet} |\n"
