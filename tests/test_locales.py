"""Every node and socket has a text in both languages and a help page, held against the real schemas."""

from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tandem

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def schemas():
    """Node id -> schema, from the pack's own entry point."""
    pytest.importorskip("comfy_api.latest", reason="there is no ComfyUI on the path")

    async def nodes():
        extension = await tandem.comfy_entrypoint()
        await extension.on_load()
        return await extension.get_node_list()

    # In a thread of its own: the browser tests leave an event loop behind in the main one.
    with ThreadPoolExecutor(1) as pool:
        found = [node.GET_SCHEMA() for node in pool.submit(asyncio.run, nodes()).result()]
    return {schema.node_id: schema for schema in found}


def texts(language: str) -> dict:
    return json.loads((ROOT / "locales" / language / "nodeDefs.json").read_text(encoding="utf-8"))


def page(language: str, node_id: str) -> str:
    return (ROOT / "web/docs" / node_id / f"{language}.md").read_text(encoding="utf-8")


def input_ids(schema) -> set[str]:
    """The inputs of a node as the page names them, the widget that follows a seed included."""
    follows = any(getattr(one, "control_after_generate", None) for one in schema.inputs)
    return {one.id for one in schema.inputs} | ({"control_after_generate"} if follows else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_node_and_socket_has_a_name_and_a_tooltip_and_nothing_else_has(schemas, language):
    found = texts(language)
    assert set(found) == set(schemas)
    for node_id, schema in schemas.items():
        assert set(found[node_id]["inputs"]) == input_ids(schema), node_id
        assert set(found[node_id]["outputs"]) == {str(i) for i in range(len(schema.outputs))}, node_id
        for socket in (*found[node_id]["inputs"].values(), *found[node_id]["outputs"].values()):
            assert socket["name"].strip() and socket["tooltip"].strip(), node_id


def test_the_english_names_are_those_of_the_schemas(schemas):
    for node_id, found in texts("en").items():
        assert found["display_name"] == schemas[node_id].display_name


def test_the_english_sockets_are_named_as_in_the_schemas(schemas):
    """A graph, a help page and an error message must name an input alike."""
    for node_id, found in texts("en").items():
        for one in schemas[node_id].inputs:
            assert found["inputs"][one.id]["name"] == one.id


def test_the_chinese_texts_are_chinese():
    for node_id, found in texts("zh").items():
        for text in (found["display_name"], found["description"], *(s["tooltip"] for s in found["inputs"].values())):
            assert CHINESE.search(text), (node_id, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_node_has_a_help_page_that_names_its_sockets(schemas, language):
    for node_id, schema in schemas.items():
        text = page(language, node_id)
        assert text.startswith(f"# {texts(language)[node_id]['display_name']}\n")
        for name in (*(one.id for one in schema.inputs), *(one.display_name for one in schema.outputs)):
            assert f"`{name}`" in text, (node_id, name)


def test_no_help_page_is_left_over(schemas):
    assert {folder.name for folder in (ROOT / "web/docs").iterdir()} == set(schemas)


def test_both_languages_have_the_same_general_texts():
    general = {
        language: json.loads((ROOT / "locales" / language / "main.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }
    assert {key: set(value) for key, value in general["en"].items()} == {
        key: set(value) for key, value in general["zh"].items()
    }
