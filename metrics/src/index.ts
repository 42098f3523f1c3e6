/** Front door of @duologue/metrics: figures of a conversation from its two lanes. */
export {};
