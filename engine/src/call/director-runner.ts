/** Carries out what the director says: commands to the session, facts to timeline and client. The director itself decides. */
import type { ChoicesFact, TimelineDraft } from "@duologue/protocol";
import { BreakIn } from "./break-in";
import type { CallEnd } from "./call-machine";
import type { CallSink } from "./call-sink";
import type { AgentFrame, Director, DirectorInput, DirectorOutput, DirectorReport, SpeechSession } from "./ports";

export class DirectorRunner {
  /** where the call stands in the flow */
  nodeId: string | null = null;
  private entry: { frameIndex: number; edgeId: string | null } | null = null;
  private choices: ChoicesFact["choices"] = [];
  private chosenEdgeId: string | null = null;
  /** the newest line that may be interrupted */
  private sayId: string | null = null;
  /** the line that is being said, and who talks over it */
  private saying: { commandId: string; breakIn: BreakIn } | null = null;

  constructor(
    private readonly director: Director,
    private readonly session: SpeechSession,
    private readonly sink: () => CallSink | null,
    private readonly write: (draft: TimelineDraft) => void,
    private readonly end: (end: CallEnd) => void,
  ) {}

  /** The caller took an edge; the director hears of it with the next frame. */
  choose(edgeId: string): void {
    this.chosenEdgeId = edgeId;
  }

  isOffered(edgeId: string): boolean {
    return this.choices.some((choice) => choice.edgeId === edgeId);
  }

  step(frame: AgentFrame, agentVoice: boolean, callerVoice: boolean): void {
    this.letGo(frame, agentVoice, callerVoice);
    const input: DirectorInput = { frameIndex: frame.frameIndex, agentText: frame.text, agentVoice, callerVoice, says: frame.says };
    if (frame.linesLeft !== undefined) input.linesLeft = frame.linesLeft;
    if (this.chosenEdgeId !== null) input.choice = { edgeId: this.chosenEdgeId };
    this.chosenEdgeId = null;
    const output = this.director.step(input);
    const hasBegun = ({ verb, status }: DirectorReport) => verb === "say" && status === "applied";
    this.report(frame.frameIndex, output.reports.filter(hasBegun));
    // between what led to its words and where they lead: they belong to the node where the call stood
    this.tellText(frame);
    this.apply(frame.frameIndex, { ...output, reports: output.reports.filter((report) => !hasBegun(report)) });
  }

  /** For a client that came back. The node is told as it was when it was entered, so that a client which has it does not count it twice. */
  repeat(frameIndex: number): void {
    if (this.nodeId !== null && this.entry) this.tellNode(this.entry.frameIndex, this.nodeId, this.entry.edgeId);
    this.sink()?.emit("choices:offered", { frameIndex, choices: this.choices });
  }

  private apply(frameIndex: number, output: DirectorOutput): void {
    if (output.hush) this.hush();
    for (const { nodeId, edgeId, back } of output.entered) {
      this.nodeId = nodeId;
      this.entry = { frameIndex, edgeId };
      this.session.enterNode(nodeId, back);
      this.write({ kind: "node", frameIndex, nodeId, edgeId });
      this.tellNode(frameIndex, nodeId, edgeId);
    }
    if (output.choices !== null) {
      this.choices = output.choices;
      this.sink()?.emit("choices:offered", { frameIndex, choices: output.choices });
    }
    this.report(frameIndex, output.reports);
    // last, so that the goodbye's own facts are out before the call ends
    for (const command of output.commands) {
      if (command.verb === "say") {
        this.sayId = command.command.interruptible ? command.command.commandId : null;
        this.session.say(command.command);
      } else if (command.verb === "end") this.end({ reason: "persona_ended" });
    }
  }

  private report(frameIndex: number, reports: readonly DirectorReport[]): void {
    for (const report of reports) {
      this.write({ kind: "director", frameIndex, ...report });
      const { commandId, verb, status, nodeId } = report;
      this.sink()?.emit("director:acted", { frameIndex, event: { kind: "command", commandId, verb, status, nodeId } });
    }
  }

  /** A speaker that can be hushed watches the caller by itself. */
  private letGo({ says }: AgentFrame, agentVoice: boolean, callerVoice: boolean): void {
    for (const { commandId, status } of says) {
      if (status === "applied") this.saying = { commandId, breakIn: new BreakIn() };
      else if (this.saying?.commandId === commandId) this.saying = null;
    }
    if (this.session.hush || this.saying === null || this.saying.commandId !== this.sayId) return;
    if (this.saying.breakIn.step(agentVoice, callerVoice)) this.hush();
  }

  private hush(): void {
    if (this.session.hush) this.session.hush();
    else if (this.sayId !== null) this.session.cancelSay(this.sayId);
    this.sayId = null;
  }

  private tellText({ text, frameIndex }: AgentFrame): void {
    if (text === "") return;
    const { nodeId } = this;
    this.write({ kind: "text", frameIndex, text, nodeId });
    this.sink()?.emit("text:agent", { frameIndex, text, nodeId });
  }

  private tellNode(frameIndex: number, nodeId: string, edgeId: string | null): void {
    this.sink()?.emit("director:acted", { frameIndex, event: { kind: "node", nodeId, edgeId } });
  }
}
