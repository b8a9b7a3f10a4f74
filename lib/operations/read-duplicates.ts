import { AppError } from "@/lib/base/app-error";
import { must } from "@/lib/base/assert";
import type { DuplicateMember } from "@/lib/contract/endpoints/duplicates";
import { readDuplicateMembers } from "@/lib/data/duplicates/duplicate-groups";
import { readPathsTo } from "@/lib/data/duplicates/fingerprints";
import { comparedTextOf, type DuplicateSubject, shingleSizes } from "@/lib/domain/duplicates";
import { jaccard, shinglesOf } from "@/lib/stats/shingles";

const shown = 200;

type Duplicates = { subject: DuplicateSubject; size: number; items: DuplicateMember[] };

/** A group's members with their similarity to the first, worked out anew from what they say. */
export async function readDuplicates(groupId: string): Promise<Duplicates> {
  const group = /^\d{1,9}$/.test(groupId) ? await readDuplicateMembers(Number(groupId), shown) : null;
  if (!group) throw new AppError("not_found", "There is no such group now. Its dialogues may have been edited since.");
  const { subject, size, members } = group;
  const turnOf = new Map(members.map(({ fingerprintId, comparedTurnId }) => [fingerprintId, comparedTurnId]));
  const paths = await readPathsTo([...turnOf.values()]);
  const setOf = (turnId: string) =>
    shinglesOf(comparedTextOf(subject, must(paths.get(turnId), "path")).text, shingleSizes[subject]);
  const sets = new Map([...turnOf].map(([fingerprintId, turnId]) => [fingerprintId, setOf(turnId)]));
  const first = must(sets.get(must(members[0], "member").fingerprintId), "set");
  const items = members.map(({ fingerprintId, comparedTurnId: _, ...dialogue }) => ({
    ...dialogue,
    similarity: jaccard(first, must(sets.get(fingerprintId), "set")),
  }));
  return { subject, size, items };
}
