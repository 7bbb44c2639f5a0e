// Shows what a node has to say on the node: the model and its licence, the clip that will be made, how a prompt was read, how it
// is sampled, the seams.
import { app } from "../../../scripts/app.js";
import { ComfyWidgets } from "../../../scripts/widgets.js";

const SHOWN_ON = new Set([
  "TandemLoadModel",
  "TandemModelFromParts",
  "TandemTextEncode",
  "TandemBlankClip",
  "TandemAnchorFrames",
  "TandemJointSampler",
  "TandemExtendClip",
  "TandemUpscaleClip",
]);
const WIDGET = "tandem_text";

function textWidget(node) {
  const known = node.widgets?.find((widget) => widget.name === WIDGET);
  if (known) return known;
  const { widget } = ComfyWidgets.STRING(node, WIDGET, ["STRING", { multiline: true }], app);
  widget.serialize = false;
  widget.options = { ...widget.options, serialize: false, read_only: true };
  if (widget.inputEl) {
    widget.inputEl.readOnly = true;
    widget.inputEl.style.opacity = 0.8;
  }
  return widget;
}

app.registerExtension({
  name: "tandem.reading",
  beforeRegisterNodeDef(nodeType, nodeData) {
    if (!SHOWN_ON.has(nodeData.name)) return;
    const onExecuted = nodeType.prototype.onExecuted;
    nodeType.prototype.onExecuted = function (output) {
      onExecuted?.apply(this, arguments);
      if (!output?.text) return;
      const text = output.text.join("\n");
      // A node that has never had anything to say gets no empty box.
      if (!text && !this.widgets?.some((widget) => widget.name === WIDGET)) return;
      textWidget(this).value = text;
      const [width, height] = this.computeSize();
      this.setSize?.([Math.max(this.size[0], width), Math.max(this.size[1], height)]);
    };
  },
});
