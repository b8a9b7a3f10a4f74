import { AppError } from "@/lib/base/app-error";
import { deleteBenchmark, findBenchmark } from "@/lib/data/judging/benchmarks";
import type { BenchmarkQuestion, ListedBenchmark } from "@/lib/domain/judging/benchmark";

/** A benchmark with all its questions. */
export async function readBenchmark(
  id: string,
): Promise<{ benchmark: ListedBenchmark; questions: BenchmarkQuestion[] }> {
  const found = await findBenchmark(id);
  if (!found) throw new AppError("not_found", "There is no such benchmark.");
  return found;
}

/** Deletes an imported benchmark; evaluations keep their copies of its questions. */
export async function removeBenchmark(id: string): Promise<void> {
  const outcome = await deleteBenchmark(id);
  if (outcome === "own") throw new AppError("conflict", "This benchmark ships with the studio and stays.");
  if (outcome === "no_such_benchmark") throw new AppError("not_found", "There is no such benchmark.");
}
