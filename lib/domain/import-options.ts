import * as z from "zod";

/** What a person chooses where a file and the studio do not agree by themselves. */
export const importOptionsSchema = z.strictObject({
  /** A dialogue that the assistant begins: its first turn stays, or is left out. */
  leadingAssistant: z.enum(["keep", "cut"]).default("keep"),
  /** Two turns in a row by the same speaker: they become one, or the dialogue is refused. */
  sameSpeaker: z.enum(["join", "refuse"]).default("join"),
  /** Lines that cannot be taken: the others are taken all the same, or nothing is. */
  badLines: z.enum(["leave_out", "refuse_all"]).default("leave_out"),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** Where the dialogues of a file come from, as far as the person knows who imports them. */
export const importSourceSchema = z.strictObject({
  /** Who said what the user says. */
  made: z.enum(["people", "models", "mixed", "unknown"]).default("unknown"),
  licence: z.string().trim().max(200).default(""),
  /** On what ground people's words may be used. */
  consent: z.string().trim().max(1_000).default(""),
  /** Such as `en`; empty where the file says it or nobody knows. */
  language: z.string().trim().max(60).default(""),
  note: z.string().trim().max(2_000).default(""),
});
export type ImportSource = z.infer<typeof importSourceSchema>;
