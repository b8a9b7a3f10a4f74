"use client";

import { useSyncExternalStore } from "react";
import { call } from "./call";
import type { MadeIn } from "./made-in";
import { firstProject, projectHere } from "./project-here";
import { noteSession } from "./signed-out";

let hasLeft = false;
let looking = false;
const watchers = new Set<() => void>();
const told: (() => void)[] = [];

/** Tells once this page's person was taken out of its project, before anything is drawn anew. For as long as the page lives. */
export function onLeft(tell: () => void): void {
  told.push(tell);
}

/** Whether whoever is signed in is in a project; where nobody is signed in that is not known, and nothing is left. */
export async function isStillIn({ id }: MadeIn): Promise<boolean> {
  const { viewer, projects } = await call("session", {});
  noteSession(viewer !== null);
  // By no id of its own: what it answers is told by the studio itself.
  return viewer === null || id === firstProject.id || projects.some(({ project }) => project.id === id);
}

/**
 * Looks whether this page's person was taken out of its project: after something was not found or a stream ended, for
 * the studio tells a project that one is not in from one that never was by nothing.
 */
export async function lookWhetherLeft(): Promise<void> {
  if (looking) return;
  looking = true;
  try {
    note(!(await isStillIn(projectHere())));
  } catch {
    // The studio is out of reach: nothing is known.
  } finally {
    looking = false;
  }
}

/** The same once something is answered again: they may have been taken in anew. */
export function lookWhetherBack(): void {
  if (hasLeft) void lookWhetherLeft();
}

function note(left: boolean): void {
  if (hasLeft === left) return;
  hasLeft = left;
  if (left) for (const tell of told) tell();
  for (const watcher of watchers) watcher();
}

/** True once the person was taken out of this page's project. False on the server. */
export function useHasLeft(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => hasLeft,
    () => false,
  );
}
