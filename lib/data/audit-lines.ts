import * as z from "zod";
import { newId } from "@/lib/base/ids";
import type { AuditKind, AuditLine } from "@/lib/domain/audit-line";
import { execute } from "./door/execute";
import { sql } from "./door/fragment";
import { statement } from "./door/statement";
import { readStored } from "./door/unreadable";
import { olderThan, type PageOf, type PageQuery, toPage } from "./page";
import { prisma } from "./prisma";
import type { Queryable } from "./sql";

type NewLine = {
  id?: string;
  kind: AuditKind;
  project: { id: string; name: string };
  personId: string;
  counts?: Record<string, number>;
  /** It goes on after this line. */
  isUnderWay?: boolean;
};

const insert = statement(
  "auditLines.insert",
  {},
  (id: string, { kind, project, personId, counts, isUnderWay = false }: NewLine) => sql`
    INSERT INTO audit_line (id, kind, subject_id, subject_name, person_id, counts, ended_at)
    VALUES (${id}, ${kind}, ${project.id}, ${project.name}, ${personId}, ${counts ?? {}}::jsonb,
      CASE WHEN NOT ${isUnderWay} THEN now() END)`,
);

/** Tells that something was done to a project as a whole. */
export async function insertAuditLine(line: NewLine, on?: Queryable): Promise<string> {
  const id = line.id ?? newId("auditLine");
  await execute(insert(id, line), on);
  return id;
}

/** Newest first. */
export async function listAuditLines({ cursor, limit }: PageQuery): Promise<PageOf<AuditLine>> {
  const rows = await prisma.auditLine.findMany({
    where: olderThan(cursor),
    include: { person: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ createdAt, id }) => [createdAt, id]);
  return { items: items.map(toLine), nextCursor };
}

export async function findAuditLine(id: string): Promise<AuditLine | null> {
  const row = await prisma.auditLine.findUnique({ where: { id }, include: { person: { select: { name: true } } } });
  return row && toLine(row);
}

const countsSchema = z.record(z.string(), z.number());
type Row = Awaited<ReturnType<typeof prisma.auditLine.findFirstOrThrow>> & { person: { name: string } };

function toLine({ id, kind, subjectId, subjectName, person, counts, createdAt, endedAt }: Row): AuditLine {
  const place = { table: "audit_line", column: "counts", id };
  return {
    id,
    kind: kind as AuditKind,
    projectId: subjectId,
    projectName: subjectName,
    personName: person.name,
    counts: readStored(place, (value) => countsSchema.parse(value), counts),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
