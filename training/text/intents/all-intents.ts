import { CALL_INTENTS } from "./call-intents";
import { COURTESY_INTENTS } from "./courtesy-intents";
import { IDENTITY_INTENTS } from "./identity-intents";
import type { Intent } from "./intent";
import { TALK_INTENTS } from "./talk-intents";

export const ALL_INTENTS: readonly Intent[] = [...IDENTITY_INTENTS, ...COURTESY_INTENTS, ...CALL_INTENTS, ...TALK_INTENTS];

export function findIntent(name: string): Intent {
  const found = ALL_INTENTS.find(({ intent }) => intent === name);
  if (!found) throw new Error(`Expected one of the intents, received "${name}"`);
  return found;
}
