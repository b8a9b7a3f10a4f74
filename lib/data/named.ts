import { AppError } from "@/lib/base/app-error";
import type { NamedIds, Noun } from "@/lib/domain/reference";
import { first } from "./door/execute";
import { type Fragment, join, sql } from "./door/fragment";
import { ints } from "./door/row";
import { statement } from "./door/statement";
import { requireProject } from "./project-at-work";

const tables: Record<Exclude<Noun, "invitation" | "jobSubject" | "member" | "person">, Fragment> = {
  assignment: sql`assignment`,
  ballot: sql`ballot`,
  benchmark: sql`benchmark`,
  bulkAct: sql`bulk_act`,
  candidate: sql`candidate`,
  comparison: sql`comparison`,
  dataSet: sql`data_set`,
  decision: sql`decision`,
  destination: sql`destination`,
  dialogue: sql`dialogue`,
  evaluation: sql`evaluation`,
  gap: sql`gap`,
  import: sql`import`,
  item: sql`review_item`,
  job: sql`job`,
  judgeRun: sql`judge_run`,
  model: sql`model`,
  promptSet: sql`prompt_set`,
  queue: sql`review_queue`,
  run: sql`run`,
  savedFilter: sql`saved_filter`,
  scan: sql`scan`,
  seedSet: sql`seed_set`,
  snapshot: sql`snapshot`,
  split: sql`split`,
  tokenizer: sql`tokenizer`,
  alert: sql`alert`,
  alertRule: sql`alert_rule`,
  trainingExport: sql`training_export`,
  trainingJob: sql`training_job`,
  trainingPlace: sql`training_place`,
  turn: sql`turn`,
  upload: sql`upload`,
};

type Wanted = { noun: Noun; ids: string[] };

/** How many of them are in the project; people's tables stand outside of what the door puts the project into. */
function countOf({ noun, ids }: Wanted, projectId: string): Fragment {
  if (noun === "member")
    return sql`(SELECT count(*)::int FROM membership WHERE project_id = ${projectId} AND person_id = ANY(${ids}))`;
  if (noun === "invitation")
    return sql`(SELECT count(*)::int FROM invitation WHERE project_id = ${projectId} AND id = ANY(${ids}))`;
  if (noun === "person") return sql`(SELECT count(*)::int FROM (${peopleOf(ids, projectId)}) p)`;
  if (noun === "jobSubject") return sql`(SELECT count(DISTINCT s.id)::int FROM (${subjectsOf(ids)}) s)`;
  return sql`(SELECT count(*)::int FROM ${tables[noun]} WHERE id = ANY(${ids}))`;
}

/** Who is in the project, or decided something in it before they left. */
function peopleOf(ids: string[], projectId: string): Fragment {
  return sql`SELECT m.person_id FROM membership m WHERE m.project_id = ${projectId} AND m.person_id = ANY(${ids})
    UNION SELECT d.person_id FROM decision d WHERE d.person_id = ANY(${ids})`;
}

/** What a job can be about; of a project that was imported only its job is here. */
function subjectsOf(ids: string[]): Fragment {
  const subjects = [
    tables.evaluation,
    tables.judgeRun,
    tables.model,
    tables.bulkAct,
    tables.snapshot,
    tables.gap,
    tables.trainingJob,
  ];
  return sql`${join(
    subjects.map((table) => sql`SELECT x.id FROM ${table} x WHERE x.id = ANY(${ids})`),
    " UNION ALL ",
  )} UNION ALL SELECT j.subject_id FROM job j WHERE j.subject_id = ANY(${ids})`;
}

const nouns = [
  ...(Object.keys(tables) as Noun[]),
  ...(["member", "person", "jobSubject", "invitation"] as const satisfies Noun[]),
];

const count = statement(
  "named.count",
  { found: ints },
  (wanted: Wanted[], projectId: string) =>
    sql`SELECT ARRAY[${join(
      wanted.map((one) => countOf(one, projectId)),
      ", ",
    )}] AS found`,
  { examples: nouns.map((noun) => [[{ noun, ids: ["an id"] }], "a project"]) },
);

const words: Partial<Record<Noun, string>> = {
  bulkAct: "bulk act",
  dataSet: "data set",
  item: "item in the queue",
  jobSubject: "thing that a job could be about",
  judgeRun: "judge's run",
  promptSet: "set of prompts",
  savedFilter: "saved filter",
  scan: "scan",
  seedSet: "seed set",
  trainingJob: "training job",
  trainingPlace: "place to train",
};

/**
 * Throws unless everything that a request names is there, in the project at work: asked in one statement, the same for
 * what belongs to another project as for what never was.
 */
export async function requireNamed(named: readonly NamedIds[]): Promise<void> {
  const missing = await firstMissing(named);
  if (!missing) return;
  const { noun, field } = missing;
  const what = `There is no such ${words[noun] ?? noun}`;
  throw new AppError("not_found", `${what}.`, field === "" ? {} : { fields: { [field]: what } });
}

/** True when everything that an address names is there, see {@link requireNamed}. */
export async function areThere(named: readonly NamedIds[]): Promise<boolean> {
  return (await firstMissing(named)) === null;
}

async function firstMissing(named: readonly NamedIds[]): Promise<NamedIds | null> {
  if (named.length === 0) return null;
  const wanted = named.map(({ noun, ids }) => ({ noun, ids: [...new Set(ids)] }));
  const row = await first(count(wanted, requireProject()));
  return named.find((_, i) => row?.found[i] !== wanted[i]?.ids.length) ?? null;
}
