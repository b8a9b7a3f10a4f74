import { prisma } from "./prisma";
import { inProject } from "./project-at-work";

/**
 * Ends the leases of a person who is gone, in the project at work, so that others are given those items and comparisons at
 * once. What was typed stays, and is there again if the person comes back first.
 */
export async function giveBackPlaces(personId: string): Promise<void> {
  // A little in the past, for the clock that asks whether a lease is over is the database's.
  const over = { leaseUntil: new Date(Date.now() - 60_000) };
  const leased = { where: { personId, status: "leased" }, data: over };
  await prisma.assignment.updateMany(leased);
  await prisma.ballot.updateMany(leased);
}

/** The same in all projects that the person is in. */
export async function giveBackAllPlaces(personId: string): Promise<void> {
  const projects = await prisma.membership.findMany({ where: { personId }, select: { projectId: true } });
  for (const { projectId } of projects) await inProject(projectId, () => giveBackPlaces(personId));
}
