/** Keeps count of who speaks, who is quiet, and whether the caller has answered. */
import type { DirectorProgram } from "@duologue/persona";
import type { DirectorInput } from "../call/ports";
import { type DirectorState, framesOf } from "./director-state";
import { saidPattern, saidPhrase } from "./match-said";

/** Shorter voice is a click or a breath, not a turn. */
export const TURN_FRAMES = 2;
/** A caller who spoke into the persona's last words has answered as well. */
const EARLY_ANSWER_FRAMES = 5;
/** A caller who spoke for longer into a line that went on meant more than "mm-hm". */
const BACKCHANNEL_FRAMES = framesOf(1_000);
const MAX_NODE_TEXT = 4_000;
/** Without a word of the speaker for this long, two transitions may follow each other. */
const BOUNDARY_RENEWED_FRAMES = framesOf(3_000);

export function followVoices(state: DirectorState, program: DirectorProgram, input: DirectorInput): void {
  const { frameIndex, agentVoice, callerVoice } = input;
  // A word may be announced a frame before its sound passes the voice gate.
  const agentSpeaks = agentVoice || input.agentText !== "";
  const patienceFrames = Math.max(1, framesOf(program.patienceMs));
  // The persona that speaks after a silence as long as its patience has let the caller finish.
  const takesFloor = agentSpeaks && state.agentQuietFrames >= patienceFrames - 1;
  state.agentQuietFrames = agentSpeaks ? 0 : state.agentQuietFrames + 1;
  state.callerQuietFrames = callerVoice ? 0 : state.callerQuietFrames + 1;
  if (agentSpeaks || callerVoice) {
    state.lastVoiceFrame = frameIndex;
    state.boundaryUsed = false;
  } else if (frameIndex - state.enteredAtFrame >= BOUNDARY_RENEWED_FRAMES) {
    state.boundaryUsed = false;
  }
  const node = state.nodeId === null ? undefined : program.nodes[state.nodeId];
  // A scripted speaker without a line for the stage (it came back to one whose lines are used up) has had its say.
  const hasNothingToSay = node?.kind === "stage" && input.linesLeft === 0 && frameIndex > state.nodeStartFrame;
  const hadAsked = state.hasSpoken && state.linesLeft === 0;
  if (agentSpeaks || hasNothingToSay) state.hasSpoken = true;
  state.linesLeft = input.linesLeft ?? 0;
  if (callerVoice) state.callerTurnFrames++;
  if (state.callerTurnFrames >= TURN_FRAMES) state.silencesTaken = {};
  const wasSpokenInto = agentVoice && !takesFloor && state.callerQuietFrames > EARLY_ANSWER_FRAMES;
  const turnEnded =
    state.callerTurnFrames >= TURN_FRAMES && (takesFloor ? !callerVoice : !agentVoice && state.callerQuietFrames >= patienceFrames);
  if (turnEnded) {
    // While the speaker has lines left, or begins its last one now, the answer belongs to the line before.
    if (takesFloor ? hadAsked : state.hasSpoken && state.linesLeft === 0) state.answeredAtFrame ??= frameIndex;
    if (state.aside) state.aside.answeredAtFrame ??= frameIndex;
  } else if (wasSpokenInto && state.aside && state.callerTurnFrames > BACKCHANNEL_FRAMES) {
    state.aside.answeredAtFrame ??= frameIndex;
  }
  if (turnEnded || wasSpokenInto) state.callerTurnFrames = 0;
  if (input.agentText !== "") hearWords(state, program, input);
}

function hearWords(state: DirectorState, program: DirectorProgram, input: DirectorInput): void {
  state.nodeText = (state.nodeText + input.agentText).slice(-MAX_NODE_TEXT);
  const node = state.nodeId === null ? undefined : program.nodes[state.nodeId];
  for (const { id, condition } of node && node.kind !== "end" ? node.edges : []) {
    if (condition.type !== "persona_said" || state.matchedAtFrame[id] !== undefined) continue;
    const isSaid = condition.match === "regex" ? saidPattern(state.nodeText, condition.value) : saidPhrase(state.nodeText, condition.value);
    if (isSaid) state.matchedAtFrame[id] = input.frameIndex;
  }
}
