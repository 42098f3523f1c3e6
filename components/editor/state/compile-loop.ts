/**
 * Keeps prompt and problems in step with the document: compiles some 150 ms after the last change with the counts known
 * so far, asks the studio for the missing ones, compiles again when they arrive.
 */
import { compilePersona } from "@duologue/persona";
import { mergeProblems } from "@/components/canvas/core/problems-by-target";
import type { EditorStore } from "./editor-store";
import type { TokenCache } from "./token-cache";

export const COMPILE_DELAY_MS = 150;
const COUNT_DELAY_MS = 250;
const COUNT_RETRY_MS = 10_000;
/** what POST /api/tokens takes at once */
const COUNT_MAX_TEXTS = 500;

export interface CompileLoopOptions {
  store: EditorStore;
  cache: TokenCache;
  countOnServer: (texts: string[]) => Promise<{ counts: number[]; exact: boolean }>;
}

/** Compiles at once, then on every change. Returns what stops it. */
export function startCompileLoop({ store, cache, countOnServer }: CompileLoopOptions): () => void {
  let compileTimer: ReturnType<typeof setTimeout> | undefined;
  let countTimer: ReturnType<typeof setTimeout> | undefined;
  let counting = false;
  let stopped = false;

  function compile() {
    const { document, setCompiled } = store.getState();
    cache.begin();
    const result = compilePersona(document, { countTokens: cache.count, exact: true });
    const exact = cache.wasExact();
    setCompiled({ ...result, exact }, mergeProblems(result.problems));
    scheduleCount(COUNT_DELAY_MS);
  }

  function scheduleCount(delayMs: number) {
    clearTimeout(countTimer);
    if (!stopped) countTimer = setTimeout(() => void count(), delayMs);
  }

  async function count() {
    if (counting) return;
    const texts = cache.takeMissing(COUNT_MAX_TEXTS);
    if (texts.length === 0) return;
    counting = true;
    try {
      const { counts, exact } = await countOnServer(texts);
      if (stopped) return;
      cache.learn(texts, counts, exact);
      compile();
    } catch {
      cache.giveBack(texts);
      scheduleCount(COUNT_RETRY_MS);
    } finally {
      counting = false;
    }
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(compileTimer);
    compileTimer = setTimeout(compile, COMPILE_DELAY_MS);
  });
  compile();

  return () => {
    stopped = true;
    unsubscribe();
    clearTimeout(compileTimer);
    clearTimeout(countTimer);
  };
}
