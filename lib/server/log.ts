/**
 * The studio's log. Messages are static; ids and codes are fields. Speech, prompts, names, e-mail addresses and tokens
 * never go in.
 */
import pino, { type Logger } from "pino";
import { env } from "./env";

let logger: Logger | null = null;

export function log(): Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: { service: "studio" } });
  return logger;
}
