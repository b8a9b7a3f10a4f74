/**
 * The Cholesky factor of a symmetric positive definite matrix: `lower` times its transpose is the matrix. Matrices are
 * square, row by row in one array of `size * size` numbers; only the lower triangle is read. Null when the matrix is
 * not positive definite. Source: Golub & Van Loan, Matrix Computations, section 4.2.
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const rowI = i * size;
    for (let j = 0; j <= i; j++) {
      const rowJ = j * size;
      let rest = matrix[rowI + j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (lower[rowI + k] ?? 0) * (lower[rowJ + k] ?? 0);
      if (i !== j) lower[rowI + j] = rest / (lower[rowJ + j] ?? 1);
      else if (rest > 0) lower[rowI + i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/** Solves `matrix x = right` by the factor of the matrix, in place: `right` becomes `x`. */
export function solveByFactor(lower: Float64Array, size: number, right: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let rest = right[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (lower[i * size + k] ?? 0) * (right[k] ?? 0);
    right[i] = rest / (lower[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    const x = (right[i] ?? 0) / (lower[i * size + i] ?? 1);
    right[i] = x;
    for (let k = 0; k < i; k++) right[k] = (right[k] ?? 0) - (lower[i * size + k] ?? 0) * x;
  }
}

/** The inverse of the matrix that has this factor. */
export function inverseByFactor(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    column.fill(0);
    column[j] = 1;
    solveByFactor(lower, size, column);
    inverse.set(column, j * size);
  }
  return inverse;
}
