import { expect, it } from "vitest";
import { engineStatus } from "./test/engine-status";
import { answererWords, chooseAnswerer, offerTitle, whoAnswers } from "./who-answers";

it("names the engine with most free slots", () => {
  const answer = whoAnswers([
    engineStatus("a", { liveCalls: 3 }),
    engineStatus("b", { liveCalls: 1 }),
    engineStatus("c", { alive: false }),
  ]);
  expect(answer).toMatchObject({ status: "ready", freeSlots: 3, speaker: { title: "b" } });
});

it("offers every other speaker once, at the engine where most of its slots are free", () => {
  const small = { kind: "native" as const, title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
  const offer = (liveCalls: number) => [{ speaker: small, capacity: 2, liveCalls, queuedCalls: liveCalls }];
  const answer = whoAnswers([
    engineStatus("a", { offers: offer(2) }),
    engineStatus("b", { offers: offer(1), liveCalls: 1 }),
    engineStatus("c", { offers: offer(0), draining: true }),
  ]);
  expect(answer).toMatchObject({ speaker: { title: "a" }, offers: [{ speaker: small, freeSlots: 1, queued: 1 }] });
  expect(whoAnswers([engineStatus("a", { offers: offer(3) })])).toMatchObject({ offers: [{ freeSlots: 0 }] });
});

it("asks for the offered one that was chosen, and for nobody once it is not on offer any more", () => {
  const speaker = { kind: "native" as const, title: "Small", description: "", model: "small", weightsSha256: null, device: "cpu" };
  const answers = whoAnswers([engineStatus("a", { offers: [{ speaker, capacity: 2, liveCalls: 0, queuedCalls: 0 }] })]);
  if (answers.status !== "ready") throw new Error("Expected somebody who answers.");
  expect(chooseAnswerer(answers, "small")).toMatchObject({ offer: "small", freeSlots: 2, speaker: { title: "Small" } });
  for (const offer of [null, "gone"])
    expect(chooseAnswerer(answers, offer)).toMatchObject({ offer: null, freeSlots: 4, speaker: { title: "a" } });
});

it("calls an offered speaker by what its title begins with, and by its model once it is not on offer any more", () => {
  const title = "Small trained model: mishears people";
  const speaker = { kind: "native" as const, title, description: "", model: "small", weightsSha256: null, device: "cpu" };
  const answers = whoAnswers([engineStatus("a", { offers: [{ speaker, capacity: 2, liveCalls: 0, queuedCalls: 0 }] })]);
  expect(offerTitle(answers, "small")).toBe("Small trained model");
  expect(offerTitle(answers, "gone")).toBe("gone");
  expect(offerTitle(whoAnswers([]), "small")).toBe("small");
  expect(offerTitle(null, "small")).toBe("small");
});

it("says of what nobody was chosen for that the engine's own speaker answers, and who that is now", () => {
  const speaker = { ...engineStatus("x").speaker, model: "small", title: "Small trained model: mishears people" };
  const answers = whoAnswers([engineStatus("a", { speaker })]);
  expect(answererWords(answers, null)).toBe("the engine's own speaker, now Small trained model");
  expect(answererWords(whoAnswers([]), null)).toBe("the engine's own speaker");
  expect(answererWords(null, null)).toBe("the engine's own speaker");
  expect(answererWords(answers, "small")).toBe("Small trained model");
  expect(answererWords(answers, "gone")).toBe("gone");
});

it("tells a restarting fleet from no fleet", () => {
  expect(whoAnswers([engineStatus("a", { draining: true })])).toEqual({ status: "draining" });
  expect(whoAnswers([engineStatus("a", { alive: false })])).toEqual({ status: "none" });
  expect(whoAnswers([])).toEqual({ status: "none" });
});

it("knows the engine's own by the name that it was offered by, and offers nobody twice", () => {
  const small = { ...engineStatus("x").speaker, model: "small", title: "Small trained model: mishears" };
  const voice = { ...engineStatus("x").speaker, model: "voice", title: "Voice" };
  const offer = (speaker: typeof small) => [{ speaker, capacity: 2, liveCalls: 0, queuedCalls: 0 }];
  const turned = engineStatus("a", { speaker: small, offers: offer(voice) });
  const answers = whoAnswers([turned, engineStatus("b", { speaker: voice, offers: offer(small), liveCalls: 2 })]);
  if (answers.status !== "ready") throw new Error(answers.status);
  expect(answers).toMatchObject({ speaker: small, offers: [{ speaker: voice }] });
  expect(offerTitle(answers, "small")).toBe("Small trained model");
  expect(chooseAnswerer(answers, "small")).toMatchObject({ speaker: small, offer: null });
  expect(chooseAnswerer(answers, "voice")).toMatchObject({ speaker: voice, offer: "voice" });
});
