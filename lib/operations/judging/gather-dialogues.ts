import { AppError } from "@/lib/base/app-error";
import { readExportedPaths } from "@/lib/data/exports";
import type { NewResponse } from "@/lib/data/judging/responses";
import { requireComplete } from "@/lib/data/search-index";
import { readSnapshotDialogues } from "@/lib/data/snapshots/read-dialogues";
import type { ExportedDialogue } from "@/lib/domain/dialogue-in-file";
import type { Candidate, CandidateInput, CandidateSource, Round } from "@/lib/domain/judging/candidate";
import type { EvaluationItem, EvaluationKind } from "@/lib/domain/judging/evaluation";
import { matchDialogues, roundsOf } from "@/lib/domain/judging/match-dialogues";
import { itemOf, type ShownDialogue } from "./fit-dialogues";

export type Gathered = { items: Omit<EvaluationItem, "position">[]; responses: NewResponse[] };
type Found = { dialogueId: string; rounds: Round[] };

/**
 * Dialogues of runs, data sets and snapshots: matched by their opening, or each for itself where one is looked at alone. Dialogues
 * of files come later. Throws `invalid` where nothing can be compared.
 */
export async function gatherDialogues(
  kind: EvaluationKind,
  candidates: readonly Pick<Candidate, "id" | "source">[],
  most: number,
): Promise<Gathered> {
  const found = new Map<string, Found[]>();
  for (const { id, source } of candidates) {
    if (source.kind === "data_set") await requireComplete(source.filter);
    const paths = pathsOf(source);
    if (paths) found.set(id, await readDialogues(paths, most));
  }
  const matched = kind === "turing" ? alone(found) : matchDialogues(found, most).filter(areApart);
  if (matched.length === 0 && found.size > 0) throw nothingToCompare(kind);
  const items = matched.map((sides) => itemOf([...sides.values()][0]?.rounds ?? []));
  const responses = matched.flatMap((sides, i) =>
    [...sides].map(([candidateId, dialogue]) => ({ itemId: items[i]?.id ?? "", candidateId, ...dialogue })),
  );
  return { items, responses };
}

type Paths = AsyncGenerator<Pick<ExportedDialogue, "id" | "turns">>;

/** The dialogues of the studio that are a candidate's, as they stand or as they were pinned; null for one whose texts come otherwise. */
function pathsOf(source: CandidateSource): Paths | null {
  if (source.kind === "run") return readExportedPaths({ run: source.runId, status: "ended" });
  if (source.kind === "data_set") return readExportedPaths({ status: "ended", ...source.filter });
  return source.kind === "snapshot" ? pinnedIn(source.snapshotId) : null;
}

async function* pinnedIn(snapshotId: string): Paths {
  for await (const some of readSnapshotDialogues(snapshotId)) yield* some;
}

export async function readDialogues(paths: Paths, most: number): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { id, turns } of paths) {
    found.push({ dialogueId: id, rounds: roundsOf(turns) });
    // Seeds come in passes, so that what belongs together may stand far apart; beyond this nobody judges.
    if (found.length >= Math.max(most * 4, 5_000)) break;
  }
  return found;
}

function alone(found: ReadonlyMap<string, Found[]>): Map<string, Found>[] {
  return [...found].flatMap(([id, dialogues]) => dialogues.map((dialogue) => new Map([[id, dialogue]])));
}

/** Data sets may overlap; a dialogue is not compared with itself. */
function areApart(sides: ReadonlyMap<string, Found>): boolean {
  return new Set([...sides.values()].map(({ dialogueId }) => dialogueId)).size === sides.size;
}

function nothingToCompare(kind: EvaluationKind): AppError {
  const message =
    kind === "turing"
      ? "There is no ended dialogue in what you chose yet."
      : "No opening question stands in all of them with a dialogue of its own, so nothing can be matched. Compare runs over the same seed set, or data sets that grew from one.";
  return new AppError("invalid", message, { fields: { candidates: "Nothing to compare yet" } });
}

/** Single dialogues that one more candidate brings along at most. */
const mostDialogues = 500;

/** The dialogues of a run, a data set or a snapshot; null of any other candidate. */
export async function dialoguesOf(
  kind: EvaluationKind,
  { source }: Pick<CandidateInput, "source">,
): Promise<ShownDialogue[] | null> {
  const paths = pathsOf(source);
  if (!paths) return null;
  const all = await readDialogues(paths, mostDialogues);
  // Those that stand alone each ask for a vote; of the others the openings choose.
  const found = kind === "turing" ? all.slice(0, mostDialogues) : all;
  if (found.length === 0) throw new AppError("invalid", "There is no ended dialogue in what you chose yet.");
  return found;
}
