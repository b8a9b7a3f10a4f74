import fc from "fast-check";
import { expect, it } from "vitest";
import { choleskyFactor, inverseByFactor, solveByFactor } from "./cholesky";

const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size * size, maxLength: size * size }).map((cells) => ({
    size,
    cells,
  })),
);

function times(left: ArrayLike<number>, right: ArrayLike<number>, size: number): number[] {
  return Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (left[i * size + k] ?? 0) * (right[k * size + j] ?? 0);
    return sum;
  });
}

/** A matrix of any numbers times its transpose, and 1 more on the diagonal: positive definite. */
function definite(cells: readonly number[], size: number): Float64Array {
  const transposed = cells.map((_, at) => cells[(at % size) * size + Math.floor(at / size)] ?? 0);
  return Float64Array.from(times(cells, transposed, size), (x, at) => (at % (size + 1) === 0 ? x + 1 : x));
}

it("a matrix times its inverse is one, and what is solved solves", () => {
  fc.assert(
    fc.property(square, ({ size, cells }) => {
      const matrix = definite(cells, size);
      const lower = choleskyFactor(matrix, size);
      if (!lower) throw new Error("positive definite, yet without a factor");
      times(matrix, inverseByFactor(lower, size), size).forEach((x, at) => {
        expect(x).toBeCloseTo(at % (size + 1) === 0 ? 1 : 0, 6);
      });
      const right = Float64Array.from({ length: size }, (_, i) => i + 1);
      solveByFactor(lower, size, right);
      for (let i = 0; i < size; i++) {
        const sum = right.reduce((total, x, k) => total + (matrix[i * size + k] ?? 0) * x, 0);
        expect(sum).toBeCloseTo(i + 1, 6);
      }
    }),
  );
});

it("a matrix that is not positive definite has no factor", () => {
  expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
  expect(choleskyFactor(Float64Array.of(0), 1)).toBeNull();
});
