import type { InputOf } from "@/lib/contract/endpoints";
import type { ItemsSource } from "@/lib/contract/endpoints/evaluations";
import type { DialogueFilter } from "@/lib/domain/dialogue-filter";
import type { CandidateInput, CandidateSource } from "@/lib/domain/judging/candidate";
import type { EvaluationKind, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { linesOf } from "../ui/form/typed-text";

/** Dialogues under a name: everything accepted, or what a saved filter finds. */
export type DataSet = { id: string; name: string; filter: DialogueFilter };

export type CandidateDraft = {
  key: string;
  name: string;
  kind: CandidateSource["kind"];
  /** The model, the run or the snapshot. */
  of: string;
  dataSet: DataSet | null;
  /** Of one that is there already: its id, and its source as it is. */
  id?: string;
  source?: CandidateSource;
};

/** The form of an evaluation as typed: numbers are text until it is sent. */
export type EvaluationDraft = {
  name: string;
  nameForRaters: string;
  kind: EvaluationKind;
  candidates: CandidateDraft[];
  /** `kept`: those of a draft that is there. */
  itemsKind: "kept" | "benchmark" | "seed_set" | "data_set" | "prompts";
  benchmarkId: string;
  categories: string[];
  seedSetId: string;
  dataSet: DataSet | null;
  /** One a line. */
  prompts: string;
  instructions: string;
  /** One a line. */
  criteria: string;
  byRound: boolean;
  strength: boolean;
  raters: string[];
  baseline: string;
  /** In percent. */
  overlapShare: string;
  overlapPeople: string;
  goldRate: string;
  repeatRate: string;
  reveal: boolean;
  skipLimit: string;
  ties: EvaluationSpec["ties"];
  /** In points over one half. */
  relevantLead: string;
};

let drawn = 0;

/** What a candidate of this kind of evaluation usually is. */
export function candidateDraft(kind: EvaluationKind): CandidateDraft {
  drawn += 1;
  return { key: `c${drawn}`, name: "", kind: kind === "answers" ? "model" : "run", of: "", dataSet: null };
}

export function evaluationDraftOf(): EvaluationDraft {
  return {
    name: "",
    nameForRaters: "",
    kind: "answers",
    candidates: [candidateDraft("answers"), candidateDraft("answers")],
    itemsKind: "benchmark",
    benchmarkId: "",
    categories: [],
    seedSetId: "",
    dataSet: null,
    prompts: "",
    instructions: "",
    criteria: "",
    byRound: false,
    strength: true,
    raters: [],
    baseline: "",
    overlapShare: "20",
    overlapPeople: "2",
    goldRate: "0",
    repeatRate: "5",
    reveal: false,
    skipLimit: "5",
    ties: "half_win",
    relevantLead: "5",
  };
}

/** Another kind compares other things. */
export function withKind(draft: EvaluationDraft, kind: EvaluationKind): EvaluationDraft {
  if ((draft.kind === "answers") === (kind === "answers")) return { ...draft, kind };
  return { ...draft, kind, candidates: [candidateDraft(kind), candidateDraft(kind)] };
}

/** What is sent. */
export function evaluationBodyOf(draft: EvaluationDraft): InputOf<"createEvaluation">["body"] {
  const share = shareOf(draft.overlapShare);
  return {
    name: draft.name,
    items: itemsOf(draft),
    candidates: draft.candidates.map(candidateOf),
    spec: {
      kind: draft.kind,
      nameForRaters: draft.nameForRaters,
      instructions: draft.instructions,
      criteria: criteriaOf(draft.criteria),
      byRound: draft.byRound,
      strength: draft.strength,
      raters: draft.raters,
      overlap: share > 0 ? { people: Number(draft.overlapPeople), share } : null,
      baseline: draft.baseline || null,
      goldRate: shareOf(draft.goldRate),
      repeatRate: draft.kind === "turing" ? 0 : shareOf(draft.repeatRate),
      reveal: draft.reveal,
      skipLimit: Number(draft.skipLimit),
      ties: draft.ties,
      relevantLead: shareOf(draft.relevantLead),
    },
  };
}

/** Percent as typed; 33.3 is 0.333 and not a little less. */
function shareOf(percent: string): number {
  return Number((Number(percent) / 100).toFixed(6));
}

function itemsOf(draft: EvaluationDraft): ItemsSource {
  if (draft.kind !== "answers") return { kind: "dialogues", most: 500 };
  const { benchmarkId, categories, seedSetId, dataSet } = draft;
  switch (draft.itemsKind) {
    case "benchmark":
      return { kind: "benchmark", benchmarkId, categories };
    case "seed_set":
      return { kind: "seed_set", seedSetId };
    case "data_set":
      return { kind: "data_set", filter: dataSet?.filter ?? {}, most: 500 };
    case "kept":
    case "prompts":
      return { kind: "prompts", prompts: linesOf(draft.prompts) };
  }
}

/** What is sent of one; a source that was not chosen anew stays with all that the form does not show. */
export function candidateOf({ name, kind, of, dataSet, source }: CandidateDraft): CandidateInput {
  if (source?.kind === kind && isChosen(source, { of, dataSet })) return { name, source };
  switch (kind) {
    case "model":
      return { name, source: { kind, modelId: of, system: "", sampling: {} } };
    case "run":
      return { name, source: { kind, runId: of } };
    case "snapshot":
      return { name, source: { kind, snapshotId: of } };
    case "data_set":
      return { name, source: { kind, filterName: dataSet?.name ?? "", filter: dataSet?.filter ?? {} } };
    default:
      return { name, source: { kind, fileName: "" } };
  }
}

/** The model, run or snapshot that a source names; null of any other. */
export function sourceIdOf(source: CandidateSource): string | null {
  if (source.kind === "model") return source.modelId;
  if (source.kind === "run") return source.runId;
  return source.kind === "snapshot" ? source.snapshotId : null;
}

function isChosen(source: CandidateSource, { of, dataSet }: Pick<CandidateDraft, "of" | "dataSet">): boolean {
  const kept = sourceIdOf(source);
  if (kept !== null) return kept === of;
  return source.kind !== "data_set" || source.filter === dataSet?.filter;
}

/** "Helpful" gets the key "helpful"; what has no Latin letter is numbered. */
export function criteriaOf(text: string): EvaluationSpec["criteria"] {
  const taken = new Set<string>();
  return linesOf(text).map((label, i) => {
    const plain = label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 36);
    const key = plain === "" || taken.has(plain) ? `criterion_${i + 1}` : plain;
    taken.add(key);
    return { key, label };
  });
}
