import { expect, it } from "vitest";
import { GET, OPTIONS } from "@/app/schema/suite/1.0.json/route";
import schema from "../../../evaluation/schema/1.0.json";

it("is served to anybody, as it lies in the package", async () => {
  const answer = GET();
  expect(answer.headers.get("content-type")).toBe("application/schema+json");
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(await answer.json()).toEqual(schema);
  expect(OPTIONS().status).toBe(204);
});
