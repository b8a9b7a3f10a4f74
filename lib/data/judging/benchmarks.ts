import { type BenchmarkQuestion, benchmarkQuestionSchema, type ListedBenchmark } from "@/lib/domain/judging/benchmark";
import { all, execute, first } from "../door/execute";
import { type Fragment, sql } from "../door/fragment";
import { bigint, columns, int, made, word } from "../door/row";
import { statement } from "../door/statement";
import { readStored } from "../door/unreadable";
import { ownFirst, type PageOf, type PageQuery, placeAfter, toPage } from "../page";
import { prisma } from "../prisma";

const benchmark = columns("Benchmark", "b", "id", "name", "origin", "createdAt");

const rank = ownFirst("b");
type Wanted = { id: string } | { before: [rank: string, id: string] | [null, null]; limit: number };

const list = statement(
  "benchmarks.list",
  {
    ...benchmark.row,
    origin: word<ListedBenchmark["origin"]>(),
    questions: int,
    turns: int,
    references: int,
    categories: made<ListedBenchmark["categories"]>(),
    rank: bigint,
  },
  (wanted: Wanted) => sql`
    SELECT ${benchmark}, coalesce(sum(c.questions), 0)::int AS questions,
      coalesce(max(c.turns), 0)::int AS turns, coalesce(sum(c.references), 0)::int AS references,
      coalesce(json_agg(json_build_object('category', c.category, 'questions', c.questions) ORDER BY c.first)
        FILTER (WHERE c.category IS NOT NULL), '[]') AS categories, ${rank} AS rank
    FROM benchmark b LEFT JOIN (
      SELECT benchmark_id, category, count(*)::int AS questions, max(cardinality(turns)) AS turns,
        count(reference)::int AS references, min(position) AS first
      FROM benchmark_question GROUP BY benchmark_id, category
    ) c ON c.benchmark_id = b.id
    WHERE ${"id" in wanted ? sql`b.id = ${wanted.id}` : behind(wanted.before)}
    GROUP BY b.id ORDER BY rank DESC, b.id DESC LIMIT ${"id" in wanted ? 1 : wanted.limit}::int`,
  { examples: [[{ id: "b" }], [{ before: [null, null], limit: 1 }]] },
);

function behind([before, id]: [string, string] | [null, null]): Fragment {
  return sql`(${before}::bigint IS NULL OR (${rank}, b.id) < (${before}::bigint, ${id}::text))`;
}

/** The studio's own first, then the newest. */
export async function listBenchmarks({ cursor, limit }: PageQuery): Promise<PageOf<ListedBenchmark>> {
  const rows = await all(list({ before: placeAfter(cursor, "bigint"), limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.rank, row.id]);
  return { items: items.map(toBenchmark), nextCursor };
}

type Row = Omit<ListedBenchmark, "createdAt"> & { createdAt: Date; rank: string };

function toBenchmark({ createdAt, rank: _, ...row }: Row): ListedBenchmark {
  return { ...row, createdAt: createdAt.toISOString() };
}

export async function findBenchmark(
  id: string,
): Promise<{ benchmark: ListedBenchmark; questions: BenchmarkQuestion[] } | null> {
  const row = await first(list({ id }));
  if (!row) return null;
  const rows = await prisma.benchmarkQuestion.findMany({ where: { benchmarkId: id }, orderBy: { position: "asc" } });
  const questions = rows.map(({ questionId, category, turns, reference }) => {
    const place = { table: "benchmark_question", column: "reference", id: `${questionId} of ${id}` };
    return { questionId, category, turns, reference: readStored(place, parseReference, reference) };
  });
  return { benchmark: toBenchmark(row), questions };
}

function parseReference(value: unknown): BenchmarkQuestion["reference"] {
  return benchmarkQuestionSchema.shape.reference.parse(value);
}

type NewBenchmark = Pick<ListedBenchmark, "id" | "name" | "origin"> & {
  personId: string | null;
  questions: BenchmarkQuestion[];
};

const insert = statement(
  "benchmarks.insert",
  {},
  ({ id, name, origin, personId, questions }: NewBenchmark) => sql`
    WITH made AS (
      INSERT INTO benchmark (id, name, origin, person_id) VALUES (${id}, ${name}, ${origin}, ${personId})
      ON CONFLICT DO NOTHING RETURNING id)
    INSERT INTO benchmark_question (benchmark_id, position, question_id, category, turns, reference)
    SELECT made.id, n.position::int, n.question ->> 'questionId', n.question ->> 'category',
      ARRAY(SELECT jsonb_array_elements_text(n.question -> 'turns')), nullif(n.question -> 'reference', 'null')
    FROM made, jsonb_array_elements(${JSON.stringify(questions)}::jsonb) WITH ORDINALITY AS n (question, position)`,
);

/** Stores a benchmark whole or not at all; one that is there already stays as it is. */
export async function insertBenchmark(benchmark: NewBenchmark): Promise<void> {
  await execute(insert(benchmark));
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
  return (await prisma.benchmark.findFirst({ where: { id }, select: { id: true } })) ? "own" : "no_such_benchmark";
}
