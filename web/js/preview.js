// The moving preview of a clip on the node that samples it, ours or core's: all frames so far, over a strip of the
// sound's level.
// The server sends one sheet of small frames per step (nodes/live_preview.py); drawing it costs nothing in between.
import { api } from "../../../scripts/api.js";
import { app } from "../../../scripts/app.js";

const EVENT = "tandem.preview";
const WIDGET = "tandem_preview";
const PICTURE_PX = 256;
const STRIP_PX = 40;
const previews = new Map();
let ticking = false;

function findNode(id) {
  // "3:7" is node 7 inside subgraph node 3: the preview belongs on what the user sees.
  const graph = app.rootGraph ?? app.graph;
  return graph.getNodeById(String(id).split(":")[0]) ?? graph.getNodeById(id);
}

function canvasOf(node) {
  // The page takes a node that is out of sight out of the document: its canvas is found again on the node.
  return node.widgets?.find((widget) => widget.name === WIDGET)?.element ?? addCanvas(node);
}

function addCanvas(node) {
  const canvas = document.createElement("canvas");
  canvas.dataset.tandem = "preview";
  canvas.width = PICTURE_PX;
  canvas.height = PICTURE_PX + STRIP_PX;
  canvas.style.cssText = "width:100%;height:100%;object-fit:contain;display:block;background:#111;border-radius:4px";
  const widget = node.addDOMWidget(WIDGET, WIDGET, canvas, {
    serialize: false,
    hideOnZoom: false,
    getMinHeight: () => 180,
    getMaxHeight: () => PICTURE_PX + STRIP_PX,
  });
  widget.serialize = false;
  node.setSize?.([node.size[0], Math.max(node.size[1], node.computeSize()[1])]);
  return canvas;
}

function drawFrame(context, preview, index) {
  const width = preview.sheet.width / preview.columns;
  const rows = Math.ceil(preview.frames / preview.columns);
  const height = preview.sheet.height / rows;
  const left = (index % preview.columns) * width;
  const top = Math.floor(index / preview.columns) * height;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(preview.sheet, left, top, width, height, 0, 0, PICTURE_PX, PICTURE_PX);
}

function drawLevels(context, preview, position) {
  context.fillStyle = "#111";
  context.fillRect(0, PICTURE_PX, PICTURE_PX, STRIP_PX);
  const step = PICTURE_PX / preview.levels.length;
  preview.levels.forEach((level, index) => {
    const height = Math.max(1, level * STRIP_PX);
    context.fillStyle = index / preview.levels.length <= position ? "#6cf" : "#357";
    context.fillRect(index * step, PICTURE_PX + STRIP_PX - height, Math.max(step - 0.5, 0.5), height);
  });
  context.fillStyle = "#fff";
  context.fillRect(position * PICTURE_PX, PICTURE_PX, 1.5, STRIP_PX);
}

function tick(now) {
  let alive = false;
  for (const [id, preview] of previews) {
    if (!preview.canvas.isConnected && preview.wasConnected) {
      previews.delete(id);
      continue;
    }
    preview.wasConnected ||= preview.canvas.isConnected;
    if (!preview.running || !preview.sheet) continue;
    alive = true;
    const clip = preview.frames * preview.frame_s;
    const position = ((now / 1000) % clip) / clip;
    const context = preview.canvas.getContext("2d");
    drawFrame(context, preview, Math.min(Math.floor(position * preview.frames), preview.frames - 1));
    drawLevels(context, preview, position);
  }
  ticking = alive;
  if (alive) requestAnimationFrame(tick);
}

function show({ detail }) {
  const node = findNode(detail.node);
  if (!node) return;
  const preview = previews.get(detail.node) ?? { canvas: canvasOf(node), wasConnected: false };
  previews.set(detail.node, preview);
  const image = new Image();
  image.onload = () => {
    Object.assign(preview, detail, { sheet: image, running: true });
    if (ticking) return;
    ticking = true;
    requestAnimationFrame(tick);
  };
  image.src = detail.sheet;
}

function stopAll() {
  for (const preview of previews.values()) preview.running = false;
}

app.registerExtension({
  name: "tandem.preview",
  setup() {
    api.addEventListener(EVENT, show);
    for (const end of ["execution_success", "execution_error", "execution_interrupted"]) {
      api.addEventListener(end, stopAll);
    }
  },
});
