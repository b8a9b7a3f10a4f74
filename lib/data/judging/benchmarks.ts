import type { BenchmarkQuestion, ListedBenchmark } from "@/lib/domain/judging/benchmark";
import { pool } from "../pool";
import { type Queryable, query, sql, transaction } from "../sql";

type Row = Omit<ListedBenchmark, "createdAt"> & { createdAt: Date };

/** The studio's own first, then the newest. */
export async function listBenchmarks(): Promise<ListedBenchmark[]> {
  return readBenchmarks(null);
}

async function readBenchmarks(id: string | null): Promise<ListedBenchmark[]> {
  const rows = await query<Row>`
    SELECT b.id, b.name, b.origin, b.created_at AS "createdAt", coalesce(sum(c.questions), 0)::int AS questions,
      coalesce(max(c.turns), 0)::int AS turns, coalesce(sum(c.references), 0)::int AS references,
      coalesce(json_agg(json_build_object('category', c.category, 'questions', c.questions) ORDER BY c.first)
        FILTER (WHERE c.category IS NOT NULL), '[]') AS categories
    FROM benchmark b LEFT JOIN (
      SELECT benchmark_id, category, count(*)::int AS questions, max(cardinality(turns)) AS turns,
        count(reference)::int AS references, min(position) AS first
      FROM benchmark_question GROUP BY benchmark_id, category
    ) c ON c.benchmark_id = b.id
    WHERE ${id}::text IS NULL OR b.id = ${id}
    GROUP BY b.id ORDER BY b.origin DESC, b.created_at DESC, b.id DESC`;
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

export async function findBenchmark(
  id: string,
): Promise<{ benchmark: ListedBenchmark; questions: BenchmarkQuestion[] } | null> {
  const [benchmark] = await readBenchmarks(id);
  if (!benchmark) return null;
  const questions = await query<BenchmarkQuestion>`
    SELECT question_id AS "questionId", category, turns, reference
    FROM benchmark_question WHERE benchmark_id = ${id} ORDER BY position`;
  return { benchmark, questions };
}

type NewBenchmark = Pick<ListedBenchmark, "id" | "name" | "origin"> & {
  personId: string | null;
  questions: BenchmarkQuestion[];
};

/** Stores a benchmark whole or not at all; one that is there already stays as it is. */
export async function insertBenchmark({ questions, ...benchmark }: NewBenchmark): Promise<void> {
  await transaction(async (tx) => {
    const inserted = await sql(tx)`
      INSERT INTO benchmark (id, name, origin, person_id)
      VALUES (${benchmark.id}, ${benchmark.name}, ${benchmark.origin}, ${benchmark.personId})
      ON CONFLICT (id) DO NOTHING RETURNING id`;
    if (inserted.length > 0) await insertQuestions(tx, benchmark.id, questions);
  });
}

async function insertQuestions(tx: Queryable, benchmarkId: string, questions: BenchmarkQuestion[]): Promise<void> {
  await sql(tx)`
    INSERT INTO benchmark_question (benchmark_id, position, question_id, category, turns, reference)
    SELECT ${benchmarkId}, n.ordinal, n.q->>'questionId', n.q->>'category',
      ARRAY(SELECT jsonb_array_elements_text(n.q->'turns')), nullif(n.q->'reference', 'null'::jsonb)
    FROM jsonb_array_elements(${JSON.stringify(questions)}::jsonb) WITH ORDINALITY AS n (q, ordinal)`;
}

/** Evaluations keep their copies of the questions. `own` is never deleted. */
export async function deleteBenchmark(id: string): Promise<"deleted" | "own" | "no_such_benchmark"> {
  const deleted = await sql(pool())`DELETE FROM benchmark WHERE id = ${id} AND origin <> 'own' RETURNING id`;
  if (deleted.length > 0) return "deleted";
  return (await findBenchmark(id)) ? "own" : "no_such_benchmark";
}
