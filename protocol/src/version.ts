/** Raised whenever an older client or engine could misunderstand a newer one. */
export const PROTOCOL_VERSION = 1;
