/** How the whole flow is brought into view: 20 % air around it, never larger than 90 %. */
export const FIT_OPTIONS = { padding: 0.2, maxZoom: 0.9, duration: 200 } as const;
export const MIN_ZOOM = 0.2;
export const MAX_ZOOM = 2;
