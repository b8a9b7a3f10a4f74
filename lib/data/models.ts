import { dialectSchema } from "@/lib/domain/dialect";
import type { ListedModel, Model, ModelInput, ModelKind, Rendering } from "@/lib/domain/model";
import { samplingSchema } from "@/lib/domain/run";
import { all, execute } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, text } from "./door/row";
import { statement } from "./door/statement";
import { listReadable, readStored } from "./door/unreadable";
import type { Prisma, Model as Row } from "./generated/prisma/client";
import { firstProjectId } from "./memberships";
import { prisma } from "./prisma";
import { inProject } from "./project-at-work";

type Settings = Omit<ModelInput, "apiKey">;
type SealedKey = Uint8Array<ArrayBuffer>;

/** Prisma's type of JSON knows no unknown; what the schema lets through came as JSON. */
function storable({ dialect, ...settings }: Settings) {
  return { ...settings, dialect: dialect as Prisma.InputJsonObject };
}

const listTests = statement(
  "models.listTests",
  { modelId: text, isPassed: bool },
  () => sql`
    SELECT DISTINCT ON (j.subject_id) j.subject_id AS "modelId", j.status = 'done' AS "isPassed" FROM job j
    WHERE j.kind = 'connection_test' AND j.status IN ('done', 'failed') ORDER BY j.subject_id, j.created_at DESC`,
);

export async function listModels({ archived }: { archived: boolean }): Promise<ListedModel[]> {
  const rows = await prisma.model.findMany({
    where: archived ? {} : { archivedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const tests = new Map((await all(listTests())).map(({ modelId, isPassed }) => [modelId, isPassed]));
  return listReadable(rows, toModel).map((model) => {
    const isPassed = tests.get(model.id);
    return { ...model, lastTest: isPassed === undefined ? null : isPassed ? "passed" : "failed" };
  });
}

export async function findModel(id: string): Promise<Model | null> {
  const row = await prisma.model.findFirst({ where: { id } });
  return row && toModel(row);
}

/** Those of `ids` that exist, by id. */
export async function findModels(ids: string[]): Promise<Map<string, Model>> {
  const rows = await prisma.model.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toModel(row)]));
}

/** An entry with its sealed key: for those who are about to call it. */
export async function findSealedModel(id: string): Promise<(Model & { sealedKey: SealedKey | null }) | null> {
  const row = await prisma.model.findFirst({ where: { id } });
  return row && { ...toModel(row), sealedKey: row.sealedKey };
}

export async function insertModel(id: string, settings: Settings, sealedKey: SealedKey | null): Promise<Model> {
  return toModel(await prisma.model.create({ data: { ...storable(settings), id, kind: "openai", sealedKey } }));
}

/**
 * Replaces settings by compare-and-set on the base URL, since that is what the stored key is bound to; null when it was
 * changed meanwhile. `sealedKey` undefined leaves the key as it is, null removes it.
 */
export async function updateModel(
  id: string,
  baseUrlBefore: string,
  settings: Settings,
  sealedKey: SealedKey | null | undefined,
): Promise<Model | null> {
  const data = { ...storable(settings), ...(sealedKey !== undefined && { sealedKey }) };
  const { count } = await prisma.model.updateMany({ where: { id, baseUrl: baseUrlBefore }, data });
  return count === 0 ? null : findModel(id);
}

/** Takes an entry out of use; runs and turns go on naming it. Doing it twice changes nothing. */
export async function archiveModel(id: string): Promise<void> {
  await prisma.model.updateMany({ where: { id, archivedAt: null }, data: { archivedAt: new Date() } });
}

type OwnModel = Pick<Row, "id" | "kind" | "name" | "baseUrl" | "upstreamModel" | "rendering" | "contextWindow"> &
  Partial<Pick<Row, "trainedOn" | "sealedKey">>;

const insertIfAbsent = statement(
  "models.insertIfAbsent",
  {},
  ({ id, kind, trainedOn, name, baseUrl, upstreamModel, rendering, contextWindow, sealedKey }: OwnModel) => sql`
    INSERT INTO model (id, kind, trained_on, name, base_url, upstream_model, rendering, context_window, sealed_key, updated_at)
    VALUES (${id}, ${kind}, ${trainedOn}, ${name}, ${baseUrl}, ${upstreamModel}, ${rendering}, ${contextWindow}::int,
      ${sealedKey}::bytea, now())
    ON CONFLICT DO NOTHING`,
);

/**
 * Adds an entry unless there is one with its id already, archived or not. In SQL, as all that a worker does before it has
 * work: Prisma's engine takes 95 MB from its first query on.
 */
export async function insertModelIfAbsent(entry: OwnModel): Promise<void> {
  await execute(insertIfAbsent(entry));
}

function parseSampling(value: unknown): Model["sampling"] {
  return samplingSchema.parse(value);
}

function parseDialect(value: unknown): Model["dialect"] {
  return dialectSchema.parse(value);
}

/** A catalogue entry without its key, which never leaves the server. */
function toModel(row: Row): Model {
  return {
    id: row.id,
    kind: row.kind as ModelKind,
    trainedOn: row.trainedOn as Model["trainedOn"],
    name: row.name,
    baseUrl: row.baseUrl,
    upstreamModel: row.upstreamModel,
    rendering: row.rendering as Rendering,
    contextWindow: row.contextWindow,
    sampling: readStored({ table: "model", column: "sampling", id: row.id }, parseSampling, row.sampling),
    inputPrice: row.inputPrice,
    outputPrice: row.outputPrice,
    lenientFinish: row.lenientFinish,
    dialect: readStored({ table: "model", column: "dialect", id: row.id }, parseDialect, row.dialect),
    hasKey: row.sealedKey !== null,
    trainingJobId: row.trainingJobId,
    state: row.state as Model["state"],
    stateDetail: row.stateDetail,
    archived: row.archivedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}

let isSetUp = false;

/** Whether the studio's own models are in the catalogue, which the first worker puts there: without them no run can begin. */
export async function hasOwnModels(): Promise<boolean> {
  isSetUp ||= await inProject(
    firstProjectId,
    async () => (await prisma.model.count({ where: { kind: "embedded" } })) > 0,
  );
  return isSetUp;
}
