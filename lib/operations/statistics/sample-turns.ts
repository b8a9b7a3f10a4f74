import { directionOf } from "@/lib/measures/directions";
import type { Points } from "@/lib/measures/k-means";
import { Reservoir } from "@/lib/measures/reservoir";
import { TopicsOfQuestions } from "@/lib/measures/topics-of-questions";
import type { QuestionVector } from "./vectors";

/** Turns of each side that clusters are found by. */
const sampleSize = 10_000;

type Sampled = { dialogue: number; text: string; vector: Float32Array };
type Side = { id: string; sample: Reservoir<Sampled>; topics: TopicsOfQuestions; dialogues: number };

export function beginSide(id: string, dimensions: number, seed: number): Side {
  return { id, sample: new Reservoir(sampleSize, seed), topics: new TopicsOfQuestions(dimensions), dialogues: 0 };
}

/** Takes one dialogue of a side in. */
export function drawFrom(dialogue: readonly QuestionVector[], side: Side): void {
  for (const { text, vector } of dialogue) if (vector) side.sample.add({ dialogue: side.dialogues, text, vector });
  side.topics.add(vectorsOf(dialogue));
  side.dialogues++;
}

export const vectorsOf = (dialogue: readonly QuestionVector[]) => dialogue.map(({ vector }) => vector);

/** Where the turns of a sample lie, once what they all have in common is taken away. */
export function pointsOf(sample: readonly Sampled[], mean: Float32Array): Points {
  const points = { numbers: new Float32Array(sample.length * mean.length), dimensions: Math.max(1, mean.length) };
  for (const [i, { vector }] of sample.entries()) points.numbers.set(directionOf(vector, mean), i * mean.length);
  return points;
}
