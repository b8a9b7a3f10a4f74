import type { AlertMeasure, AlertRule, NewAlertRule } from "@/lib/domain/statistics/alert";
import { prisma } from "../prisma";

const withPerson = { include: { person: { select: { id: true, name: true } } } } as const;

/** Rules of the project that were not removed, in the order in which they were made. */
export async function listAlertRules(): Promise<AlertRule[]> {
  const rows = await prisma.alertRule.findMany({
    ...withPerson,
    where: { removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, measure, limitAt: limit, fewest, pauses, person, createdAt }) => {
    const rule = { id, measure: measure as AlertMeasure, limit, fewest, pauses, createdBy: person };
    return { ...rule, createdAt: createdAt.toISOString() };
  });
}

export async function insertAlertRule(
  id: string,
  { limit: limitAt, ...rule }: NewAlertRule,
  personId: string,
): Promise<void> {
  await prisma.alertRule.create({ data: { ...rule, limitAt, id, personId } });
}

/** It raises nothing any more; what it raised stays to be read, as over. Doing it twice changes nothing. */
export async function removeAlertRule(id: string): Promise<void> {
  const now = new Date();
  await prisma.$transaction([
    prisma.alertRule.updateMany({ where: { id, removedAt: null }, data: { removedAt: now } }),
    prisma.alert.updateMany({ where: { ruleId: id, overAt: null }, data: { overAt: now } }),
  ]);
}
