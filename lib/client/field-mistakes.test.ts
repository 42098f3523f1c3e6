import { expect, it } from "vitest";
import { type CheckedField, fieldMistakes } from "./field-mistakes";

const field = (name: string, part: Partial<CheckedField>): CheckedField => ({
  name,
  type: "text",
  value: "",
  required: false,
  minLength: -1,
  isMalformed: false,
  ...part,
});

it("says per field what is missing, malformed or too short", () => {
  expect(
    fieldMistakes([
      field("name", { required: true, value: "  " }),
      field("email", { type: "email", required: true, value: "ada", isMalformed: true }),
      field("password", { type: "password", required: true, value: "short", minLength: 10 }),
    ]),
  ).toEqual({
    name: "Please fill this in.",
    email: "Enter an e-mail address such as name@example.org.",
    password: "Use at least 10 characters. These are 5.",
  });
});

it("lets go what may be sent, and what may be left empty", () => {
  expect(fieldMistakes([field("name", { required: true, value: "Ada" }), field("note", { minLength: 10 })])).toEqual({});
});
