import type { PublicLink } from "@/lib/shared/links";
import { publicNameOf } from "@/lib/shared/personas";
import type { CookieJar } from "../auth/session";
import { answererOf, pickEngine } from "../engines/find-engines";
import { readDocument } from "../personas/stored-document";
import { findPublicLink } from "./find-link";
import { linkState } from "./link-state";
import { isUnlocked } from "./unlock-link";

/** All that somebody without an account gets to know; throws `not_found` for an unknown token. */
export async function readPublicLink(token: string, cookies: CookieJar): Promise<PublicLink> {
  const link = await findPublicLink(token);
  const state = linkState(link);
  const unlocked = await isUnlocked(link, cookies);
  const engine = await pickEngine(link.offer).catch(() => null);
  return {
    publicName: publicNameOf(readDocument(link.version.document)),
    passwordRequired: link.passwordHash !== null && !unlocked,
    open: state === "open" && unlocked,
    state,
    maxCallSeconds: link.maxCallSeconds,
    speaker: engine ? (answererOf(engine, link.offer)?.speaker ?? null) : null,
    recorded: true,
  };
}
