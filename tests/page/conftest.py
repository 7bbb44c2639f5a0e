"""A real browser on the real page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tandem.devtools.comfy_server import ComfyServer
from tandem.devtools.places import RESULTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--use-gl=swiftshader",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
)
PAGE_IS_READY = """window.app && window.app.extensionManager && window.app.graph
    && Object.keys(window.LiteGraph?.registered_node_types || {}).length > 100"""
READY_LIMIT_MS = 120_000


class ComfyPage:
    """ComfyUI's page in a browser tab, in the words of its user."""

    def __init__(self, tab: Any, url: str):
        self.tab = tab
        self.faults: list[str] = []
        tab.on("pageerror", lambda error: self.faults.append(str(error)))
        tab.goto(url, wait_until="domcontentloaded")
        tab.wait_for_function(PAGE_IS_READY, timeout=READY_LIMIT_MS)
        tab.wait_for_timeout(1000)

    def open_template(self, pack: str, name: str) -> None:
        """Browse Templates -> the pack -> the template."""
        self.command("Comfy.BrowseTemplates")
        entry = self.tab.get_by_text(pack, exact=True).last
        entry.wait_for(state="attached")
        entry.scroll_into_view_if_needed()
        entry.click()
        card = self.tab.get_by_test_id(f"template-workflow-{name}")
        card.click()
        card.wait_for(state="detached")
        self.tab.wait_for_timeout(1000)

    def press_run(self) -> None:
        self.tab.get_by_test_id("queue-button").click()

    def wait_for_player(self, timeout_s: float) -> dict[str, float]:
        """Wait until a player on the page could play; returns its length and picture size."""
        handle = self.tab.wait_for_function(
            """() => { const v = [...document.querySelectorAll('video')].find(v => v.readyState >= 2 && v.duration > 0);
            return v && {seconds: v.duration, width: v.videoWidth, height: v.videoHeight}; }""",
            timeout=timeout_s * 1000,
        )
        return handle.json_value()

    def command(self, name: str) -> None:
        self.tab.evaluate("async (name) => { await app.extensionManager.command.execute(name); }", name)

    def load(self, workflow: dict[str, Any]) -> None:
        self.tab.evaluate("async (graph) => { await app.loadGraphData(graph, true, true, 'test'); }", workflow)

    def drop_file(self, url: str, name: str) -> None:
        """What the page does with a file that is dropped on it; the file comes from the server itself."""
        self.tab.evaluate(
            """async ([url, name]) => { const data = await (await fetch(url)).blob();
            await app.handleFile(new File([data], name, {type: 'video/mp4'})); }""",
            [url, name],
        )

    def to_api(self) -> dict[str, Any]:
        """The graph on the page as the prompt that Run would send."""
        return json.loads(self.tab.evaluate("async () => JSON.stringify((await app.graphToPrompt()).output)"))

    def screenshot(self, name: str) -> Path:
        """Fit the graph into the window and keep a picture of it below runs/page."""
        self.command("Comfy.Canvas.FitView")
        self.tab.wait_for_timeout(1500)
        path = RESULTS / "page" / f"{name}.png"
        self.tab.screenshot(path=path)
        return path


@pytest.fixture(scope="session")
def browser(unavailable: Any) -> Iterator[Any]:
    """Headless Chromium: the system's, else the one that playwright brought."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        if found is None and not Path(playwright.chromium.executable_path).is_file():
            unavailable("there is no Chromium on this machine: install one (apt install chromium)")
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, comfy_server: ComfyServer) -> Iterator[ComfyPage]:
    """The page, freshly opened."""
    tab = browser.new_page(viewport={"width": 1600, "height": 1000})
    yield ComfyPage(tab, comfy_server.url)
    tab.close()
