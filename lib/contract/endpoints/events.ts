import * as z from "zod";
import { countedNouns } from "@/lib/domain/live";
import { idOf, idsOf } from "@/lib/domain/reference";
import type { Endpoint } from "../endpoint";

const anyCounted = countedNouns.join("|");

/** What one part of a page follows: dialogues by one of three ways, and news beside them or alone. */
const followed = z.strictObject({
  /** Ids, separated by commas. */
  dialogues: idsOf("dialogue", z.string().max(20_000)).optional(),
  run: idOf("run", z.string().max(100)).optional(),
  scope: z.literal("live").optional(),
  /** `tile`: snapshots hold only the last lines of the last two turns. */
  detail: z.enum(["tile", "full"]).default("full"),
  /** Jobs, beside or instead of dialogues: those one asked for, or (for leads) all. */
  jobs: z.enum(["mine", "all"]).optional(),
  /** The evaluation whose votes and figures are followed. */
  results: idOf("evaluation", z.string().max(40)).optional(),
  /** Whose counts are followed: `evaluations`, `duplicates`, or both, separated by a comma. */
  counts: z
    .string()
    .regex(new RegExp(`^(${anyCounted})(,(${anyCounted}))*$`))
    .optional(),
});
export type Followed = z.infer<typeof followed>;

export const eventEndpoints = {
  events: {
    summary:
      "Live frames as server-sent events: of dialogues a snapshot of each, then what follows; of jobs and of an evaluation's figures how they stand, then each change; of counts only that there are others to ask for",
    access: "member",
    scope: "read",
    query: followed,
    response: z.string(),
    media: "text/event-stream",
  },
  followEvents: {
    summary:
      "The same for many at once, which are all windows of a browser: each event is the place in `follow` that it is for, a space, and the frame",
    access: "member",
    scope: "read",
    body: z.strictObject({ follow: z.array(followed).min(1).max(200) }),
    response: z.string(),
    media: "text/event-stream",
  },
} as const satisfies Record<string, Endpoint>;
