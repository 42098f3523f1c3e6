import type { CreateLinkInput } from "@/lib/shared/links";

export const EXPIRY_CHOICES = [
  { value: "1", label: "After a day" },
  { value: "7", label: "After a week" },
  { value: "30", label: "After 30 days" },
  { value: "never", label: "Never" },
] as const;
export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]["value"];

export const LENGTH_CHOICES = [
  { value: "120", label: "2 minutes" },
  { value: "300", label: "5 minutes" },
  { value: "600", label: "10 minutes" },
  { value: "1800", label: "30 minutes" },
  { value: "3600", label: "An hour" },
] as const;

/** The form as it stands in the dialog; texts are as typed. */
export interface LinkFormValues {
  label: string;
  expiry: ExpiryChoice;
  callCap: string;
  password: string;
  maxCallSeconds: string;
  /** an offered speaker's model, or OWN_SPEAKER */
  answeredBy: string;
}

/** The engine's own speaker, whoever that is at the time of the call. No model has such a name. */
export const OWN_SPEAKER = "own:";

export const NEW_LINK: LinkFormValues = {
  label: "",
  expiry: "7",
  callCap: "",
  password: "",
  maxCallSeconds: "600",
  answeredBy: OWN_SPEAKER,
};

const DAY_MS = 86_400_000;

/** What the form asks of the studio; or words for the field that needs another look. */
export function readLinkForm(values: LinkFormValues, nowMs: number): { input: CreateLinkInput } | { fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  const cap = values.callCap.trim();
  if (cap !== "" && !(/^\d+$/.test(cap) && Number(cap) >= 1 && Number(cap) <= 100_000)) {
    fields.callCap = "Enter a whole number from 1 to 100,000, or leave it empty.";
  }
  if (values.password !== "" && values.password.length < 4) fields.password = "Use at least 4 characters, or leave it empty.";
  if (Object.keys(fields).length > 0) return { fields };
  return {
    input: {
      label: values.label.trim(),
      expiresAt: values.expiry === "never" ? null : new Date(nowMs + Number(values.expiry) * DAY_MS).toISOString(),
      callCap: cap === "" ? null : Number(cap),
      password: values.password === "" ? null : values.password,
      maxCallSeconds: Number(values.maxCallSeconds),
      offer: values.answeredBy === OWN_SPEAKER ? null : values.answeredBy,
    },
  };
}
