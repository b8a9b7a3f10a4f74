import type * as z from "zod";

/** What there is to say of a kind of job. */
export type KindSpec = {
  payload: z.ZodType;
  result: z.ZodType;
  /** What its progress counts, in the plural. */
  unit: string;
  /** Of this kind a worker holds so many at once for each project, so that none waits for another's. */
  atOnce: number;
  /** Failures in a row after which a person is asked. */
  maxFailures: number;
  /** Higher goes first. */
  priority: number;
  /** Keeps no job of the same key that has ended: it was made by the studio, and only how it stands now is of interest. */
  keepsLatest: boolean;
  /** Also in a project that is archived, where all else rests. */
  whileArchived: boolean;
  /** Calls models, one row after another: waits while the project's budget is used up. */
  isPaid: boolean;
};

export const usual = {
  atOnce: 2,
  maxFailures: 5,
  priority: 0,
  keepsLatest: false,
  whileArchived: false,
  isPaid: false,
};
