import { requireProject } from "@/lib/data/project-at-work";

const kept = globalThis as typeof globalThis & { realchatHubs?: Map<string, unknown> };

/**
 * The process's one hub of a kind for the project at work. Next reloads modules in development, and a hub must outlive
 * that.
 */
export function oneAProject<Hub>(kind: "live" | "news", open: (projectId: string) => Hub): () => Hub {
  return () => {
    const projectId = requireProject();
    kept.realchatHubs ??= new Map();
    const key = `${kind} ${projectId}`;
    const hub = (kept.realchatHubs.get(key) as Hub | undefined) ?? open(projectId);
    kept.realchatHubs.set(key, hub);
    return hub;
  };
}
