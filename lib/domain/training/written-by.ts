import * as z from "zod";

/**
 * Who wrote what a turn says. `edited`: a person changed what had stood there, whoever had written that; a copy that was
 * kept after an edit is its source's.
 */
export const writtenBySchema = z.enum(["model", "person", "edited", "seed", "imported"]);
export type WrittenBy = z.infer<typeof writtenBySchema>;
