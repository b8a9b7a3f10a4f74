/** So many columns fit on a screen and on a page, without the human reference that goes first by itself. */
export const mostColumns = 12;
