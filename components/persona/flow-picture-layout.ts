import type { Flow, NodeType } from "@duologue/persona";
import { NODE_HEIGHT, NODE_WIDTH } from "@/components/canvas/core/node-size";

export interface FlowPictureLayout {
  viewBox: string;
  boxes: { id: string; type: NodeType; x: number; y: number; width: number; height: number }[];
  /** SVG paths from the bottom or side of one box to the next */
  lines: { id: string; path: string }[];
}

const MARGIN = 24;

/** Where the boxes and lines of a flow's small picture stand, in canvas pixels; null for a flow without nodes. Notes are left out. */
export function layOutFlowPicture(flow: Flow): FlowPictureLayout | null {
  const boxes = Object.entries(flow.nodes)
    .filter(([, node]) => node.type !== "note")
    .map(([id, node]) => {
      const small = node.type === "start" || node.type === "end";
      const width = small ? NODE_WIDTH / 2 : NODE_WIDTH;
      return { id, type: node.type, x: node.position.x + (NODE_WIDTH - width) / 2, y: node.position.y, width, height: NODE_HEIGHT };
    });
  if (boxes.length === 0) return null;
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const left = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const top = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;

  const lines = Object.entries(flow.edges).flatMap(([id, edge]) => {
    const from = byId.get(edge.source);
    const to = byId.get(edge.target);
    return from && to && from !== to ? [{ id, path: drawLine(from, to) }] : [];
  });
  return { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, boxes, lines };
}

type Box = FlowPictureLayout["boxes"][number];

function drawLine(from: Box, to: Box): string {
  const fromMiddle = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  const toMiddle = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const sideways = Math.abs(toMiddle.x - fromMiddle.x) > Math.abs(toMiddle.y - fromMiddle.y);
  if (sideways) {
    const rightwards = toMiddle.x > fromMiddle.x;
    const x1 = rightwards ? from.x + from.width : from.x;
    const x2 = rightwards ? to.x : to.x + to.width;
    const bend = (x1 + x2) / 2;
    return `M${x1} ${fromMiddle.y}C${bend} ${fromMiddle.y} ${bend} ${toMiddle.y} ${x2} ${toMiddle.y}`;
  }
  const downwards = toMiddle.y > fromMiddle.y;
  const y1 = downwards ? from.y + from.height : from.y;
  const y2 = downwards ? to.y : to.y + to.height;
  const bend = (y1 + y2) / 2;
  return `M${fromMiddle.x} ${y1}C${fromMiddle.x} ${bend} ${toMiddle.x} ${bend} ${toMiddle.x} ${y2}`;
}
