import type { PersonaDocument } from "@duologue/persona";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Autosave, createAutosave, SAVE_DELAY_MS } from "./autosave";
import type { SaveOutcome } from "./save-state";

const document = (name: string) => ({ meta: { name } }) as unknown as PersonaDocument;

describe("autosave", () => {
  let current: PersonaDocument;
  let outcome: SaveOutcome;
  let shadow: {
    write: ReturnType<typeof vi.fn<(draft: PersonaDocument, revision: number) => void>>;
    clear: ReturnType<typeof vi.fn<() => void>>;
  };
  let save: ReturnType<typeof vi.fn<(sent: PersonaDocument, revision: number, leaving: boolean) => Promise<SaveOutcome>>>;
  let autosave: Autosave;
  const change = (name: string) => {
    current = document(name);
    autosave.changed();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    current = document("opened");
    outcome = { kind: "saved", revision: 2 };
    shadow = { write: vi.fn<(draft: PersonaDocument, revision: number) => void>(), clear: vi.fn<() => void>() };
    save = vi.fn(async () => outcome);
    autosave = createAutosave({ revision: 1, readOnly: false, getDocument: () => current, save, shadow });
  });
  afterEach(() => {
    autosave.stop();
    vi.useRealTimers();
  });

  it("never saves what was merely opened", async () => {
    autosave.changed();
    await autosave.flush();
    autosave.flushOnLeave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).not.toHaveBeenCalled();
  });
  it("saves once, some time after the last change, on the revision it knows", async () => {
    change("a");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS - 1);
    change("b");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS - 1);
    expect(save).not.toHaveBeenCalled();
    expect(shadow.write).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledExactlyOnceWith(current, 1, false);
    expect(autosave.getState()).toMatchObject({ kind: "saved" });
    expect(autosave.getRevision()).toBe(2);
    expect(shadow.clear).toHaveBeenCalled();
  });
  it("saves again what changed while it was saving", async () => {
    let answer: (outcome: SaveOutcome) => void = () => {};
    save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    change("a");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    change("b");
    answer({ kind: "saved", revision: 2 });
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(save).toHaveBeenCalledTimes(2);
    expect(save.mock.calls[1]?.[0]).toBe(current);
    expect(save.mock.calls[1]?.[1]).toBe(2);
  });
  it("has nothing to save once everything was undone", async () => {
    const opened = current;
    change("a");
    current = opened;
    autosave.changed();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).not.toHaveBeenCalled();
    expect(autosave.getState().kind).toBe("saved");
  });
  it("keeps the work and tries again, ever more slowly, when the studio cannot be reached", async () => {
    outcome = { kind: "unreachable" };
    change("a");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(autosave.getState().kind).toBe("offline");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(save).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(save).toHaveBeenCalledTimes(2);
    outcome = { kind: "saved", revision: 2 };
    await vi.advanceTimersByTimeAsync(1);
    expect(autosave.getState().kind).toBe("saved");
  });
  it("stops at a conflict until somebody has chosen; overwriting takes the newer revision", async () => {
    outcome = { kind: "conflict", theirRevision: 7 };
    change("a");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    change("b");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(autosave.getState()).toEqual({ kind: "conflict", theirRevision: 7 });
    outcome = { kind: "saved", revision: 8 };
    await autosave.overwrite();
    expect(save.mock.lastCall?.[1]).toBe(7);
    expect(autosave.getState().kind).toBe("saved");
  });
  it("sends nothing more once nobody is signed in, and keeps every change on this computer", async () => {
    outcome = { kind: "signedOut" };
    change("a");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(autosave.getState()).toEqual({ kind: "signedOut" });
    change("b");
    autosave.flushOnLeave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(shadow.write).toHaveBeenLastCalledWith(current, 1);
    expect(shadow.clear).not.toHaveBeenCalled();
  });
  it("forgets the work when it is given up", () => {
    change("a");
    autosave.abandon();
    expect(shadow.clear).toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(save).not.toHaveBeenCalled();
  });
  it("sends what is left when the page goes away", () => {
    change("a");
    autosave.flushOnLeave();
    expect(save).toHaveBeenCalledExactlyOnceWith(current, 1, true);
  });
  it("says what the studio refused and tries again at the next change", async () => {
    outcome = { kind: "refused", message: "No." };
    change("a");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(autosave.getState()).toEqual({ kind: "refused", message: "No." });
    outcome = { kind: "saved", revision: 2 };
    change("b");
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(autosave.getState().kind).toBe("saved");
  });
});
