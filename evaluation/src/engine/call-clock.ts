/** The clock that calls go by, for who plays them from elsewhere. */
export { createSystemClock } from "@duologue/engine/system-clock";
