import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { sha256Hex } from "./sha256";

it("agrees with the platform's SHA-256 on every length around the block edges, and on text beyond ASCII", () => {
  const texts = Array.from({ length: 200 }, (_, length) => "aé日🚀".repeat(length).slice(0, length));
  for (const text of ["", "abc", ...texts]) expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
});
