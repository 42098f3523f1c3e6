/** Which edge of the current node may be taken now, if any. */
import type { DirectorProgram, ProgramEdge, ProgramNode } from "@duologue/persona";
import type { DirectorInput } from "../call/ports";
import { type DirectorState, framesOf } from "./director-state";

/** Quiet for this long after free speech: a comma or the end of a sentence is shorter. */
const AGENT_QUIET_FRAMES = framesOf(800);
/** After a line whose end was reported, a breath is enough. */
const LINE_QUIET_FRAMES = framesOf(160);
const CALLER_QUIET_FRAMES = framesOf(400);
/** When nobody falls quiet (a noisy room) a ready edge is taken after this. */
const MAX_WAIT_FRAMES = framesOf(15_000);
/** A stage in which the persona does not open its mouth counts as spoken after this. */
const MUTE_STAGE_FRAMES = framesOf(5_000);
/** Where the caller has buttons to choose from, `else` waits this long after his turn, so that he can press one. */
const CHOICE_GRACE_FRAMES = framesOf(4_000);
/** A caller who stays silent is asked by the same edge this often; then the persona waits quietly until he speaks or chooses. */
const MAX_REPROMPTS = 3;

export type Moving = Exclude<ProgramNode, { kind: "end" }>;

/** The first edge in drawn order that is ready, at a quiet boundary. */
export function chooseEdge(
  state: DirectorState,
  program: DirectorProgram,
  node: Moving,
  input: DirectorInput,
  acts: boolean,
): ProgramEdge | null {
  const ready = node.edges.find((edge) => isReady(edge, state, node, input, acts));
  if (!ready) {
    state.readySinceFrame = null;
    return null;
  }
  if (node.kind === "start") return ready;
  state.readySinceFrame ??= input.frameIndex;
  if (input.frameIndex - state.readySinceFrame >= MAX_WAIT_FRAMES) return ready;
  return !state.boundaryUsed && isQuiet(state, program, node, acts) ? ready : null;
}

/** The edge that the caller took by button or key; while he is being prompted also one of the node that he is asked in. */
export function findChosenEdge(state: DirectorState, program: DirectorProgram, node: Moving, input: DirectorInput): ProgramEdge | null {
  if (!input.choice) return null;
  const home = state.aside ? program.nodes[state.aside.homeId] : undefined;
  const edges = [...node.edges, ...(home && home.kind !== "end" ? home.edges : [])];
  return edges.find((edge) => edge.id === input.choice?.edgeId && edge.condition.type === "caller_choice") ?? null;
}

function isQuiet(state: DirectorState, program: DirectorProgram, node: Moving, acts: boolean): boolean {
  const agentFrames = node.kind === "say" && acts ? LINE_QUIET_FRAMES : AGENT_QUIET_FRAMES;
  const callerFrames = state.callerTurnFrames > 0 ? framesOf(program.patienceMs) : CALLER_QUIET_FRAMES;
  return state.agentQuietFrames >= agentFrames && state.callerQuietFrames >= callerFrames;
}

function isReady(edge: ProgramEdge, state: DirectorState, node: Moving, input: DirectorInput, acts: boolean): boolean {
  const { condition } = edge;
  const { frameIndex } = input;
  switch (condition.type) {
    case "always":
      return isLineOver(state, node, input, acts);
    case "persona_said": {
      const matchedAtFrame = state.matchedAtFrame[edge.id];
      return matchedAtFrame !== undefined && frameIndex - matchedAtFrame >= framesOf(condition.holdMs);
    }
    case "silence":
      return (
        (state.silencesTaken[edge.id] ?? 0) < MAX_REPROMPTS &&
        hasHadItsSay(state, node, frameIndex, acts) &&
        frameIndex - Math.max(state.lastVoiceFrame, state.nodeStartFrame) >= framesOf(condition.ms)
      );
    case "time":
      return frameIndex - (condition.since === "call" ? state.callStartFrame : state.nodeStartFrame) >= framesOf(condition.ms);
    case "caller_choice":
      return false;
    case "else": {
      if (node.kind === "start") return true;
      const grace = node.edges.some((other) => other.condition.type === "caller_choice") ? CHOICE_GRACE_FRAMES : 0;
      return state.line === null && state.answeredAtFrame !== null && frameIndex - state.answeredAtFrame >= grace;
    }
  }
}

/** The node has nothing more to say of its own accord. */
function isLineOver(state: DirectorState, node: Moving, input: DirectorInput, acts: boolean): boolean {
  if (node.kind === "start") return true;
  if (node.kind === "say" && acts) return state.line === null;
  return !input.linesLeft && hasHadItsSay(state, node, input.frameIndex, acts);
}

function hasHadItsSay(state: DirectorState, node: Moving, frameIndex: number, acts: boolean): boolean {
  if (node.kind === "start") return true;
  if (node.kind === "say" && acts) return state.line === null;
  return state.hasSpoken || frameIndex - state.nodeStartFrame >= MUTE_STAGE_FRAMES;
}
