import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ERROR_CODES, ERROR_TABLE, ProtocolError } from "../src/index";

describe("errors", () => {
  test.each(ERROR_CODES)("%s has an HTTP status and words that end a sentence", (code) => {
    const row = ERROR_TABLE[code];
    expect(row.httpStatus).toBeGreaterThanOrEqual(400);
    expect(row.httpStatus).toBeLessThan(600);
    expect(row.words).toMatch(/\.$/);
    expect(new ProtocolError(code)).toMatchObject({ code, message: row.words, httpStatus: row.httpStatus });
  });

  test("every error code has a row in docs/protocol.md", async () => {
    const text = await readFile(path.join(import.meta.dirname, "../../docs/protocol.md"), "utf8");
    for (const code of ERROR_CODES) expect(text).toContain(`| \`${code}\` | ${ERROR_TABLE[code].httpStatus} |`);
  });

  test("goes over the wire and comes back", () => {
    const error = new ProtocolError("rate_limited", "Wait.", { fields: { email: "again" }, retryAfterSeconds: 5 });
    expect(ProtocolError.from(JSON.parse(JSON.stringify(error)))).toMatchObject({
      code: "rate_limited",
      message: "Wait.",
      fields: { email: "again" },
      retryAfterSeconds: 5,
    });
    expect(new ProtocolError("gone").toJSON()).toEqual({ code: "gone", message: ERROR_TABLE.gone.words });
  });
});
