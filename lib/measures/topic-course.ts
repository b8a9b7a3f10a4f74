import { seededRandom } from "@/lib/base/random";
import { quantile } from "@/lib/stats/bootstrap";
import type { Figure } from "@/lib/stats/figure";
import { clusteredShare } from "@/lib/stats/intervals";

/** Cosines with the question before from which a question goes on with its topic, and below which it leaves it. */
export type CourseBounds = { continues: number; shifts: number };

const [pairs, fewestPairs] = [2_000, 30];

/**
 * The bounds that vectors of people's questions give: a question that is no nearer to the one before than 95 of 100 pairs of
 * questions of different dialogues are has shifted; from a third of the way from there to 1 on it goes on. Between the two it
 * drifts. Each vectoriser has cosines of its own, so no fixed bound would do. Null for too few dialogues.
 */
export function courseBounds(
  vectors: readonly { dialogue: number; vector: Float32Array }[],
  seed: number,
): CourseBounds | null {
  const random = seededRandom(seed);
  const draw = () => vectors[Math.floor(random() * vectors.length)];
  const found: number[] = [];
  for (let i = 0; i < pairs; i++) {
    const [one, other] = [draw(), draw()];
    if (one && other && one.dialogue !== other.dialogue) found.push(cosineOf(one.vector, other.vector));
  }
  if (found.length < fewestPairs) return null;
  found.sort((a, b) => a - b);
  const shifts = quantile(found, 0.95);
  return { shifts, continues: shifts + (1 - shifts) / 3 };
}

/** How a dialogue's questions follow one another: how many of them, and how many go on, drift and shift. */
export type Course = { steps: number; continued: number; drifted: number; shifted: number };

/** Questions without a vector are passed over: the one behind is held against the one before them. */
export function courseOf(vectors: readonly (Float32Array | null)[], { continues, shifts }: CourseBounds): Course {
  const course = { steps: 0, continued: 0, drifted: 0, shifted: 0 };
  let before: Float32Array | null = null;
  for (const vector of vectors) {
    if (!vector) continue;
    if (before) {
      const cosine = cosineOf(before, vector);
      course.steps++;
      if (cosine >= continues) course.continued++;
      else if (cosine > shifts) course.drifted++;
      else course.shifted++;
    }
    before = vector;
  }
  return course;
}

/** Shares of all questions that have one before them; dialogues are what was drawn. */
export function courseShares(courses: readonly Course[]): Record<"continued" | "drifted" | "shifted", Figure> {
  const share = (key: "continued" | "drifted" | "shifted") =>
    clusteredShare(courses.map((course) => ({ part: course[key], n: course.steps })));
  return { continued: share("continued"), drifted: share("drifted"), shifted: share("shifted") };
}

/** 0 where one has no direction. */
export function cosineOf(a: Float32Array, b: Float32Array): number {
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : 0;
}
