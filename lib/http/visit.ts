import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { AppError } from "@/lib/base/app-error";
import { hrefs } from "@/lib/contract/hrefs";
import { lastProjectCookie, pathIn } from "@/lib/contract/project-paths";
import { areThere } from "@/lib/data/named";
import { hasUsers } from "@/lib/data/people";
import { inProject } from "@/lib/data/project-at-work";
import { blindfolded } from "@/lib/domain/blindfolded";
import { onlyProject } from "@/lib/domain/only-project";
import { type Account, findMembership, type Membership, viewerIn } from "@/lib/domain/project";
import type { Viewer } from "@/lib/domain/viewer";
import { namedInPath } from "./named-in-path";
import { readAccount } from "./viewer";

/** What every page of a project is given. */
export type InProject = { params: Promise<{ project: string }> };

type Visit = {
  viewer: Viewer;
  isOwner: boolean;
  /** Reads in the project of the page. */
  inside: <T>(work: () => T) => T;
};

/**
 * The viewer of a page in its project. Sends everybody else to sign in (and back to `path` afterwards), or to the first
 * account while there is none; what the address names and is not in the project is not found; whoever is in several projects and came by a short address, to the one they were in last.
 */
export async function visit(params: Promise<{ project: string }>, path: string): Promise<Visit> {
  const { project: named, ...ids } = await params;
  const account = await readAccount(await headers());
  if (!account) redirect((await hasUsers()) ? hrefs.signInThen(pathIn(named, path)) : hrefs.firstAccount);
  if (named === onlyProject && account.memberships.length > 1) redirect(pathIn(await lastProject(account), path));
  // Owners see to all projects without being in one.
  if (account.isOwner && account.memberships.length === 0) redirect(hrefs.server);
  const { project, roles } = membershipOf(account, named) ?? notFound();
  const viewer = viewerIn(account, roles);
  const inside: Visit["inside"] = (work) => inProject(project.id, work, blindfolded(viewer));
  if (!(await inside(() => areThere(namedInPath(ids))))) notFound();
  return { viewer, isOwner: account.isOwner, inside };
}

/** The viewer of the page of the whole server, which an owner sees without being in a project. */
export async function visitServer(params: Promise<{ project: string }>): Promise<{ isOwner: boolean }> {
  const account = await readAccount(await headers());
  if (account?.isOwner && account.memberships.length === 0) return { isOwner: true };
  return visit(params, hrefs.server);
}

/** The membership behind an address, or null when there is none that could be shown. */
export function membershipOf(account: Account, named: string): Membership | null {
  try {
    return findMembership(account, named);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The slug of the project that somebody was in last with this browser, or of their first. */
async function lastProject({ memberships }: Account): Promise<string> {
  const last = (await cookies()).get(lastProjectCookie)?.value;
  const found = memberships.find(({ project }) => project.slug === last) ?? memberships[0];
  return found?.project.slug ?? onlyProject;
}
