import * as z from "zod";

/**
 * A part of a file, made of so many dialogues: it can be made, and compared with what it was, without what stands before
 * it.
 */
export const stretchSchema = z.object({
  dialogues: z.number().int(),
  bytes: z.number().int(),
  /** In hex. */
  sha256: z.string(),
  /** Where rows are numbered: the number that the last one in it has. */
  rows: z.number().int().optional(),
  /** Where people are numbered: the dialogues, from 0 on in the whole file, in which somebody appears for the first time. */
  newcomers: z.array(z.number().int()).optional(),
});
export type Stretch = z.infer<typeof stretchSchema>;

/** Of files by their name, in their order; a file that is not in it is made as a whole. */
export const stretchesSchema = z.record(z.string(), z.array(stretchSchema));
export type Stretches = z.infer<typeof stretchesSchema>;

/** Where in a file something begins: behind so many dialogues, which gave so many bytes, rows and people. */
export type Place = Required<Omit<Stretch, "sha256">>;

export const beginning: Place = { dialogues: 0, bytes: 0, rows: 0, newcomers: [] };

/** Where a stretch ends that begins there. */
export function placeBehind(place: Place, { dialogues, bytes, rows = 0, newcomers = [] }: Stretch): Place {
  return {
    dialogues: place.dialogues + dialogues,
    bytes: place.bytes + bytes,
    rows,
    newcomers: [...place.newcomers, ...newcomers],
  };
}
