/** How often a page says that it is there, and after how long without a word it is not. In milliseconds. */
export const presenceBeatMs = 5_000;
export const presenceEndsMs = 12_000;
