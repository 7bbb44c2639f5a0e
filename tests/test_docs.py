"""What the documents say about the repository holds in the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tandem.devtools import options

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
IMAGE = re.compile(r'<img[^>]+src="([^"]+)"')
COMMAND = re.compile(r"python dev\.py ([a-z]+)((?: --[a-z]+)*)")
CODE_PATH = re.compile(
    r"`((?:engine|nodes|model_loader|training|workflows|web|locales|benchmarks|tests|docs|devtools)/[\w./-]+)`"
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:tmp|work|root|home)/\w")


def each_document():
    return pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


@each_document()
def test_every_link_leads_to_a_file(document):
    text = document.read_text(encoding="utf-8")
    targets = [target for target in (*LINK.findall(text), *IMAGE.findall(text)) if "://" not in target]
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert not missing


@each_document()
def test_every_path_in_code_marks_exists(document):
    paths = CODE_PATH.findall(document.read_text(encoding="utf-8"))
    assert not [path for path in paths if not (ROOT / path).exists()]


@each_document()
def test_every_command_exists_with_its_options(document):
    known = options.parser()._subparsers._group_actions[0].choices
    for command, switches in COMMAND.findall(document.read_text(encoding="utf-8")):
        assert command in known
        if known[command].add_help:
            accepted = {switch for action in known[command]._actions for switch in action.option_strings}
            assert set(switches.split()) <= accepted, command


@each_document()
def test_no_document_names_a_folder_of_somebodys_machine(document):
    assert not MACHINE_PATH.search(document.read_text(encoding="utf-8"))


def test_the_readme_lists_every_node():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [folder.name for folder in (ROOT / "web/docs").iterdir()]
    titles = [(ROOT / "web/docs" / name / "en.md").read_text(encoding="utf-8").splitlines()[0] for name in names]
    missing = [title for title in titles if title.removeprefix("# ").removesuffix(" (Tandem)") not in readme]
    assert not missing


def test_the_readme_lists_every_template():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [path.stem for path in (ROOT / "workflows").glob("*.json") if f"`{path.stem}`" not in readme]
