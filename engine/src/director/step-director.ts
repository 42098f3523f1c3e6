/**
 * The director: follows the compiled flow beside the speaker, one frame at a time, as a pure function of its state and what was
 * heard. It has two verbs so far: `say` (a Say node's text, an End node's goodbye) and `end`.
 *
 * A transition happens at a quiet boundary (neither side speaks), one per boundary and at most one per frame; an edge that the caller
 * chose is taken at once, and what is being said is cut for it. A Say reached by a silence edge that leads back is a prompt, and
 * what the caller says to it answers the node it came from (step-aside.ts). The same silence edge is taken three times at most
 * while the caller neither speaks nor chooses: then the persona waits, and the call's idle limit ends it. A node entered 20 times
 * within a minute ends the call: such a flow spins, and nobody is served by it.
 * In mode "single" the model finds its own words and the director only tracks where it stands; a scripted speaker
 * (the rehearsal voice) has no words of its own and is directed in every mode.
 */
import type { DirectorProgram, ProgramEdge, ProgramNode } from "@duologue/persona";
import type { DirectorInput, DirectorOutput } from "../call/ports";
import { chooseEdge, findChosenEdge, type Moving } from "./choose-edge";
import { type Aside, type DirectorState, framesOf } from "./director-state";
import { followVoices } from "./follow-voices";
import { offerChoices } from "./offer-choices";
import { backFrom, findUnneededPrompt, nextAside } from "./step-aside";

const MAX_VISITS = 20;
const VISIT_WINDOW_FRAMES = framesOf(60_000);
/** A line that was not begun by then is dropped. */
const SAY_EXPIRES_FRAMES = framesOf(20_000);
/** A slow speaker's time for one word, for the bound on waiting for a report. */
const WORD_FRAMES = framesOf(700);
const GIVE_UP_FRAMES = framesOf(10_000);
/** after the goodbye */
const END_QUIET_FRAMES = framesOf(240);
const END_WAIT_FRAMES = framesOf(15_000);

export function stepDirector(
  program: DirectorProgram,
  before: DirectorState,
  input: DirectorInput,
): { state: DirectorState; output: DirectorOutput } {
  const state = structuredClone(before);
  const output: DirectorOutput = { commands: [], entered: [], choices: null, reports: [] };
  if (state.hasEnded) return { state, output };
  const acts = program.mode !== "single" || input.linesLeft !== undefined;
  if (state.nodeId === null) {
    state.callStartFrame = input.frameIndex;
    const start = program.nodes[program.start];
    if (start) enter(state, start, null, input, acts, output);
  }
  followVoices(state, program, input);
  followReports(state, input, output);
  const node = state.nodeId === null ? undefined : program.nodes[state.nodeId];
  const chosen = node && node.kind !== "end" ? findChosenEdge(state, program, node, input) : null;
  if (node?.kind === "end") {
    if (acts) endWhenSaid(state, input, output);
  } else if (node) {
    move(state, program, node, chosen, input, acts, output);
  }
  offerChoices(state, program, input, acts, chosen !== null, output);
  return { state, output };
}

function move(
  state: DirectorState,
  program: DirectorProgram,
  node: Moving,
  chosen: ProgramEdge | null,
  input: DirectorInput,
  acts: boolean,
  output: DirectorOutput,
): void {
  const answering = chosen ? null : findUnneededPrompt(state, program);
  if (acts && (chosen || answering)) output.hush = true;
  if (answering) {
    enter(state, answering, null, input, acts, output);
    return;
  }
  const edge = chosen ?? chooseEdge(state, program, node, input, acts);
  const target = edge && program.nodes[edge.target];
  if (edge?.condition.type === "caller_choice") state.silencesTaken = {};
  else if (edge?.condition.type === "silence") state.silencesTaken[edge.id] = (state.silencesTaken[edge.id] ?? 0) + 1;
  if (!edge || !target) return;
  if (backFrom(state, edge, target) === null) state.aside = nextAside(state, program, node, edge, target, input);
  enter(state, target, edge, input, acts, output);
}

function enter(
  state: DirectorState,
  node: ProgramNode,
  edge: ProgramEdge | null,
  input: DirectorInput,
  acts: boolean,
  output: DirectorOutput,
): void {
  const { frameIndex } = input;
  state.visits = [...state.visits.filter((visit) => frameIndex - visit.frameIndex < VISIT_WINDOW_FRAMES), { nodeId: node.id, frameIndex }];
  if (acts && state.visits.filter((visit) => visit.nodeId === node.id).length > MAX_VISITS) {
    end(state, output);
    return;
  }
  const back = backFrom(state, edge, node);
  if (back !== null && state.aside) {
    comeBack(state, state.aside, frameIndex);
    output.entered.push({ nodeId: node.id, edgeId: edge?.id ?? null, back });
    return;
  }
  Object.assign(state, {
    nodeId: node.id,
    nodeStartFrame: frameIndex,
    enteredAtFrame: frameIndex,
    nodeText: "",
    hasSpoken: false,
    callerTurnFrames: 0,
    answeredAtFrame: null,
    matchedAtFrame: {},
    readySinceFrame: null,
    boundaryUsed: true,
    line: null,
  });
  output.entered.push({ nodeId: node.id, edgeId: edge?.id ?? null });
  if (!acts) return;
  if (node.kind === "say") say(state, node.id, node.text, node.interruptible, frameIndex, output);
  // Nobody is cut off by a goodbye, and a goodbye is not cut off.
  else if (node.kind === "end") say(state, node.id, node.goodbye, false, frameIndex, output);
}

/** The node is taken up where it was left; nothing of it is said again. */
function comeBack(state: DirectorState, aside: Aside, frameIndex: number): void {
  const isAnswered = aside.answeredAtFrame !== null;
  Object.assign(state, {
    nodeId: aside.homeId,
    nodeStartFrame: aside.nodeStartFrame,
    enteredAtFrame: frameIndex,
    nodeText: aside.nodeText,
    hasSpoken: true,
    answeredAtFrame: aside.hasLinesLeft ? null : aside.answeredAtFrame,
    matchedAtFrame: aside.matchedAtFrame,
    readySinceFrame: null,
    // Nobody waits for a second silence once the answer is there.
    boundaryUsed: !isAnswered,
    line: null,
    aside: null,
  });
}

function say(state: DirectorState, nodeId: string, text: string, interruptible: boolean, frameIndex: number, output: DirectorOutput): void {
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  if (words === 0) {
    // Nothing will be heard here: the same quiet serves the next transition.
    state.boundaryUsed = false;
    return;
  }
  const commandId = `say-${++state.commandCount}`;
  const expiresAtFrame = frameIndex + SAY_EXPIRES_FRAMES;
  state.line = { commandId, giveUpAtFrame: expiresAtFrame + words * WORD_FRAMES + GIVE_UP_FRAMES, interruptible, hasBegun: false };
  state.commandNodes[commandId] = nodeId;
  output.commands.push({ verb: "say", command: { commandId, text, interruptible, expiresAtFrame } });
  output.reports.push({ commandId, verb: "say", status: "queued", nodeId, spokenWords: 0, totalWords: words });
}

function followReports(state: DirectorState, input: DirectorInput, output: DirectorOutput): void {
  for (const report of input.says) {
    output.reports.push({ verb: "say", nodeId: state.commandNodes[report.commandId] ?? null, ...report });
    if (report.status === "applied") {
      if (state.line?.commandId === report.commandId) state.line.hasBegun = true;
      continue;
    }
    delete state.commandNodes[report.commandId];
    if (state.line?.commandId === report.commandId) state.line = null;
  }
  // A speaker that never reports must not hold the call for ever.
  if (state.line && input.frameIndex >= state.line.giveUpAtFrame) state.line = null;
}

function endWhenSaid(state: DirectorState, input: DirectorInput, output: DirectorOutput): void {
  if (state.line) return;
  const isQuiet = state.agentQuietFrames >= END_QUIET_FRAMES;
  // Without a goodbye there may be a last word of the node before; it is waited for, but not for ever.
  if (isQuiet || input.frameIndex - state.nodeStartFrame >= END_WAIT_FRAMES) end(state, output);
}

function end(state: DirectorState, output: DirectorOutput): void {
  state.hasEnded = true;
  const commandId = `end-${++state.commandCount}`;
  output.commands.push({ verb: "end" });
  output.reports.push({ commandId, verb: "end", status: "applied", nodeId: state.nodeId });
}
