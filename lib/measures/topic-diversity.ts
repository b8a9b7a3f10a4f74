/** Vectors of one length summed as unit vectors, so that one more costs no more than reading it. */
export type TopicSum = { sum: Float64Array; vectors: number; skipped: number };

export function emptyTopicSum(dimensions: number): TopicSum {
  return { sum: new Float64Array(dimensions), vectors: 0, skipped: 0 };
}

/**
 * Adds vectors that stand one after the other, or takes them away again (`times` −1). One without direction (all zero,
 * or not finite) is skipped and counted. Throws for a length that is no multiple of the dimensions.
 */
export function addTopics(to: TopicSum, vectors: Float32Array | Float64Array, times: 1 | -1 = 1): void {
  const dimensions = to.sum.length;
  if (vectors.length % dimensions !== 0)
    throw new RangeError(`${vectors.length} numbers are no whole vectors of ${dimensions} dimensions`);
  for (let start = 0; start < vectors.length; start += dimensions) {
    let squares = 0;
    for (let i = start; i < start + dimensions; i++) squares += (vectors[i] as number) ** 2;
    if (!(squares > 0 && squares < Number.POSITIVE_INFINITY)) {
      to.skipped += times;
      continue;
    }
    const scale = times / Math.sqrt(squares);
    for (let i = 0; i < dimensions; i++) (to.sum[i] as number) += scale * (vectors[start + i] as number);
    to.vectors += times;
  }
}

export type TopicDiversity = {
  /** Mean cosine similarity of all pairs, each with itself included, as the paper's script takes it: lower is more diverse. */
  withSelf: number;
  /** The same without pairs of one; null for a single question. */
  withoutSelf: number | null;
  questions: number;
};

/**
 * The paper's topic diversity of questions, from their embeddings: the mean of the N × N matrix of cosine similarities
 * is the squared length of the mean unit vector, so no matrix is made. Null without questions.
 */
export function topicDiversity({ sum, vectors }: TopicSum): TopicDiversity | null {
  if (vectors === 0) return null;
  const squares = sum.reduce((total, one) => total + one * one, 0);
  const withoutSelf = vectors === 1 ? null : (squares - vectors) / (vectors * (vectors - 1));
  return { withSelf: squares / vectors ** 2, withoutSelf, questions: vectors };
}
