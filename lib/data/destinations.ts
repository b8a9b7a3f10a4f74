import { type Destination, type DestinationAddress, destinationAddressSchema } from "@/lib/domain/destination";
import type { JobStatus } from "@/lib/domain/job";
import { all, first } from "./door/execute";
import { sql } from "./door/fragment";
import { bool, columns, json, moment, orNull, type RowOf, text, word } from "./door/row";
import { statement } from "./door/statement";
import { prisma } from "./prisma";
import type { Queryable } from "./sql";

type SealedKey = Uint8Array<ArrayBuffer>;

const row = columns("Destination", "d", "id", "name", "personId", "createdAt");
const shape = {
  ...row.row,
  address: json(destinationAddressSchema),
  hasKey: bool,
  personName: text,
  testStatus: orNull(word<JobStatus>()),
  testText: orNull(text),
  testError: orNull(text),
  testAt: orNull(moment),
};
const selected = sql`SELECT ${row}, d.address, d.sealed_key IS NOT NULL AS "hasKey", u.name AS "personName",
    j.status AS "testStatus", j.result ->> 'text' AS "testText", j.error AS "testError", j.created_at AS "testAt"
  FROM destination d JOIN "user" u ON u.id = d.person_id
  LEFT JOIN LATERAL (SELECT j.status, j.result, j.error, j.created_at FROM job j
    WHERE j.kind = 'destination_test' AND j.subject_id = d.id ORDER BY j.created_at DESC, j.id DESC LIMIT 1) j ON true`;

const list = statement(
  "destinations.list",
  shape,
  () => sql`${selected} WHERE d.removed_at IS NULL ORDER BY d.created_at DESC, d.id DESC`,
);

/** Newest first, but for those that were removed. */
export async function listDestinations(): Promise<Destination[]> {
  return (await all(list())).map(toDestination);
}

const find = statement(
  "destinations.find",
  shape,
  (id: string) => sql`${selected} WHERE d.id = ${id} AND d.removed_at IS NULL`,
);

/** null where it was removed, too. */
export async function findDestination(id: string): Promise<Destination | null> {
  const found = await first(find(id));
  return found && toDestination(found);
}

function toDestination({ personId, personName, ...found }: RowOf<typeof shape>): Destination {
  const { testStatus, testText, testError, testAt, ...kept } = found;
  return {
    ...kept,
    createdBy: { id: personId, name: personName },
    createdAt: kept.createdAt.toISOString(),
    test:
      testStatus === null || testAt === null
        ? null
        : { status: testStatus, text: testText, error: testError, at: testAt.toISOString() },
  };
}

type SealedDestination = { id: string; name: string; address: DestinationAddress; sealedKey: SealedKey | null };

/** With its sealed key: for those who are about to send something there. null where it was removed. */
export async function findSealedDestination(id: string): Promise<SealedDestination | null> {
  const found = await prisma.destination.findFirst({ where: { id, removedAt: null } });
  if (!found) return null;
  const { name, sealedKey, address } = found;
  return { id, name, address: destinationAddressSchema.parse(address), sealedKey };
}

type NewDestination = { id: string; name: string; address: DestinationAddress; sealedKey: SealedKey; personId: string };

export async function insertDestination(given: NewDestination): Promise<void> {
  await prisma.destination.create({ data: { ...given, kind: given.address.kind } });
}

/** `sealedKey` left out leaves the stored one. False where it was removed. */
export async function updateDestination(
  id: string,
  changes: { name: string; sealedKey?: SealedKey },
): Promise<boolean> {
  return (await prisma.destination.updateMany({ where: { id, removedAt: null }, data: changes })).count > 0;
}

/** Its key is gone with that; what was pushed there goes on naming it. Doing it twice changes nothing. */
export async function removeDestination(id: string): Promise<void> {
  await prisma.destination.updateMany({
    where: { id, removedAt: null },
    data: { removedAt: new Date(), sealedKey: null },
  });
}

const hold = statement(
  "destinations.hold",
  { id: text },
  (id: string) => sql`SELECT d.id FROM destination d WHERE d.id = ${id} AND d.removed_at IS NULL FOR UPDATE`,
);

/** Keeps it as it is until the transaction ends; false where it was removed. */
export async function holdDestination(tx: Queryable, id: string): Promise<boolean> {
  return (await first(hold(id), tx)) !== null;
}
