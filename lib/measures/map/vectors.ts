/** Vectors of one length, one after the other. */
export type Vectors = { numbers: Float32Array; count: number; dimensions: number };

/** Two vectors of the same numbers, multiplied; of unit vectors the cosine. Their length is a multiple of four. */
export function product(numbers: Float32Array, a: number, b: number, dimensions: number): number {
  let [one, two, three, four] = [0, 0, 0, 0];
  const end = a + dimensions;
  for (let i = a, j = b; i < end; i += 4, j += 4) {
    one += (numbers[i] as number) * (numbers[j] as number);
    two += (numbers[i + 1] as number) * (numbers[j + 1] as number);
    three += (numbers[i + 2] as number) * (numbers[j + 2] as number);
    four += (numbers[i + 3] as number) * (numbers[j + 3] as number);
  }
  return one + two + three + four;
}

/** Gives each vector the length one; one that has no direction (all zero, or not finite) becomes zero. */
export function normalise({ numbers, count, dimensions }: Vectors): void {
  for (let row = 0; row < count; row++) {
    const start = row * dimensions;
    let squares = 0;
    for (let i = start; i < start + dimensions; i++) squares += (numbers[i] as number) ** 2;
    const scale = squares > 0 && squares < Number.POSITIVE_INFINITY ? 1 / Math.sqrt(squares) : 0;
    if (scale === 0) numbers.fill(0, start, start + dimensions);
    else for (let i = start; i < start + dimensions; i++) (numbers[i] as number) *= scale;
  }
}
