"""The walls between the layers, read from the source: who imports whom, and that importing does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "engine": set(),
    "model_loader": {"engine"},
    "nodes": {"engine", "model_loader"},
    "training": {"engine"},
    "devtools": {"engine"},
    "benchmarks": {"engine", "model_loader", "nodes", "devtools"},
}
LAYERS = tuple(MAY_IMPORT)
COMFYUI = {"comfy", "comfy_api", "comfy_execution", "comfy_extras", "folder_paths", "nodes", "server", "latent_preview"}
WITHOUT_COMFYUI = ("engine", "training", "devtools")
TEST_BED = "devtools/tiny_models/"
"""Builds models of core's own classes: the one place of devtools that imports ComfyUI, inside its functions."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def sources(*layers: str) -> list[Path]:
    """Every Python file of these layers, and of the package's root for `.`."""
    found = [path for layer in layers for path in (ROOT.glob("*.py") if layer == "." else (ROOT / layer).rglob("*.py"))]
    return sorted(path for path in found if path.name != "dev.py")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every imported module as (dotted name, line); those inside this repository begin with a dot and its layer."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or "", node.lineno
        elif isinstance(node, ast.ImportFrom):
            parts = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            if node.module:
                yield "." + ".".join(part for part in parts if part), node.lineno
            else:
                for alias in node.names:
                    yield "." + ".".join([part for part in parts if part] + [alias.name]), node.lineno


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_the_layers_below_it(layer: str) -> None:
    allowed = MAY_IMPORT[layer] | {layer}
    crossings = [
        f"{relative(path)}:{line} imports {name[1:]}"
        for path in sources(layer)
        for name, line in imports(path)
        if name.startswith(".") and name[1:].split(".")[0] not in allowed
    ]
    assert not crossings


@pytest.mark.parametrize("layer", WITHOUT_COMFYUI)
def test_these_layers_never_import_comfyui(layer: str) -> None:
    found = [
        f"{relative(path)}:{line} imports {name}"
        for path in sources(layer)
        for name, line in imports(path)
        if name.split(".")[0] in COMFYUI and not relative(path).startswith(TEST_BED)
    ]
    assert not found


def test_the_pack_imports_itself_by_relative_names_only() -> None:
    found = [
        f"{relative(path)}:{line} imports {name}"
        for path in sources(".", *LAYERS)
        for name, line in imports(path)
        if name.split(".")[0] in ("tandem", "engine", "model_loader", "training", "devtools", "benchmarks")
    ]
    assert not found


def is_definition(node: ast.stmt) -> bool:
    """A statement that only names something: a docstring, import, definition, constant, or what guards one."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
    return isinstance(node, (ast.Import, ast.ImportFrom, *DEFINITIONS))


def test_importing_a_module_only_defines_things() -> None:
    active = [
        f"{relative(path)}:{node.lineno}: {ast.unparse(node)[:60]}"
        for path in sources(".", *LAYERS)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if not is_definition(node)
    ]
    assert not active


def test_no_module_of_the_pack_prints() -> None:
    printing = [
        f"{relative(path)}:{node.lineno}"
        for path in sources(".", "engine", "model_loader", "nodes")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing


def test_the_package_and_its_engine_import_where_there_is_no_comfyui(tmp_path: Path) -> None:
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources("engine")]
    names = [f"tandem.{module.removesuffix('.__init__')}" for module in modules]
    program = (
        "import importlib, sys\n"
        f"for name in ['tandem', *{names!r}]: importlib.import_module(name)\n"
        f"loaded = sorted(set(sys.modules) & {COMFYUI!r})\n"
        "sys.exit(f'ComfyUI modules were loaded: {loaded}' if loaded else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
