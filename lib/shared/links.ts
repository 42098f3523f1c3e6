/** Share links as the studio's API says them. Dates are ISO strings. */
import type { SpeakerInfo } from "@duologue/protocol";
import { z } from "zod";
import { offerName } from "./calls";

export const LINK_STATES = ["open", "expired", "revoked", "exhausted"] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** GET /api/links and GET /api/personas/:id/links → { links } */
export interface LinkSummary {
  id: string;
  personaId: string;
  personaName: string;
  label: string;
  state: LinkState;
  passwordProtected: boolean;
  expiresAt: string | null;
  callCap: number | null;
  callCount: number;
  maxCallSeconds: number;
  /** the offered speaker that answers, by its model's name; null: the engine's own */
  offer: string | null;
  createdAt: string;
  createdByName: string | null;
  revokedAt: string | null;
  versionNumber: number;
  /** false: the draft has changed since the version that the link calls; PATCH {followLatest: true} moves it */
  upToDate: boolean;
  liveCallCount: number;
}

/** POST /api/personas/:id/links: the URL is shown this one time, only the hash of its token is kept. */
export interface NewLink extends LinkSummary {
  url: string;
}

/** GET /api/public/links/:token: all that somebody without an account may know. */
export interface PublicLink {
  publicName: string;
  passwordRequired: boolean;
  /** true: a call may be started now (not closed, and unlocked where it asks for a password) */
  open: boolean;
  state: LinkState;
  maxCallSeconds: number;
  /** null: no engine is running just now */
  speaker: SpeakerInfo | null;
  recorded: true;
}

const label = z.string().trim().max(120);
const expiresAt = z.iso.datetime({ offset: true });
const callCap = z.number().int().min(1).max(100_000);
const password = z.string().min(4, "Use at least 4 characters.").max(200);

/** POST /api/personas/:id/links */
export const createLinkInput = z.object({
  label: label.default(""),
  expiresAt: expiresAt.nullish(),
  callCap: callCap.nullish(),
  password: password.nullish(),
  maxCallSeconds: z.number().int().min(30).max(3_600).default(600),
  offer: offerName.nullish(),
});
export type CreateLinkInput = z.input<typeof createLinkInput>;

/** PATCH /api/links/:id: what is left out stays; null takes a limit away. */
export const updateLinkInput = z.object({
  label: label.optional(),
  expiresAt: expiresAt.nullable().optional(),
  callCap: callCap.nullable().optional(),
  password: password.nullable().optional(),
  offer: offerName.nullable().optional(),
  followLatest: z.literal(true).optional(),
});
export type UpdateLinkInput = z.infer<typeof updateLinkInput>;

/** POST /api/public/links/:token/unlock */
export const unlockLinkInput = z.object({ password: z.string().max(200) });
