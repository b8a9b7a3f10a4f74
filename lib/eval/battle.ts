/** What a judge said of two answers. That both are bad is kept apart, and counts as a tie in ratings. */
export type Outcome = "first" | "second" | "tie" | "both_bad";

/**
 * One vote: `rater` set the answers of two candidates to `item` side by side. Everything is named by its id; which of
 * the two stood on the left plays no part here.
 */
export type Battle = { first: string; second: string; outcome: Outcome; item: string; rater: string };
