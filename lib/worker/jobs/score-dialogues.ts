import type { JobClaim } from "@/lib/data/jobs/job-claim";
import { insertScore, listUnscored, payForScore } from "@/lib/data/statistics/dialogue-scores";
import { untilReachable } from "@/lib/data/until-reachable";
import { qualityPromptVersion, readQualityScores } from "@/lib/eval/judge/question-quality";
import { openScores, promptOf } from "@/lib/operations/statistics/ask-for-scores";
import { measuredBy } from "@/lib/operations/statistics/corpus-figures";
import { renderPrompt } from "@/lib/simulation/render-prompt";
import { type Asked, askModel } from "../ask-model";
import type { JobHandler, JobTools } from "./job-handler";
import { writeRows } from "./write-rows";

/** No chance, and room for a judge that thinks before it says four numbers. */
const sampling = { temperature: 0, maxTokens: 1_024 };

type Failed = Extract<Asked, { kind: "failed" }>;

/** Tries of one dialogue, where others get their scores; and failures in a row, after which the judge itself is taken to be away. */
const [mostTries, mostInARow] = [3, 6];

/**
 * Has a judge score what it was not asked about yet, some calls side by side. Each score is kept as it comes, so that whoever
 * begins again asks for the rest alone. Where the judge is away no further call begins, and those under way end.
 */
export const scoreDialogues: JobHandler<"dialogue_scores"> = async (job, tools) => {
  const { snapshotId, dataSetId, ...order } = job.payload;
  const of = measuredBy({ snapshotId, dataSetId });
  const { due: open, total } = await untilReachable(() => openScores(of, order));
  const due = new Set(open);
  const judge = { modelId: order.modelId, version: qualityPromptVersion };
  const tries = new Map<string, number>();
  let [scored, inARow] = [0, 0];
  let stopped: Failed | null = null;
  async function write(turnId: string, signal: AbortSignal): Promise<void> {
    // Another job may have come by: the people of one snapshot are those of others.
    const unscored = await untilReachable(() => listUnscored([turnId], judge));
    const answer = unscored.size === 0 ? null : await ask(job, turnId, tools, signal);
    if (!answer) return void due.delete(turnId);
    if (answer.kind === "cut") return;
    const tried = (tries.get(turnId) ?? 0) + 1;
    tries.set(turnId, tried);
    if (answer.kind === "answered") [scored, inARow] = [scored + 1, 0];
    else if (answer.remedy === "pause" || answer.isBusy || ++inARow >= mostInARow) stopped ??= answer;
    const isGivenUp =
      answer.kind === "failed" && (answer.remedy === "park" || (tried >= mostTries && scored > 0 && !answer.isBusy));
    if (answer.kind === "answered")
      await keep(turnId, { reply: answer.text, ...readQualityScores(answer.text) }, answer);
    else if (isGivenUp) await keep(turnId, { reply: "", scores: null, error: answer.message }, answer);
    else await untilReachable(() => tools.whileHeld((tx) => payForScore(tx, answer.spent)));
    // What is tried again comes behind the others.
    due.delete(turnId);
    if (answer.kind === "failed" && !isGivenUp) due.add(turnId);
  }
  function keep(turnId: string, said: Said, { spent }: Pick<Asked, "spent">): Promise<void> {
    return untilReachable(() =>
      tools.whileHeld((tx) => insertScore(tx, judge, Object.assign(said, { turnId, spent }))),
    );
  }
  const outcome = await writeRows<string>(
    {
      lane: 0,
      lanes: 1,
      idOf: (turnId) => turnId,
      next: async (busy, room) => {
        if (stopped) return [];
        // What failed waits until all others were tried as often: only then is it known whether the judge answers those.
        const [first = ""] = due;
        const isNext = (turnId: string) => !busy.includes(turnId) && tries.get(turnId) === tries.get(first);
        return [...due].filter(isNext).slice(0, room);
      },
      count: async () => ({ written: total - due.size, failed: 0, total, nextMs: due.size === 0 ? null : 1_000 }),
      write,
    },
    tools,
  );
  return stopped ? ended(stopped) : outcome;
};

type Said = { reply: string } & ReturnType<typeof readQualityScores>;

function ended({ message, isBusy, remedy, retryAfterMs }: Failed): Awaited<ReturnType<typeof scoreDialogues>> {
  if (isBusy) return { kind: "later", delayMs: retryAfterMs ?? 5_000 };
  const kept = `${message} Scores that came stay; nothing is paid for twice.`;
  if (remedy === "retry") throw new Error(kept);
  return { kind: "refused", error: kept };
}

/** One call to the judge about one dialogue. */
async function ask(
  job: JobClaim<"dialogue_scores">,
  turnId: string,
  { context: { models, loadTokenCounter } }: Pick<JobTools, "context">,
  signal: AbortSignal,
): Promise<Asked> {
  const [resolved, asked, countTokens] = await Promise.all([
    models(job.payload.modelId),
    promptOf(turnId),
    loadTokenCounter(),
  ]);
  const path = [{ speaker: "user" as const, text: asked.user }];
  const { rendering } = resolved.entry;
  const prompt = renderPrompt({ rendering, speaker: "assistant", path, system: asked.system, note: null });
  return askModel(resolved, { request: { prompt, ...sampling }, path }, { countTokens }, signal);
}
