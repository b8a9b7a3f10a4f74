import type { CorpusFigure } from "./corpus-figures";
import { intervalAbout, jackknifeGroups, type Spread, spreadOfValues } from "./jackknife";
import { type Course, type CourseBounds, courseOf } from "./topic-course";
import { addTopics, emptyTopicSum, type TopicSum, topicDiversity } from "./topic-diversity";
import { addToVendi, emptyVendiSum, type VendiSum, vendiScore } from "./vendi";

/** Vectors of the questions of a dialogue; null for one that says nothing. */
export type AskedVectors = readonly (Float32Array | null)[];

const fewestGroups = 6;
const likeWords = "Both sides are cut to as many words.";
const course =
  "Bounds are the cosines that pairs of people's questions of different dialogues have (95 of 100 stay below the lower one), or those of its own where no people stand beside it";

/** What is measured of the topics of questions, by the studio's own vectors. */
export const topicDefinitions = {
  topicSimilarity: {
    name: "Topic similarity",
    unit: "",
    definition: `Mean cosine of the vectors of two questions over all pairs, pairs of a question with itself left out. Lower is more diverse. ${likeWords}`,
    source: "PlatoLM (arXiv 2308.11534), without self-pairs",
  },
  topicSimilarityOfPaper: {
    name: "Topic similarity, self-pairs counted",
    unit: "",
    definition: `The same as the paper's script takes it: each question is paired with itself, too, so that it is higher by about one part in their number. ${likeWords}`,
    source: "PlatoLM (arXiv 2308.11534)",
  },
  vendi: {
    name: "Vendi score of questions",
    unit: "questions",
    definition: `The effective number of different questions: 1 where all say the same. ${likeWords}`,
    source: "Friedman and Dieng (2023), cosine kernel",
  },
  continued: {
    name: "Goes on with the topic",
    unit: "share",
    definition: `Questions that lie near the one before. ${course}.`,
    source: "after PlatoLM (arXiv 2308.11534): topics that are kept",
  },
  drifted: {
    name: "Drifts",
    unit: "share",
    definition: `Questions that lie between. ${course}.`,
    source: "after PlatoLM (arXiv 2308.11534): topics that drift",
  },
  shifted: {
    name: "Shifts",
    unit: "share",
    definition: `Questions no nearer to the one before than those of different dialogues are. ${course}.`,
    source: "after PlatoLM (arXiv 2308.11534): topics that shift",
  },
} as const satisfies Record<string, { name: string; unit: string; definition: string; source: string }>;

export type TopicFigureId = keyof typeof topicDefinitions;
type Values = Record<TopicFigureId, number | null>;
type Sums = { topics: TopicSum; vendi: VendiSum; course: Course };

/**
 * Figures of the topics of dialogues in the order in which they were drawn, in steps. Sums of each group are made once, and a
 * group is left out by adding up the others: spreads are those of {@link jackknife}. Null where nothing has a value.
 */
export function* measureTopics(
  dialogues: readonly AskedVectors[],
  { dimensions, bounds, words }: { dimensions: number; bounds: CourseBounds | null; words: number },
): Generator<void, Record<TopicFigureId, CorpusFigure | null>> {
  // An even number, so that every second group is every second dialogue.
  const count = Math.max(2, 2 * Math.floor(Math.min(jackknifeGroups, dialogues.length / 2) / 2));
  const groups: Sums[] = [];
  for (let group = 0; group < count; group++) {
    const sums = emptySums(dimensions);
    for (let i = group; i < dialogues.length; i += count) {
      addDialogue(sums, dialogues[i] ?? [], bounds);
      yield;
    }
    groups.push(sums);
  }
  const of = (isIn: (group: number) => boolean) =>
    valuesOf(groups.reduce((sum, one, group) => (isIn(group) ? together(sum, one) : sum), emptySums(dimensions)));
  const whole = of(() => true);
  const left: Values[] = [];
  for (let out = 0; out < count && count >= fewestGroups; out++) {
    left.push(of((group) => group !== out));
    yield;
  }
  const halves = [0, 1].map((half) => of((group) => group % 2 === half)) as [Values, Values];
  const figure = (id: TopicFigureId): CorpusFigure | null => {
    const value = whole[id];
    if (value === null) return null;
    const spread = spreadOf(left.map((values) => values[id]));
    const [one, other] = [halves[0][id], halves[1][id]];
    return {
      value,
      spread,
      interval: intervalAbout(value, spread),
      dialogues: dialogues.length,
      words,
      halves: one === null || other === null ? null : [one, other],
    };
  };
  const ids = Object.keys(topicDefinitions) as TopicFigureId[];
  return Object.fromEntries(ids.map((id) => [id, figure(id)])) as Record<TopicFigureId, CorpusFigure | null>;
}

function spreadOf(values: readonly (number | null)[]): Spread | null {
  const given = values.filter((one): one is number => one !== null);
  return given.length === 0 || given.length < values.length ? null : spreadOfValues(given);
}

function emptySums(dimensions: number): Sums {
  return {
    topics: emptyTopicSum(dimensions),
    vendi: emptyVendiSum(dimensions),
    course: { steps: 0, continued: 0, drifted: 0, shifted: 0 },
  };
}

function addDialogue({ topics, vendi, course }: Sums, vectors: AskedVectors, bounds: CourseBounds | null): void {
  for (const vector of vectors) {
    if (!vector) continue;
    addTopics(topics, vector);
    addToVendi(vendi, vector);
  }
  if (bounds) addCourse(course, courseOf(vectors, bounds));
}

function addCourse(to: Course, more: Course): void {
  for (const key of Object.keys(to) as (keyof Course)[]) to[key] += more[key];
}

/** Adds to the first, which belongs to nobody else. */
function together(sum: Sums, more: Sums): Sums {
  for (let i = 0; i < sum.topics.sum.length; i++) (sum.topics.sum[i] as number) += more.topics.sum[i] as number;
  sum.topics.vectors += more.topics.vectors;
  const { products } = sum.vendi;
  for (let i = 0; i < products.length; i++) (products[i] as number) += more.vendi.products[i] as number;
  sum.vendi.vectors += more.vendi.vectors;
  addCourse(sum.course, more.course);
  return sum;
}

function valuesOf({ topics, vendi, course }: Sums): Values {
  const diversity = topicDiversity(topics);
  const share = (part: number) => (course.steps === 0 ? null : part / course.steps);
  return {
    topicSimilarity: diversity?.withoutSelf ?? null,
    topicSimilarityOfPaper: diversity?.withSelf ?? null,
    vendi: vendiScore(vendi),
    continued: share(course.continued),
    drifted: share(course.drifted),
    shifted: share(course.shifted),
  };
}
