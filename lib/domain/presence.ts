import * as z from "zod";

/** Somebody who has a dialogue before them now. */
export const presenceSchema = z.object({
  personId: z.string(),
  name: z.string(),
  doing: z.enum(["reading", "writing"]),
});
export type Presence = z.infer<typeof presenceSchema>;
