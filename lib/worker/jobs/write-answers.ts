import { seedFrom } from "@/lib/base/random";
import type { JobClaim } from "@/lib/data/jobs/job-claim";
import {
  countAnswers,
  type DueResponse,
  failResponse,
  listDueResponses,
  payForResponse,
  saveRound,
} from "@/lib/data/judging/response-work";
import { untilReachable } from "@/lib/data/until-reachable";
import type { CountTokens } from "@/lib/domain/chat-model";
import { answerSampling } from "@/lib/domain/judging/answer-sampling";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { askModel } from "../ask-model";
import type { ResolvedModel } from "../model-shelf";
import { nothingSpent, retryAfter } from "../row-failure";
import type { JobHandler, JobTools } from "./job-handler";
import { writeRows } from "./write-rows";

/** Writes the answers that an evaluation lacks, turn by turn, each with the candidate's own answers before it in view. */
export const writeAnswers: JobHandler<"answers"> = (job, tools) =>
  writeRows<DueResponse>(
    {
      ...job.payload,
      idOf: ({ itemId, candidateId }) => `${itemId} ${candidateId}`,
      next: (busy, room) => listDueResponses(job, busy, room),
      count: () => countAnswers(job),
      write: (row, signal, mayCall) => writeResponse(job, row, { ...tools.context, mayCall }, signal),
    },
    tools,
  );

type Job = JobClaim<"answers">;

async function writeResponse(
  job: Job,
  row: DueResponse,
  { mayCall, models, loadTokenCounter }: JobTools["context"] & { mayCall: () => Promise<boolean> },
  signal: AbortSignal,
): Promise<void> {
  let resolved: ResolvedModel;
  try {
    resolved = await models(row.source.modelId);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await untilReachable(() => failResponse(job, row, { spent: nothingSpent, retryInMs: null, message }));
    return;
  }
  const countTokens = await loadTokenCounter();
  while ((await writeRound(job, row, { resolved, countTokens }, signal)) && (await mayCall()));
}

type With = { resolved: ResolvedModel; countTokens: CountTokens };

/** True when there is another round to be written. */
async function writeRound(
  job: Job,
  row: DueResponse,
  { resolved, countTokens }: With,
  signal: AbortSignal,
): Promise<boolean> {
  const { source, rounds, turns, category } = row;
  const { entry } = resolved;
  const question = turns[rounds.length] ?? "";
  const path = [
    ...rounds.flatMap(({ user, assistant }) => [
      { speaker: "user" as const, text: user },
      { speaker: "assistant" as const, text: assistant },
    ]),
    { speaker: "user" as const, text: question },
  ];
  const { rendering } = entry;
  const prompt = renderPrompt({ rendering, speaker: "assistant", path, system: source.system, note: null });
  const seed = seedFrom(`${row.seed}/${row.itemId}/${row.candidateId}/${rounds.length}`);
  const request = { prompt, seed, ...answerSampling(category, source.sampling, entry.sampling) };
  const asked = await askModel(resolved, { request, path }, { countTokens }, signal);
  if (asked.kind === "cut") await untilReachable(() => payForResponse(job, row, asked.spent));
  else if (asked.kind === "failed")
    await untilReachable(() => failResponse(job, row, { ...asked, retryInMs: retryAfter(row.failures, asked) }));
  else {
    const round = { user: question, assistant: asked.text };
    const goesOn = await untilReachable(() => saveRound(job, row, round, asked.spent));
    row.rounds.push(round);
    row.failures = 0;
    return goesOn;
  }
  return false;
}
