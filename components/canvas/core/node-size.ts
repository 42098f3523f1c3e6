/** Card sizes in canvas pixels. Cards have one width, so lines and layout can be computed without looking at the screen. */

export const NODE_WIDTH = 264;
/** the height used where the real one is not known yet */
export const NODE_HEIGHT = 112;
/** what a card that was just added may need: two lines of text, two of what is still missing */
export const NEW_NODE_HEIGHT = 148;
export const GRID = 16;
