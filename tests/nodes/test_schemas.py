"""The contract with saved graphs: ids, sockets and their order. Append only."""

from __future__ import annotations

import inspect

import pytest
from comfy_api.latest import io
from tandem.nodes.extension import NODES
from tandem.nodes.limits import LARGEST_SEED
from tandem.nodes.sockets import CATEGORY

INPUTS = {
    "TandemLoadModel": ["model", "variant"],
    "TandemModelParts": ["tandem_model"],
    "TandemTextEncode": ["tandem_model", "prompt", "negative", "images"],
    "TandemBlankClip": ["tandem_model", "seconds", "width", "height", "frame_rate", "clean_grid"],
    "TandemAnchorFrames": ["tandem_model", "latent", "image", "fit", "at", "time_s", "strength"],
    "TandemJointSampler": [
        "tandem_model", "positive", "negative", "latent", "picture_seed", "sound_seed", "steps", "picture_scale",
        "sound_scale", "sampler", "guidance",
    ],
    "TandemVideoDecode": ["tandem_model", "latent"],
    "TandemAudioDecode": ["tandem_model", "latent"],
    "TandemExtendClip": [
        "tandem_model", "latent", "positive", "negative", "seconds", "context_seconds", "picture_seed", "sound_seed",
        "steps", "picture_scale", "sound_scale", "sampler", "guidance",
    ],
    "TandemMux": ["images", "audio", "filename_prefix", "frame_rate", "quality"],
    "TandemModelFromParts": ["model", "clip", "picture_vae", "sound_vae", "variant"],
    "TandemAdvancedGuidance": [
        "picture_sync", "sound_sync", "rescale", "stg_scale", "stg_block", "start", "end", "every", "preset",
    ],
    "TandemAnchorAudio": ["tandem_model", "latent", "audio", "start_seconds"],
    "TandemUpscaleClip": [
        "tandem_model", "positive", "negative", "latent", "width", "height", "seed", "steps", "start_sigma",
        "picture_scale", "sound_scale", "sampler", "keep_sound", "upscale_model", "image", "fit", "guidance",
    ],
    "TandemReferenceVoice": ["tandem_model", "positive", "negative", "audio", "identity_scale", "start", "end"],
}  # fmt: skip
OUTPUTS = {
    "TandemLoadModel": ["TANDEM_MODEL"],
    "TandemModelParts": ["MODEL", "CLIP", "VAE", "VAE"],
    "TandemTextEncode": ["CONDITIONING", "CONDITIONING", "STRING"],
    "TandemBlankClip": ["LATENT", "FLOAT"],
    "TandemAnchorFrames": ["LATENT", "IMAGE"],
    "TandemJointSampler": ["LATENT"],
    "TandemVideoDecode": ["IMAGE", "FLOAT"],
    "TandemAudioDecode": ["AUDIO"],
    "TandemExtendClip": ["LATENT", "STRING"],
    "TandemMux": ["VIDEO"],
    "TandemModelFromParts": ["TANDEM_MODEL"],
    "TandemAdvancedGuidance": ["TANDEM_GUIDANCE"],
    "TandemAnchorAudio": ["LATENT", "AUDIO"],
    "TandemUpscaleClip": ["LATENT", "STRING"],
    "TandemReferenceVoice": ["CONDITIONING", "CONDITIONING"],
}
SCHEMAS = {node.GET_SCHEMA().node_id: node.GET_SCHEMA() for node in NODES}


def test_every_node_is_there_under_its_id() -> None:
    assert list(SCHEMAS) == list(INPUTS)


@pytest.mark.parametrize("node_id", INPUTS)
def test_sockets_keep_their_order(node_id) -> None:
    assert [one.id for one in SCHEMAS[node_id].inputs] == INPUTS[node_id]
    assert [one.get_io_type() for one in SCHEMAS[node_id].outputs] == OUTPUTS[node_id]


@pytest.mark.parametrize("node_id", INPUTS)
def test_every_input_has_a_tooltip_and_the_node_a_category_and_a_description(node_id) -> None:
    schema = SCHEMAS[node_id]
    assert schema.category == CATEGORY and schema.description and schema.display_name.endswith("(Tandem)")
    assert all(one.tooltip for one in schema.inputs)


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_a_node_is_a_shell(node) -> None:
    assert len(inspect.getsource(node.execute).splitlines()) <= 25


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_execute_takes_every_input_and_no_other(node) -> None:
    parameters = inspect.signature(node.execute).parameters.values()
    named = {one.name for one in parameters if one.kind != one.VAR_KEYWORD}
    takes_the_rest = any(one.kind == one.VAR_KEYWORD for one in parameters)
    known = set(INPUTS[node.__name__])
    assert named <= known if takes_the_rest else named == known


@pytest.mark.parametrize(
    ("node_id", "field"),
    [("TandemBlankClip", "seconds"), ("TandemExtendClip", "seconds"), ("TandemJointSampler", "steps")],
)
def test_core_itself_can_refuse_a_typed_number_before_the_run(node_id, field) -> None:
    (one,) = [one for one in SCHEMAS[node_id].inputs if one.id == field]
    assert one.min is not None and one.max is not None and one.min <= one.default <= one.max


@pytest.mark.parametrize("node_id", ["TandemJointSampler", "TandemExtendClip"])
def test_both_seeds_reach_over_all_of_core_s_range_and_one_is_renewed_by_the_page(node_id) -> None:
    seeds = {one.id: one for one in SCHEMAS[node_id].inputs if one.id.endswith("seed")}
    assert {seed.max for seed in seeds.values()} == {LARGEST_SEED}
    assert seeds["picture_seed"].control_after_generate and not seeds["sound_seed"].control_after_generate


def test_only_mux_ends_a_graph() -> None:
    assert [schema.node_id for schema in SCHEMAS.values() if schema.is_output_node] == ["TandemMux"]


def test_every_schema_can_be_sent_to_the_page() -> None:
    for node in NODES:
        assert isinstance(node, type) and issubclass(node, io.ComfyNode)
        assert node.GET_NODE_INFO_V1()["name"] == node.GET_SCHEMA().node_id
