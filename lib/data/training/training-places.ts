import type { JobStatus } from "@/lib/domain/job";
import {
  type PlaceAbilities,
  type PlaceKind,
  type PlaceSettings,
  placeAbilitiesSchema,
  placeSettingsSchema,
  type TrainingPlace,
} from "@/lib/domain/training-job/place";
import { all, execute, first } from "../door/execute";
import { sql } from "../door/fragment";
import { bool, columns, json, orNull, type RowOf, text, word } from "../door/row";
import { statement } from "../door/statement";
import { prisma } from "../prisma";
import type { Queryable } from "../sql";

type SealedKey = Uint8Array<ArrayBuffer>;

const row = columns("TrainingPlace", "p", "id", "name", "baseUrl", "personId", "createdAt");
const shape = {
  ...row.row,
  kind: word<PlaceKind>(),
  settings: json(placeSettingsSchema),
  abilities: orNull(json(placeAbilitiesSchema)),
  hasKey: bool,
  personName: text,
  testId: orNull(text),
  testStatus: orNull(word<JobStatus>()),
  testText: orNull(text),
  testError: orNull(text),
};
const selected = sql`SELECT ${row}, p.kind, p.settings, p.abilities, p.sealed_key IS NOT NULL AS "hasKey", u.name AS "personName",
    j.id AS "testId", j.status AS "testStatus", j.result ->> 'text' AS "testText", j.error AS "testError"
  FROM training_place p JOIN "user" u ON u.id = p.person_id
  LEFT JOIN LATERAL (SELECT j.id, j.status, j.result, j.error FROM job j
    WHERE j.kind = 'place_test' AND j.subject_id = p.id ORDER BY j.created_at DESC, j.id DESC LIMIT 1) j ON true`;

const list = statement(
  "trainingPlaces.list",
  shape,
  () => sql`${selected} WHERE p.removed_at IS NULL ORDER BY p.created_at DESC, p.id DESC`,
);

/** Newest first, but for those that were removed. */
export async function listTrainingPlaces(): Promise<TrainingPlace[]> {
  return (await all(list())).map(toPlace);
}

const find = statement(
  "trainingPlaces.find",
  shape,
  (id: string) => sql`${selected} WHERE p.id = ${id} AND p.removed_at IS NULL`,
);

/** null where it was removed, too. */
export async function findTrainingPlace(id: string): Promise<TrainingPlace | null> {
  const found = await first(find(id));
  return found && toPlace(found);
}

function toPlace(found: RowOf<typeof shape>): TrainingPlace {
  const { personId, personName, testId, testStatus, testText, testError, ...kept } = found;
  const isTested = testId !== null && testStatus !== null;
  return {
    ...kept,
    test: isTested ? { id: testId, status: testStatus, text: testText, error: testError } : null,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
  };
}

type SealedPlace = {
  id: string;
  kind: PlaceKind;
  name: string;
  baseUrl: string;
  settings: PlaceSettings;
  abilities: PlaceAbilities | null;
  sealedKey: SealedKey | null;
};

/** With its sealed key: for those who are about to ask it something. Removed ones, too: work that went there is followed. */
export async function findSealedPlace(id: string): Promise<SealedPlace | null> {
  const found = await prisma.trainingPlace.findFirst({ where: { id } });
  if (!found) return null;
  const { name, baseUrl, sealedKey, settings, abilities } = found;
  const known = abilities === null ? null : placeAbilitiesSchema.parse(abilities);
  return {
    id,
    kind: found.kind as PlaceKind,
    name,
    baseUrl,
    settings: placeSettingsSchema.parse(settings),
    abilities: known,
    sealedKey,
  };
}

type Kept = { id: string; name: string; baseUrl: string; settings: PlaceSettings };

export async function insertTrainingPlace(
  given: Kept & { kind: PlaceKind; sealedKey: SealedKey | null; personId: string },
): Promise<void> {
  await prisma.trainingPlace.create({ data: given });
}

/** `sealedKey` left out leaves the stored one. False where it was removed. */
export async function updateTrainingPlace({
  id,
  ...changes
}: Kept & { sealedKey?: SealedKey | null }): Promise<boolean> {
  return (await prisma.trainingPlace.updateMany({ where: { id, removedAt: null }, data: changes })).count > 0;
}

/** Nothing is sent there any more; jobs that went there go on naming it. Its key stays while one is followed there. */
export async function removeTrainingPlace(id: string): Promise<void> {
  await prisma.trainingPlace.updateMany({ where: { id, removedAt: null }, data: { removedAt: new Date() } });
}

const writeAbilities = statement(
  "trainingPlaces.writeAbilities",
  {},
  (id: string, abilities: PlaceAbilities) =>
    sql`UPDATE training_place p SET abilities = ${abilities}::jsonb WHERE p.id = ${id}`,
);

/** Keeps what a look found. */
export async function writePlaceAbilities(tx: Queryable, id: string, abilities: PlaceAbilities): Promise<void> {
  await execute(writeAbilities(id, abilities), tx);
}
