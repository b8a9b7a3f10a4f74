import { must } from "@/lib/base/assert";
import type { ListedRun, Run, RunProgress } from "@/lib/domain/run";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { float, int, orNull, type RowOf, text, word } from "./door/row";
import { statement } from "./door/statement";
import type { PageOf } from "./page";
import { listRuns } from "./runs";

type StatusCounts = RunProgress["byStatus"];
const groupShape = {
  status: word<keyof StatusCounts>(),
  end_reason: orNull(text),
  verdict: orNull(text),
  dialogues: int,
  input_tokens: float,
  output_tokens: float,
  cost: float,
};
type Group = RowOf<typeof groupShape>;

/** A page of runs, newest first, each with its dialogues counted. */
export async function listCountedRuns(page: Parameters<typeof listRuns>[0]): Promise<PageOf<ListedRun>> {
  const { items, nextCursor } = await listRuns(page);
  const counts = await countByStatus(items);
  return { items: items.map((run) => ({ ...run, byStatus: must(counts.get(run.id), "counts") })), nextCursor };
}

const countStatus = statement(
  "runProgress.countByStatus",
  { run_id: text, status: word<keyof StatusCounts>(), dialogues: int },
  (runIds: string[]) => sql`
    SELECT run_id, status, count(*)::int AS dialogues FROM dialogue
    WHERE run_id = ANY(${runIds}::text[]) GROUP BY run_id, status`,
);

/** Dialogues of each run by status, those not made yet counted as queued. Runs without any have zeros. */
export async function countByStatus(runs: Run[]): Promise<Map<string, StatusCounts>> {
  const rows = await all(countStatus(runs.map((run) => run.id)));
  return new Map(
    runs.map((run) => {
      const own = rows.filter((row) => row.run_id === run.id);
      return [run.id, withUnmade(run, Object.fromEntries(own.map((row) => [row.status, row.dialogues])))];
    }),
  );
}

const listGroups = statement(
  "runProgress.listGroups",
  groupShape,
  (runId: string) => sql`
      SELECT status, end_reason, verdict, count(*)::int AS dialogues, sum(input_tokens)::float8 AS input_tokens,
        sum(output_tokens)::float8 AS output_tokens, sum(cost) AS cost
      FROM dialogue WHERE run_id = ${runId} GROUP BY status, end_reason, verdict`,
);

const countFaults = statement(
  "runProgress.countFaults",
  { fault: text, attempts: int },
  (runId: string) => sql`
      SELECT fault, count(*)::int AS attempts FROM attempt WHERE run_id = ${runId} AND fault IS NOT NULL
        AND fault <> 'cancelled' GROUP BY fault`,
);

const listTroubles = statement(
  "runProgress.listTroubles",
  { reason: text, dialogues: int },
  (runId: string, isParked: boolean) => sql`
      SELECT coalesce(status_detail, 'Nobody said why.') AS reason, count(*)::int AS dialogues FROM dialogue
      WHERE run_id = ${runId} AND deleted_at IS NULL
        AND ${isParked ? sql`status = 'parked'` : sql`status IN ('queued', 'running') AND status_detail IS NOT NULL`}
      GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 5`,
  {
    examples: [
      ["r", true],
      ["r", false],
    ],
  },
);

const findRates = statement(
  "runProgress.findRates",
  { turns: int, dialogues: int, tokens: float, seconds: float },
  ({ id, startedAt }: Run) => sql`
      SELECT
        (SELECT count(*)::int FROM attempt WHERE run_id = ${id} AND outcome = 'used') AS turns,
        (SELECT count(*)::int FROM dialogue WHERE run_id = ${id} AND ended_at > now() - interval '5 minutes') AS dialogues,
        (SELECT coalesce(sum(completion_tokens), 0)::float8 FROM attempt
          WHERE run_id = ${id} AND ended_at > now() - interval '5 minutes') AS tokens,
        greatest(1, least(300, extract(epoch FROM now() - ${startedAt}::timestamptz)))::float8 AS seconds`,
);

/** The figures of a run as they stand now; rates look back five minutes. */
export async function readRunProgress(run: Run): Promise<RunProgress> {
  const [groups, faults, recent, troubles, delays] = await Promise.all([
    all(listGroups(run.id)),
    all(countFaults(run.id)),
    first(findRates(run)),
    all(listTroubles(run.id, true)),
    all(listTroubles(run.id, false)),
  ]);
  const byStatus = withUnmade(
    run,
    sumBy(groups, (group) => group.status),
  );
  const dialoguesPerMinute = recent?.dialogues ? (recent.dialogues / recent.seconds) * 60 : null;
  const open = byStatus.queued + byStatus.running;
  return {
    total: run.spec.dialogues,
    byStatus,
    byEndReason: sumBy(groups, (group) => group.end_reason),
    byFault: Object.fromEntries(faults.map(({ fault, attempts }) => [fault, attempts])),
    troubles,
    delays,
    accepted: sumBy(groups, (group) => group.verdict).accepted ?? 0,
    rejected: sumBy(groups, (group) => group.verdict).rejected ?? 0,
    turns: recent?.turns ?? 0,
    inputTokens: total(groups, (group) => group.input_tokens),
    outputTokens: total(groups, (group) => group.output_tokens),
    cost: total(groups, (group) => group.cost),
    dialoguesPerMinute,
    tokensPerSecond: recent?.tokens ? recent.tokens / recent.seconds : null,
    secondsLeft: run.status === "running" && dialoguesPerMinute ? (open / dialoguesPerMinute) * 60 : null,
  };
}

function withUnmade(run: Run, counts: Partial<StatusCounts>): StatusCounts {
  const { queued = 0, running = 0, paused = 0, parked = 0, ended = 0 } = counts;
  const made = queued + running + paused + parked + ended;
  const unmade = run.status === "stopped" || run.status === "done" ? 0 : run.spec.dialogues - made;
  return { queued: queued + Math.max(0, unmade), running, paused, parked, ended };
}

function sumBy(groups: Group[], keyOf: (group: Group) => string | null): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const group of groups) {
    const key = keyOf(group);
    if (key !== null) sums[key] = (sums[key] ?? 0) + group.dialogues;
  }
  return sums;
}

function total(groups: Group[], of: (group: Group) => number): number {
  return groups.reduce((sum, group) => sum + of(group), 0);
}
