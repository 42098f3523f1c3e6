/** Two lanes as an SVG that is legible on light and on dark pages: it brings its own ground and follows the reader's colour scheme. */
import { spellOut } from "../../metrics/test/draw-lane";
import type { Note, Picture } from "../../metrics/test/pictures";

const WIDTH = 880;
const LEFT = 84;
const RIGHT = 24;
const BAND_TOP = 52;
const LANE_HEIGHT = 26;
const LANE_Y = { caller: 108, agent: 152 };
const AXIS_Y = 220;
const HEIGHT = 250;
/** one second in characters of 80 ms */
const SECOND = 12.5;

const STYLE = `
  .ground { fill: #ffffff; stroke: #d9dce3; }
  text { fill: #2a2f3a; font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
  .title { font-size: 14px; font-weight: 600; }
  .soft { fill: #636b7a; }
  .rail, .tick { stroke: #d9dce3; }
  .caller { fill: #0f7672; }
  .agent { fill: #6d43c8; }
  .band { fill: #f2b93b; fill-opacity: 0.22; }
  .edge { stroke: #b07d0a; stroke-opacity: 0.55; stroke-dasharray: 3 3; }
  .measure { stroke: #2a2f3a; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #14161c; stroke: #31353f; }
    text { fill: #e6e8ee; }
    .soft { fill: #9aa2b1; }
    .rail, .tick { stroke: #31353f; }
    .caller { fill: #5fd0c8; }
    .agent { fill: #b79bff; }
    .band { fill: #f2b93b; fill-opacity: 0.16; }
    .edge { stroke: #f2b93b; stroke-opacity: 0.5; }
    .measure { stroke: #e6e8ee; }
  }`;

export function drawPicture({ title, caller, agent, notes }: Picture): string {
  const lanes = { caller: spellOut(caller), agent: spellOut(agent) };
  const length = lanes.caller.length;
  if (lanes.agent.length !== length)
    throw new Error(`Expected two lanes of one length in "${title}", received ${length} and ${lanes.agent.length}.`);
  const x = (character: number) => round(LEFT + (character / length) * (WIDTH - LEFT - RIGHT));
  const parts = [
    `<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10"/>`,
    `<text class="title" x="20" y="30">${quoted(title)}</text>`,
    ...drawAxis(length, x),
    ...notes.filter(({ kind }) => kind === "band").flatMap((note) => drawBand(note, x)),
    ...(["caller", "agent"] as const).flatMap((side) => drawLane(side, lanes[side], x)),
    ...notes.filter(({ kind }) => kind === "mark").flatMap((note) => drawMark(note, x)),
    ...notes.filter(({ kind }) => kind === "span").flatMap((note) => drawSpan(note, x)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${quoted(title)}">
<style>${STYLE}
</style>
${parts.join("\n")}
</svg>
`;
}

type Place = (character: number) => number;

function drawAxis(length: number, x: Place): string[] {
  const seconds = Array.from({ length: Math.floor(length / SECOND) + 1 }, (_, k) => k);
  return seconds.flatMap((second) => {
    const at = x(second * SECOND);
    return [
      `<line class="tick" x1="${at}" y1="${AXIS_Y}" x2="${at}" y2="${AXIS_Y + 5}"/>`,
      `<text class="soft" x="${at}" y="${AXIS_Y + 19}" text-anchor="middle">${second} s</text>`,
    ];
  });
}

function drawLane(side: "caller" | "agent", lane: string, x: Place): string[] {
  const y = LANE_Y[side];
  const parts = [
    `<text class="soft" x="20" y="${y + 17}">${side}</text>`,
    `<line class="rail" x1="${x(0)}" y1="${y + LANE_HEIGHT / 2}" x2="${x(lane.length)}" y2="${y + LANE_HEIGHT / 2}"/>`,
  ];
  for (const { index, 0: voice } of lane.matchAll(/[^.]+/g)) {
    const from = x(index);
    parts.push(
      `<rect class="${side}" x="${from}" y="${y}" width="${round(x(index + voice.length) - from)}" height="${LANE_HEIGHT}" rx="4"/>`,
    );
  }
  return parts;
}

function drawBand({ from, to, text }: Note, x: Place): string[] {
  const bottom = AXIS_Y - 4;
  return [
    `<rect class="band" x="${x(from)}" y="${BAND_TOP}" width="${round(x(to) - x(from))}" height="${bottom - BAND_TOP}"/>`,
    ...[from, to].map((at) => `<line class="edge" x1="${x(at)}" y1="${BAND_TOP}" x2="${x(at)}" y2="${bottom}"/>`),
    `<text x="${x((from + to) / 2)}" y="${BAND_TOP + 15}" text-anchor="middle">${quoted(text)}</text>`,
  ];
}

function drawMark({ from, text }: Note, x: Place): string[] {
  return [
    `<line class="measure" x1="${x(from)}" y1="${LANE_Y.caller - 6}" x2="${x(from)}" y2="${LANE_Y.agent + LANE_HEIGHT + 6}" stroke-width="1.5"/>`,
    `<text x="${x(from)}" y="${LANE_Y.agent + LANE_HEIGHT + 21}" text-anchor="middle">${quoted(text)}</text>`,
  ];
}

/** A measured length: above the caller's lane, or below the agent's. */
function drawSpan({ lane, from, to, text }: Note, x: Place): string[] {
  const y = lane === "caller" ? LANE_Y.caller - 8 : LANE_Y.agent + LANE_HEIGHT + 8;
  const labelY = lane === "caller" ? y - 6 : y + 16;
  return [
    `<line class="measure" x1="${x(from)}" y1="${y}" x2="${x(to)}" y2="${y}"/>`,
    ...[from, to].map((at) => `<line class="measure" x1="${x(at)}" y1="${y - 4}" x2="${x(at)}" y2="${y + 4}"/>`),
    `<text x="${x((from + to) / 2)}" y="${labelY}" text-anchor="middle">${quoted(text)}</text>`,
  ];
}

function quoted(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
