import { END_REASONS } from "@duologue/protocol";
import { withQuery } from "@/lib/client/query";
import { endReasonWords } from "@/lib/shared/call-words";
import { CALL_SOURCES } from "@/lib/shared/calls";

/** The filters of the list, as they stand in the address bar; an empty text is no filter. */
export interface CallFilters {
  q: string;
  personaId: string;
  linkId: string;
  source: string;
  reason: string;
  /** days of the reader's own calendar, YYYY-MM-DD, both included */
  from: string;
  to: string;
}

export const NO_FILTERS: CallFilters = { q: "", personaId: "", linkId: "", source: "", reason: "", from: "", to: "" };

export const SOURCE_OPTIONS = [
  { value: "studio", label: "From the studio" },
  { value: "link", label: "By a link" },
  { value: "suite", label: "By a suite" },
  { value: "replay", label: "By a replay" },
] as const;

export const REASON_OPTIONS = [
  { value: "none", label: "Still going on" },
  ...END_REASONS.map((reason) => ({ value: reason, label: endReasonWords(reason) })),
];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) => DAY.test(text) && !Number.isNaN(Date.parse(text));

/** Filters out of the address bar; what makes no sense there is dropped. */
export function readCallFilters(query: Record<string, string | string[] | undefined>): CallFilters {
  const text = (name: keyof CallFilters) => {
    const value = query[name];
    return (typeof value === "string" ? value : "").slice(0, 200);
  };
  const source = text("source");
  const reason = text("reason");
  const from = text("from");
  const to = text("to");
  return {
    q: text("q"),
    personaId: text("personaId"),
    linkId: text("linkId"),
    source: CALL_SOURCES.some((known) => known === source) ? source : "",
    reason: REASON_OPTIONS.some(({ value }) => value === reason) ? reason : "",
    from: isDay(from) ? from : "",
    to: isDay(to) ? to : "",
  };
}

export function hasFilters(filters: CallFilters): boolean {
  return Object.values(filters).some((value) => value !== "");
}

/** The API's path for these filters: days become moments of the reader's own time zone, the last day in full. */
export function callsPath(filters: CallFilters, page: { cursor?: string; limit?: number } = {}): string {
  const { from, to, ...rest } = filters;
  return withQuery("/api/calls", {
    ...rest,
    from: from && new Date(`${from}T00:00:00`).toISOString(),
    to: to && new Date(`${to}T23:59:59.999`).toISOString(),
    cursor: page.cursor,
    limit: page.limit === undefined ? undefined : String(page.limit),
  });
}
