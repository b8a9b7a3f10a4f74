import { AppError, type FieldErrors } from "@/lib/base/app-error";
import type { ItemsSource } from "@/lib/contract/endpoints/evaluations";
import { findModels } from "@/lib/data/models";
import { listMembers } from "@/lib/data/people";
import { findRun } from "@/lib/data/runs";
import type { CandidateInput, CandidateSource } from "@/lib/domain/judging/candidate";
import type { EvaluationKind, EvaluationSpec } from "@/lib/domain/judging/evaluation";
import { may } from "@/lib/domain/viewer";

/** Whose texts fit which kind of evaluation. */
const fitting: Record<EvaluationKind, CandidateSource["kind"][]> = {
  answers: ["model", "file"],
  dialogues: ["run", "data_set", "snapshot", "file", "human"],
  turing: ["run", "data_set", "snapshot", "file", "human"],
};

/** Throws `invalid`, naming each field, where a set-up cannot work. */
export async function checkEvaluation(
  spec: EvaluationSpec,
  candidates: CandidateInput[],
  items: ItemsSource | null,
): Promise<void> {
  const fields: FieldErrors = { ...checkCandidates(spec, candidates), ...(await checkSources(candidates)) };
  if (items && (items.kind === "dialogues") !== (spec.kind !== "answers"))
    fields["items.kind"] =
      spec.kind === "answers"
        ? "Answers are compared on a benchmark, a seed set, a data set or prompts"
        : "Dialogues are taken from the runs, data sets and files that are compared";
  Object.assign(fields, await checkRaters(spec));
  const [complaint] = Object.values(fields);
  if (complaint) throw new AppError("invalid", `${complaint}. Nothing was changed.`, { fields });
}

/** Throws `invalid`, naming each field, where one more candidate cannot take part beside the others. */
export async function checkNewcomer(
  spec: EvaluationSpec,
  others: CandidateInput[],
  candidate: CandidateInput,
): Promise<void> {
  const at = `candidates.${others.length}.`;
  const own = Object.entries(checkCandidates(spec, [...others, candidate])).filter(([field]) => field.startsWith(at));
  const [missing] = Object.values(await checkSources([candidate]));
  const fields: FieldErrors = Object.fromEntries(own.map(([field, words]) => [field.slice(at.length), words]));
  if (missing) fields.source = missing;
  const [complaint] = Object.values(fields);
  if (complaint) throw new AppError("invalid", `${complaint}. Nothing was changed.`, { fields });
}

function checkCandidates({ kind, baseline }: EvaluationSpec, candidates: CandidateInput[]): FieldErrors {
  const fields: FieldErrors = {};
  const names = candidates.map(({ name }) => name.toLowerCase());
  for (const [i, { name, source }] of candidates.entries()) {
    if (names.indexOf(name.toLowerCase()) !== i) fields[`candidates.${i}.name`] = `Two candidates are called ${name}`;
    if (!fitting[kind].includes(source.kind))
      fields[`candidates.${i}.source`] = `${name} cannot take part: here ${words[kind]} are compared`;
  }
  if (kind !== "turing" && candidates.length < 2) fields.candidates = "A comparison needs at least two candidates";
  if (baseline !== null && !candidates.some(({ name }) => name === baseline))
    fields["spec.baseline"] = `No candidate is called ${baseline}`;
  return fields;
}

const words: Record<EvaluationKind, string> = {
  answers: "answers of models and files",
  dialogues: "dialogues of runs, data sets and files",
  turing: "dialogues of runs, data sets and files",
};

async function checkSources(candidates: CandidateInput[]): Promise<FieldErrors> {
  const fields: FieldErrors = {};
  const models = await findModels(
    candidates.flatMap(({ source }) => (source.kind === "model" ? [source.modelId] : [])),
  );
  for (const [i, { source }] of candidates.entries()) {
    if (source.kind === "model") {
      const model = models.get(source.modelId);
      if (!model || model.archived) fields[`candidates.${i}.source`] = "This model is not in the catalogue any more";
    }
    if (source.kind === "run" && !(await findRun(source.runId)))
      fields[`candidates.${i}.source`] = "There is no such run";
  }
  return fields;
}

async function checkRaters({ raters, overlap }: EvaluationSpec): Promise<FieldErrors> {
  const able = new Set((await listMembers()).filter((one) => may(one, "evaluation.vote")).map(({ id }) => id));
  if (raters.some((id) => !able.has(id))) return { "spec.raters": "Somebody named here is not a member who may vote" };
  const size = new Set(raters).size;
  if (size > 0 && overlap && overlap.share > 0 && overlap.people > size)
    return { "spec.overlap.people": `Only ${size} ${size === 1 ? "person votes" : "people vote"}` };
  return {};
}
