/** Somebody who works somewhere, and the seven things that callers ask of her or him. One file of roles/ holds one of them. */
import type { z } from "zod";
import type { check, role } from "../../../evaluation/src/suite/schema";

/** Written out as of Service-Duplex-Bench's seven kinds; the questions and roles are our own. */
export const QUESTION_KINDS = ["proper-noun", "detail", "unfulfillable", "rude", "unspecified", "unrelated", "interruption"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const CALLERS = {
  ana: { voice: "slt" },
  ben: { voice: "rms" },
  callum: { voice: "awb", rate: 1.05 },
  dorothea: { voice: "slt", pitch: 0.9, rate: 0.9 },
  emil: { voice: "rms", pitch: 1.1, rate: 1.15 },
  greta: { voice: "slt", pitch: 1.1, rate: 1.1 },
} as const;

export type CheckInput = z.input<typeof check>;

export interface Question {
  readonly title: string;
  readonly say: string;
  readonly checks: readonly CheckInput[];
}

export interface ServiceRole {
  readonly id: string;
  readonly caller: keyof typeof CALLERS;
  readonly role: z.input<typeof role>;
  readonly questions: {
    readonly "proper-noun": Question;
    readonly detail: Question;
    readonly unfulfillable: Question;
    readonly rude: Question;
    readonly unspecified: Question;
    /** `back`: what the caller asks after it; the checks are about that answer */
    readonly unrelated: Question & { readonly back: string };
    /** `ask`: a question that takes long to answer; `say` cuts in when the agent has been answering for `afterMs` */
    readonly interruption: Question & { readonly ask: string; readonly afterMs: number };
  };
}
