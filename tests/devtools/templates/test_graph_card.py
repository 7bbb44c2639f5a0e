"""The picture of a template whose model was never run."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image, ImageColor
from tandem.devtools.places import ROOT
from tandem.devtools.templates.family_graphs import TEMPLATES
from tandem.devtools.templates.graph_card import BOX, LINK, SIDE, graph_card

NAMES = [make.__name__ for make in TEMPLATES]
JPEG_ROUNDING = 4.0
"""Mean difference of a channel, of 255."""


def graph(name: str) -> dict:
    return json.loads((ROOT / f"workflows/{name}.json").read_text(encoding="utf-8"))


def pixels_of(picture: Image.Image, colour: str) -> int:
    return int((np.asarray(picture) == ImageColor.getrgb(colour)).all(-1).sum())


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_in_the_repository_is_the_card_of_its_graph(name):
    with Image.open(ROOT / f"workflows/{name}.jpg") as saved:
        difference = np.asarray(saved.convert("RGB"), float) - np.asarray(graph_card(name, graph(name)), float)
    assert np.abs(difference).mean() < JPEG_ROUNDING


def test_a_node_and_a_link_more_are_seen():
    whole = graph("ltx_text_to_clip")
    fewer = {**whole, "nodes": [node for node in whole["nodes"] if node["type"] != "MarkdownNote"]}
    unlinked = {**whole, "links": []}
    card, without_note, without_links = (graph_card("ltx_text_to_clip", one) for one in (whole, fewer, unlinked))
    assert card.size == (SIDE, SIDE)
    assert pixels_of(card, BOX) > pixels_of(without_note, BOX) > 0
    assert pixels_of(card, LINK) > pixels_of(without_links, LINK) > 0, "the model's name has the colour of a link"
