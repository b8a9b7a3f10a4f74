import { AppError } from "@/lib/base/app-error";
import { seedFrom } from "@/lib/base/random";
import type { QueueResults } from "@/lib/contract/endpoints/results";
import { findGuideline } from "@/lib/data/review/guidelines";
import { findQueue } from "@/lib/data/review/queues";
import { type GoldAnswer, listGoldAnswers, listSharedAnswers, readPace } from "@/lib/data/review/results";
import { questionsOf } from "@/lib/domain/review/answer";
import { isRight } from "@/lib/domain/review/gold";
import { reviews } from "@/lib/domain/review/queue";
import type { Viewer } from "@/lib/domain/viewer";
import { forecastEnd, wilsonShare } from "@/lib/stats/intervals";
import { measureAgreement, measurePairs } from "@/lib/stats/measure-agreement";
import { atOwnItem } from "./blindness";
import { sliceAgreement } from "./slice-agreement";

const day = 86_400_000;

/**
 * How well people agree in a queue, on each question and two by two, how well they know the gold items, and when it
 * will be done. Who does not review the queue sees no pairs, and of gold items only their own accuracy.
 */
export async function readQueueResults(viewer: Viewer, queueId: string): Promise<QueueResults> {
  return atOwnItem({ queueId }, () => resultsOf(viewer, queueId));
}

async function resultsOf(viewer: Viewer, queueId: string): Promise<QueueResults> {
  const queue = await findQueue(queueId);
  if (!queue) throw new AppError("not_found", "There is no such review queue.");
  const guideline = await findGuideline(queueId, queue.guidelineVersion);
  const seesAll = reviews(queue.spec, viewer);
  const [answers, gold, pace] = await Promise.all([
    listSharedAnswers(queueId),
    listGoldAnswers(queueId, seesAll ? null : viewer.id),
    readPace(queueId),
  ]);
  const seed = seedFrom(queueId);
  const questions = questionsOf(guideline ?? { reasons: [], fields: [] }, answers);
  const verdicts = questions.find(({ kind }) => kind === "verdict")?.ratings ?? [];
  const names = new Map(answers.map(({ personId, personName }) => [personId, personName]));
  const person = (id: string) => ({ id, name: names.get(id) ?? "" });
  return {
    questions: questions.map(({ ratings, ...question }) => ({
      ...question,
      agreement: measureAgreement(ratings, { level: question.level, seed }),
    })),
    pairs: seesAll
      ? measurePairs(verdicts, { seed }).map(({ first, second, raw, cohen }) => {
          return { first: person(first), second: person(second), raw, cohen };
        })
      : [],
    slices: await sliceAgreement(answers, seed),
    gold: accuracies(gold),
    forecast: forecastOf(pace),
  };
}

/** In the order of the answers, which is by name. */
function accuracies(answers: GoldAnswer[]): QueueResults["gold"] {
  const people = new Map(answers.map(({ personId, personName }) => [personId, personName]));
  return [...people].map(([id, name]) => {
    const given = answers.filter(({ personId }) => personId === id);
    const right = given.filter(({ answer, known }) => isRight(answer, known)).length;
    return { person: { id, name }, accuracy: wilsonShare(right, given.length) };
  });
}

function forecastOf({ answersLeft, lastWeek, days }: Awaited<ReturnType<typeof readPace>>): QueueResults["forecast"] {
  const forecast = forecastEnd(answersLeft, lastWeek, days);
  const { perDay } = forecast;
  if (!forecast.ok) return { answersLeft, perDay, ends: null, why: forecast.reason };
  const { early, likely, late } = forecast.days;
  const at = (inDays: number) => new Date(Date.now() + Math.min(inDays, 36_500) * day).toISOString();
  return {
    answersLeft,
    perDay,
    ends: { early: at(early), likely: at(likely), late: late === null ? null : at(late) },
    why: null,
  };
}
