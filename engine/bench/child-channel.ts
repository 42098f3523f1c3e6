/** Questions from the bench's parent to its child processes and their answers, over the fork's own channel. Typed arrays travel as they are. */
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";

type Handlers = Record<string, (input: never) => unknown>;
interface Question {
  id: number;
  ask: string;
  input: unknown;
}
interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

export interface Child {
  /** Rejects with what went wrong over there, or where the process has ended. */
  ask<T>(what: string, input?: unknown): Promise<T>;
  end(): void;
}

/** `name` without an ending: a file beside this one, in the source as in the bundle. */
export function startChild(name: string): Child {
  const isBundle = import.meta.filename.endsWith(".mjs");
  const file = path.join(import.meta.dirname, `${name}${isBundle ? ".mjs" : ".ts"}`);
  const child: ChildProcess = fork(file, [], { execArgv: isBundle ? [] : ["--import", "tsx"], serialization: "advanced" });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on("message", (message) => {
    const { id, value, error } = message as Answer;
    if (error === undefined) waiting.get(id)?.resolve(value as never);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  child.on("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`The bench's ${name} ended by itself (${signal ?? code}).`));
    waiting.clear();
  });
  return {
    ask: (what, input) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        const question: Question = { id: lastId, ask: what, input };
        child.send(question, (error) => {
          if (error) reject(error);
        });
      }),
    end() {
      if (child.connected) child.disconnect();
    },
  };
}

/** The child's side. It ends with its parent. */
export function answerParent(handlers: Handlers): void {
  process.on("message", async (message) => {
    const { id, ask, input } = message as Question;
    try {
      process.send?.({ id, value: await handlers[ask]?.(input as never) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
  process.on("disconnect", () => process.exit(0));
}
