import * as z from "zod";
import { projectSchema } from "./project";

/** A share between 0 and 1 with what it is a share of; null over nothing. */
export const shareSchema = z.object({ share: z.number().nullable(), n: z.number().int() });
export type Share = z.infer<typeof shareSchema>;

/** Something about a person's work that a person should look at; never a judgement, and nothing follows from it. */
export const workSignalSchema = z.enum(["rushed", "one_sided"]);
export type WorkSignal = z.infer<typeof workSignalSchema>;

/**
 * What a person did in some days. A *decision* is a judgement about a whole dialogue: an answer in a review, or a
 * verdict given outside of one; one that was undone does not count.
 */
export const workSchema = z.object({
  personId: z.string(),
  name: z.string(),
  decisions: z.number().int(),
  /** Active, not idle. */
  activeSeconds: z.number(),
  /** Null when no decision carries its time. */
  medianSeconds: z.number().nullable(),
  /** Decisions for each active hour; null without active time. */
  perHour: z.number().nullable(),
  accepted: shareSchema,
  /** Of the dialogues judged, those that the same person edited, or proposed another text for. */
  edited: shareSchema,
  /** Of all acts, those that were taken back. */
  undone: shareSchema,
});
export type Work = z.infer<typeof workSchema>;

export const dayOfWorkSchema = z.object({ day: z.iso.date(), decisions: z.number().int(), activeSeconds: z.number() });
export type DayOfWork = z.infer<typeof dayOfWorkSchema>;

/** One act in a person's history. */
export const pastActSchema = z.object({
  id: z.string(),
  dialogueId: z.string(),
  opening: z.string(),
  kind: z.string(),
  undone: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type PastAct = z.infer<typeof pastActSchema>;

const enoughDecisions = 20;
const enoughVerdicts = 30;

/**
 * Signals for each person, against the whole team. `rushed`: a median time below a third of the team's median of
 * medians, over at least 20 decisions. `one_sided`: at least 95 % the same verdict over at least 30, where the others
 * together give it at most 80 % of the time. With fewer than two people at work there is nothing to compare, so none.
 */
export function workSignals(team: readonly Work[]): Map<string, WorkSignal[]> {
  const atWork = team.filter(({ decisions }) => decisions > 0);
  return new Map(
    team.map((work): [string, WorkSignal[]] => {
      const others = atWork.filter(({ personId }) => personId !== work.personId);
      if (others.length === 0) return [work.personId, []];
      const signals: WorkSignal[] = [];
      if (isRushed(work, others)) signals.push("rushed");
      if (isOneSided(work, others)) signals.push("one_sided");
      return [work.personId, signals];
    }),
  );
}

function isRushed({ decisions, medianSeconds }: Work, others: Work[]): boolean {
  const medians = others.flatMap((other) => other.medianSeconds ?? []).sort((a, b) => a - b);
  const usual = medians[Math.floor(medians.length / 2)];
  return decisions >= enoughDecisions && medianSeconds !== null && usual !== undefined && medianSeconds < usual / 3;
}

function isOneSided({ accepted }: Work, others: Work[]): boolean {
  if (accepted.n < enoughVerdicts || accepted.share === null) return false;
  const theirs = others.reduce((sum, { accepted: { n } }) => sum + n, 0);
  if (theirs === 0) return false;
  const theirAccepted = others.reduce((sum, { accepted: { n, share } }) => sum + n * (share ?? 0), 0) / theirs;
  const [mine, usual] =
    accepted.share >= 0.5 ? [accepted.share, theirAccepted] : [1 - accepted.share, 1 - theirAccepted];
  return mine >= 0.95 && usual <= 0.8;
}

/** What waits for one person in one of their projects. */
export const waitingInSchema = z.object({
  project: projectSchema,
  /** Items to review that they could take now, and answers that came back to them. */
  items: z.number().int(),
  /** Comparisons to vote on that they could take now. */
  comparisons: z.number().int(),
  /** Dialogues to accept or reject outside of reviews, and such as troubles have parked, for whoever may act on them. */
  undecided: z.number().int(),
  parked: z.number().int(),
  /** Comments that name them and that they have not read. */
  mentions: z.number().int(),
});
export type WaitingIn = z.infer<typeof waitingInSchema>;
