import * as z from "zod";

/** `late`: voted when no place was left, or after the end; kept, not counted. */
export const ballotStatusSchema = z.enum(["leased", "expired", "skipped", "voted", "late"]);
export type BallotStatus = z.infer<typeof ballotStatusSchema>;

/** What became of a vote, in its history. */
export const voteEventSchema = z.enum(["voted", "changed", "taken_back", "late"]);
export type VoteEvent = z.infer<typeof voteEventSchema>;
