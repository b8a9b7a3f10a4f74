import { expect, it } from "vitest";
import { jackknife } from "./jackknife";
import { courseBounds } from "./topic-course";
import { type AskedVectors, measureTopics } from "./topic-figures";
import { TopicsOfQuestions } from "./topics-of-questions";
import { ownVectoriser, vectorOf } from "./vectoriser";

const nouns = ["garden", "engine", "novel", "budget", "river", "server", "recipe", "holiday", "contract", "piano"];
const dialogues = Array.from(
  { length: 48 },
  (_, i): AskedVectors =>
    [
      `why is my ${nouns[i % 10]} broken`,
      "",
      `and the ${nouns[(i * 3) % 10]} of my ${nouns[(i * 7) % 10]}`,
      "thanks",
    ].map(vectorOf),
);
const bounds = courseBounds(
  dialogues.flatMap((vectors, dialogue) => vectors.flatMap((vector) => (vector ? { dialogue, vector } : []))),
  1,
);
const { dimensions } = ownVectoriser;

function done<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

it("is what a comparison says of the same questions, with the spread of leaving groups out", () => {
  const figures = done(measureTopics(dialogues, { dimensions, bounds, words: 7 }));
  const whole = (some: readonly AskedVectors[]) => {
    const topics = new TopicsOfQuestions(dimensions);
    for (const vectors of some) {
      topics.add(vectors);
      if (bounds) topics.addCourse(vectors, bounds);
    }
    return topics.figures();
  };
  const all = whole(dialogues);
  expect(figures.topicSimilarity?.value).toBeCloseTo(all.diversity?.withoutSelf ?? Number.NaN, 10);
  expect(figures.topicSimilarityOfPaper?.value).toBeCloseTo(all.diversity?.withSelf ?? Number.NaN, 10);
  expect(figures.vendi?.value).toBeCloseTo(all.vendi ?? Number.NaN, 8);
  for (const key of ["continued", "drifted", "shifted"] as const)
    expect(figures[key]?.value).toBeCloseTo(all.course?.[key].ok ? all.course[key].value : Number.NaN, 10);
  const spread = done(jackknife(dialogues, (some) => whole(some).vendi));
  expect(figures.vendi?.spread?.error).toBeCloseTo(spread?.error ?? Number.NaN, 8);
  const [even = Number.NaN] = figures.vendi?.halves ?? [];
  expect(even).toBeCloseTo(whole(dialogues.filter((_, i) => i % 2 === 0)).vendi ?? Number.NaN, 8);
  expect(figures.vendi).toMatchObject({ dialogues: 48, words: 7 });
});

it("has no value where nothing is said, and no interval for a handful", () => {
  const none = done(measureTopics([], { dimensions, bounds, words: 0 }));
  expect(Object.values(none)).toEqual([null, null, null, null, null, null]);
  const one = done(measureTopics([[vectorOf("why")]], { dimensions, bounds, words: 1 }));
  expect(one).toMatchObject({ topicSimilarity: null, continued: null });
  expect(one.vendi).toMatchObject({ spread: null, interval: null, halves: null });
  expect(one.vendi?.value).toBeCloseTo(1);
  const blank = done(measureTopics([[null], [null]], { dimensions, bounds: null, words: 0 }));
  expect(Object.values(blank)).toEqual([null, null, null, null, null, null]);
});
