import { onlyProject } from "@/lib/domain/only-project";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Method and address of an endpoint, out of "METHOD /address". */
export function splitPath(endpoint: string): { method: Method; path: string } {
  const [method, path] = endpoint.split(" ") as [Method, string];
  return { method, path };
}

/**
 * The address of an endpoint ("METHOD /address") with its params filled in, percent-encoded; without a project, or with
 * "-", the short one that means the only project. Throws when a param is missing.
 */
export function fillPath(endpoint: string, params: Record<string, string>): string {
  const { path } = splitPath(endpoint);
  const { project = onlyProject } = params;
  const short = project === onlyProject ? path.replace("/projects/{project}", "") : path;
  return short.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined) throw new Error(`${path} needs ${key}`);
    return encodeURIComponent(value);
  });
}
