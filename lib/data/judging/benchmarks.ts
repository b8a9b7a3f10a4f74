import { type BenchmarkQuestion, benchmarkQuestionSchema, type ListedBenchmark } from "@/lib/domain/judging/benchmark";
import { all, execute } from "../door/execute";
import { sql } from "../door/fragment";
import { columns, int, made, word } from "../door/row";
import { statement } from "../door/statement";
import { prisma } from "../prisma";

const benchmark = columns("Benchmark", "b", "id", "name", "origin", "createdAt");

/** The studio's own first, then the newest. */
export async function listBenchmarks(): Promise<ListedBenchmark[]> {
  return readBenchmarks(null);
}

const list = statement(
  "benchmarks.list",
  {
    ...benchmark.row,
    origin: word<ListedBenchmark["origin"]>(),
    questions: int,
    turns: int,
    references: int,
    categories: made<ListedBenchmark["categories"]>(),
  },
  (id: string | null) => sql`
    SELECT ${benchmark}, coalesce(sum(c.questions), 0)::int AS questions,
      coalesce(max(c.turns), 0)::int AS turns, coalesce(sum(c.references), 0)::int AS references,
      coalesce(json_agg(json_build_object('category', c.category, 'questions', c.questions) ORDER BY c.first)
        FILTER (WHERE c.category IS NOT NULL), '[]') AS categories
    FROM benchmark b LEFT JOIN (
      SELECT benchmark_id, category, count(*)::int AS questions, max(cardinality(turns)) AS turns,
        count(reference)::int AS references, min(position) AS first
      FROM benchmark_question GROUP BY benchmark_id, category
    ) c ON c.benchmark_id = b.id
    WHERE ${id}::text IS NULL OR b.id = ${id}
    GROUP BY b.id ORDER BY b.origin DESC, b.created_at DESC, b.id DESC`,
);

async function readBenchmarks(id: string | null): Promise<ListedBenchmark[]> {
  const rows = await all(list(id));
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

export async function findBenchmark(
  id: string,
): Promise<{ benchmark: ListedBenchmark; questions: BenchmarkQuestion[] } | null> {
  const [benchmark] = await readBenchmarks(id);
  if (!benchmark) return null;
  const rows = await prisma.benchmarkQuestion.findMany({ where: { benchmarkId: id }, orderBy: { position: "asc" } });
  const questions = rows.map(({ questionId, category, turns, reference }) => {
    return { questionId, category, turns, reference: benchmarkQuestionSchema.shape.reference.parse(reference) };
  });
  return { benchmark, questions };
}

type NewBenchmark = Pick<ListedBenchmark, "id" | "name" | "origin"> & {
  personId: string | null;
  questions: BenchmarkQuestion[];
};

/** Stores a benchmark whole or not at all; one that is there already stays as it is. */
export async function insertBenchmark({ questions, ...benchmark }: NewBenchmark): Promise<void> {
  const rows = questions.map(({ reference, ...question }, i) => {
    return { ...question, benchmarkId: benchmark.id, position: i + 1, reference: reference ?? undefined };
  });
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.benchmark.createMany({ data: benchmark, skipDuplicates: true });
    if (count > 0) await tx.benchmarkQuestion.createMany({ data: rows });
  });
}

const setReferences = statement(
  "benchmarks.setReferences",
  {},
  (id: string, questionIds: string[], references: string[]) => sql`
    UPDATE benchmark_question q SET reference = n.reference::jsonb
    FROM unnest(${questionIds}::text[], ${references}::text[]) AS n (question_id, reference)
    WHERE q.benchmark_id = ${id} AND q.question_id = n.question_id`,
);

/** These questions of a benchmark get right answers. */
export async function updateReferences(
  id: string,
  answered: readonly { questionId: string; reference: readonly string[] }[],
): Promise<void> {
  await execute(
    setReferences(
      id,
      answered.map(({ questionId }) => questionId),
      answered.map(({ reference }) => JSON.stringify(reference)),
    ),
  );
}

/** Evaluations keep their copies of the questions. `own` is never deleted. */
export async function deleteBenchmark(id: string): Promise<"deleted" | "own" | "no_such_benchmark"> {
  const { count } = await prisma.benchmark.deleteMany({ where: { id, origin: { not: "own" } } });
  if (count > 0) return "deleted";
  return (await prisma.benchmark.findUnique({ where: { id }, select: { id: true } })) ? "own" : "no_such_benchmark";
}
