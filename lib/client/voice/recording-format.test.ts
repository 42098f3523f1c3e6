import { expect, test } from "vitest";
import { chooseFormat } from "./recording-format";

test("Opus in WebM where it can be had", () => expect(chooseFormat(() => true)?.ending).toBe("webm"));
test("MP4 where nothing else is offered", () => expect(chooseFormat((type) => type.startsWith("audio/mp4"))?.ending).toBe("m4a"));
test("Ogg before giving up", () => expect(chooseFormat((type) => type.includes("ogg"))?.ending).toBe("ogg"));
test("null where the browser records nothing usable", () => expect(chooseFormat(() => false)).toBeNull());
