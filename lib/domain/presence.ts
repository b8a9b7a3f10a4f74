import * as z from "zod";

/** Somebody who has a dialogue before them now. */
export const presenceSchema = z.object({
  personId: z.string(),
  name: z.string(),
  doing: z.enum(["reading", "writing"]),
});
export type Presence = z.infer<typeof presenceSchema>;

/** How often a page says that it is there, and after how long without a word it is not. In milliseconds. */
export const presenceBeatMs = 5_000;
export const presenceEndsMs = 12_000;
