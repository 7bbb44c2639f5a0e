// A graph names its model by file. Load Model's list says more about each file, and not the same on every machine: when a graph
// is opened, the entry of the same file is chosen. What is not on this machine stays as the graph has it.
import { app } from "../../../scripts/app.js";

const fileName = (entry) => entry.split(": ").pop().split(/[\\/]/).pop();

app.registerExtension({
  name: "tandem.model_names",
  loadedGraphNode(node) {
    if (node.comfyClass !== "TandemLoadModel") return;
    const widget = node.widgets?.find((one) => one.name === "model");
    const offered = widget?.options?.values;
    if (!Array.isArray(offered) || typeof widget.value !== "string" || offered.includes(widget.value)) return;
    const wanted = fileName(widget.value);
    const entry = offered.find((one) => fileName(one) === wanted);
    if (entry) widget.value = entry;
  },
});
