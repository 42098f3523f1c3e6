export const MIN_ZOOM = 0.2;
export const MAX_ZOOM = 2;
/** fitting the flow leaves this share of the view free on each side, and never magnifies beyond this */
export const FIT_MARGIN_SHARE = 0.04;
export const FIT_MAX_ZOOM = 0.9;
/** below this, words on cards cannot be read */
export const READABLE_ZOOM = 0.42;
export const BEGIN_ZOOM = 0.65;
