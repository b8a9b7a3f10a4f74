import { onlyProject } from "@/lib/domain/only-project";

/** Remembers, per browser, which project somebody of several was in last. */
export const lastProjectCookie = "realchat.project";

const prefixed = /^\/projects\/([^/]+)(?=\/|$)/;

/** A page's address in a project; short where there is only one. */
export function pathIn(named: string, path: string): string {
  if (named === onlyProject) return path;
  return `/projects/${encodeURIComponent(named)}${path === "/" ? "" : path}`;
}

/** The same address without its project, "/" for the start of one. */
export function pathWithin(path: string): string {
  return path.replace(prefixed, "") || "/";
}
