import type { JobClaim } from "@/lib/data/jobs/job-claim";
import {
  completeJudgeRun,
  countJudgments,
  type DueJudgment,
  failJudgment,
  type JudgmentNews,
  listDueJudgments,
  payForJudgment,
  saveJudgment,
} from "@/lib/data/judging/judgment-work";
import { findPromptSet } from "@/lib/data/judging/prompt-sets";
import { listResponses } from "@/lib/data/judging/responses";
import { untilReachable } from "@/lib/data/until-reachable";
import { judgeCaseOf } from "@/lib/domain/judging/judge-call";
import { choosePrompt, describeCase } from "@/lib/domain/judging/judge-prompt";
import { materialOf } from "@/lib/eval/judge/judge-material";
import { candidateOf, type JudgeAsked, readGrade, readPairVerdict } from "@/lib/eval/judge/read-verdict";
import { renderJudgePrompt } from "@/lib/eval/judge/render-prompt";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { askModel } from "../ask-model";
import { nothingSpent, retryAfter } from "../row-failure";
import type { JobHandler, JobTools } from "./job-handler";
import { writeRows } from "./write-rows";

/** As FastChat asks its judges: no chance, room for reasons. */
const judgeSampling = { temperature: 0, maxTokens: 2_048 };

/** Has a model judge what its run asks for, one call at a time per pair, order and question. */
export const writeJudgments: JobHandler<"judgments"> = async (job, tools) => {
  const outcome = await writeRows<DueJudgment>(
    {
      ...job.payload,
      idOf: ({ id }) => id,
      next: (busy, room) => listDueJudgments(job, busy, room),
      count: () => countJudgments(job),
      write: (row, signal) => judge(job, row, tools.context, signal),
    },
    tools,
  );
  await untilReachable(() => completeJudgeRun(job));
  return outcome;
};

async function judge(
  job: JobClaim<"judgments">,
  row: DueJudgment,
  { models, loadTokenCounter }: JobTools["context"],
  signal: AbortSignal,
): Promise<void> {
  const prepared = await Promise.all([models(row.modelId), prepare(row), loadTokenCounter()]).catch(
    (error: unknown) => ({ error }),
  );
  if ("error" in prepared) {
    const message = prepared.error instanceof Error ? prepared.error.message : String(prepared.error);
    await untilReachable(() => failJudgment(job, row, { spent: nothingSpent, retryInMs: null, message }));
    return;
  }
  const [resolved, asked, countTokens] = prepared;
  const path = [{ speaker: "user" as const, text: asked.user }];
  const { rendering } = resolved.entry;
  const prompt = renderPrompt({ rendering, speaker: "assistant", path, system: asked.system, note: null });
  const answer = await askModel(resolved, { request: { prompt, ...judgeSampling }, path }, { countTokens }, signal);
  if (answer.kind === "cut") await untilReachable(() => payForJudgment(job, row, answer.spent));
  else if (answer.kind === "failed")
    await untilReachable(() => failJudgment(job, row, { ...answer, retryInMs: retryAfter(row.failures, answer) }));
  else {
    const found = readVerdict(row, answer.text, asked);
    const { system, user, prompt: chosen } = asked;
    const { text, spent } = answer;
    const news = { promptName: chosen.name, request: { system, user }, text, spent, ...found };
    await untilReachable(() => saveJudgment(job, row, news));
  }
}

/** The prompt for this call, with what is needed to read its answer. Throws in words where it cannot be asked. */
async function prepare(call: DueJudgment): Promise<JudgeAsked & { system: string; user: string }> {
  const [set, responses] = await Promise.all([findPromptSet(call.promptSetId), listResponses(call.itemId)]);
  if (!set) throw new Error("The set of prompts is gone.");
  const wanted = judgeCaseOf(call);
  const prompt = choosePrompt(set.prompts, wanted);
  if (!prompt) throw new Error(`The set ${set.name} has no prompt for ${describeCase(wanted)}.`);
  const material = materialOf(call, (candidateId) => responses.get(candidateId)?.rounds);
  return { prompt, material, ...renderJudgePrompt(prompt, material) };
}

function readVerdict(
  { mode, game }: DueJudgment,
  text: string,
  asked: JudgeAsked,
): Pick<JudgmentNews, "verdict" | "score" | "error"> {
  if (mode === "single") {
    const grade = readGrade(text, asked);
    return { verdict: null, score: grade.ok ? grade.value : null, error: grade.ok ? null : grade.why };
  }
  const side = readPairVerdict(text, asked);
  const verdict = side.ok ? candidateOf(side.value, game === 2 ? 2 : 1) : null;
  return { verdict, score: null, error: side.ok ? null : side.why };
}
