import { newId } from "@/lib/base/ids";
import { insertJudgments } from "@/lib/data/judging/import-judgments";
import { findImportedJudgeRun, insertJudgeRun } from "@/lib/data/judging/judge-runs";
import type { Queryable } from "@/lib/data/sql";
import type { Viewer } from "@/lib/domain/viewer";
import type { Found } from "./published-records";
import { told } from "./take-votes";

type Judgments = { evaluationId: string; importId: string; mode: "single" | "pair"; found: Found[]; notes: string[] };

/** Each judge in a file becomes a judge of its own here, to whom later files add; what says otherwise is told, and left out. */
export async function takeJudgments(
  tx: Queryable,
  viewer: Viewer,
  { evaluationId, importId, mode, found, notes }: Judgments,
) {
  let [taken, otherwise] = [0, 0];
  for (const [judge, judgments] of byJudge(found)) {
    const known = await findImportedJudgeRun(tx, { evaluationId, judge, mode });
    const id = known ?? newId("judgeRun");
    const judgeRun = { id, evaluationId, judge, modelId: null, promptSetId: null, personId: viewer.id } as const;
    if (known === null) await insertJudgeRun(tx, { ...judgeRun, mode, status: "done" });
    const stored = await insertJudgments(tx, { judgeRunId: id, importId, judgments });
    taken += stored.taken;
    otherwise += stored.otherwise;
  }
  const words = `${otherwise} say otherwise than what this judge said of the same texts already: they are left out.`;
  const said = otherwise > 0 ? [...notes, words] : notes;
  return {
    taken,
    notes: found.length > 0 && found.length === otherwise ? said : told(taken, found.length - otherwise, said),
  };
}

function byJudge(found: Found[]): Map<string, Found["judgment"][]> {
  const judges = new Map<string, Found["judgment"][]>();
  for (const { judge, judgment } of found) judges.set(judge, [...(judges.get(judge) ?? []), judgment]);
  return judges;
}
