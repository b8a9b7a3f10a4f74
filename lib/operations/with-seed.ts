import type { Run, RunSpec } from "@/lib/domain/run";

/** The set-up with a seed to draw from; a random one when nobody chose. */
export function withSeed(spec: RunSpec): Run["spec"] {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { ...spec, randomSeed: spec.randomSeed ?? drawn };
}
