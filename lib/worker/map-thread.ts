import { parentPort } from "node:worker_threads";
import { must } from "@/lib/base/assert";
import { type Axes, principalAxes } from "@/lib/measures/map/axes";
import type { Places } from "@/lib/measures/map/layout";
import { mapDimensions, project } from "@/lib/measures/map/project";
import type { Vectors } from "@/lib/measures/map/vectors";

export type MapQuestion = { kind: "axes"; sample: Vectors } | { kind: "project"; flat: Vectors; seed: number };
export type MapAnswer =
  | { kind: "share"; share: number }
  | { kind: "axes"; axes: Axes }
  | { kind: "places"; places: Places };

const seed = 1;
const port = must(parentPort, "the worker that asks");

function answer(question: MapQuestion): MapAnswer {
  if (question.kind === "axes") return { kind: "axes", axes: principalAxes(question.sample, mapDimensions, seed) };
  const steps = project(question.flat, question.seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { kind: "places", places: value };
    port.postMessage({ kind: "share", share: value } satisfies MapAnswer);
  }
}

port.on("message", (question: MapQuestion) => port.postMessage(answer(question)));
