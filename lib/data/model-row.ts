import { dialectSchema } from "@/lib/domain/dialect";
import type { Model, ModelKind, Rendering } from "@/lib/domain/model";
import { samplingSchema } from "@/lib/domain/run";
import { readStored } from "./door/unreadable";
import type { Model as Row } from "./generated/prisma/client";

function parseSampling(value: unknown): Model["sampling"] {
  return samplingSchema.parse(value);
}

function parseDialect(value: unknown): Model["dialect"] {
  return dialectSchema.parse(value);
}

/** A catalogue entry without its key, which never leaves the server. */
export function toModel(row: Row): Model {
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
    archived: row.archivedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}
