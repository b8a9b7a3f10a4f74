/** True for text that Postgres keeps as it is: no NUL, no half of a character pair. */
export function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}
