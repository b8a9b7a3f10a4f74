import { AsyncLocalStorage } from "node:async_hooks";

/** The project that something is done for, or the whole server: what workers do across projects, under a role of its own. */
export type AtWork = InProject | "across";
/**
 * `rater`: somebody whose votes or answers are to stay blind, and who is shown nothing that a comparison was made from or a
 * queue hides; `isJudging`: at an item of such a queue.
 */
type InProject = { projectId: string; rater?: string | null; isJudging?: boolean };

// Next may load a module once per bundle; what is at work must be one and the same in all of them.
const kept = globalThis as typeof globalThis & { realchatAtWork?: AsyncLocalStorage<AtWork>; realchatStandIn?: AtWork };
kept.realchatAtWork ??= new AsyncLocalStorage();
const store = kept.realchatAtWork;

/**
 * Does `work`, and all that it waits for, in a project: every statement sees that project's rows alone, and of them, where it
 * is done for a rater, none of what is kept from raters (`door/scope.ts`).
 */
export function inProject<T>(projectId: string, work: () => T, rater: string | null = null): T {
  return store.run({ projectId, rater }, () => begun(work()));
}

/** Reads for a rater what is kept from them, for a reader that hides names and ids itself: the one way past the blindfold. */
export function behindTheBlindfold<T>(work: () => T): T {
  return inProject(requireProject(), work);
}

/** Does `work` at an item of a queue that hides where it comes from: its dialogue is there, and what tells that is left out by hand. */
export function atHiddenItem<T>(work: () => T): T {
  return store.run({ projectId: requireProject(), rater: raterAtWork(), isJudging: true }, () => begun(work()));
}

/** A plain query of Prisma begins only when somebody waits for it, which would be outside: here it begins at once. */
function begun<T>(result: T): T {
  const isLazy = typeof result === "object" && result !== null && "then" in result && !(result instanceof Promise);
  if (!isLazy) return result;
  const query = result as unknown as PromiseLike<unknown>;
  return new Promise((resolve, reject) => query.then(resolve, reject)) as T;
}

/** Does `work` across projects. For workers: the web process never does. */
export function acrossProjects<T>(work: () => T): T {
  return store.run("across", work);
}

/** What is at work here; null outside of any project, where only tables of the server are to be seen. */
export function atWork(): AtWork | null {
  return store.getStore() ?? kept.realchatStandIn ?? null;
}

/** The project that is at work here, or null. */
export function projectAtWork(): string | null {
  const now = atWork();
  return now === null || now === "across" ? null : now.projectId;
}

/** The rater from whom something is kept here, or null. */
export function raterAtWork(): string | null {
  const now = atWork();
  return now === null || now === "across" ? null : (now.rater ?? null);
}

/** True at an item of a queue that hides where it comes from. */
export function isJudgingAtWork(): boolean {
  const now = atWork();
  return now !== null && now !== "across" && now.isJudging === true;
}

/** The project at work where there must be one; a statement that forgot to ask for one is a fault of ours. */
export function requireProject(): string {
  const projectId = projectAtWork();
  if (projectId === null) throw new Error("This needs a project: wrap it in inProject");
  return projectId;
}

/** Takes each piece of a stream in the project in which it was made, whoever asks for the next one. */
export async function* streamInProject<T>(
  projectId: string,
  pieces: AsyncIterable<T>,
  rater: string | null = null,
): AsyncGenerator<T> {
  const iterator = inProject(projectId, () => pieces[Symbol.asyncIterator](), rater);
  try {
    for (;;) {
      const next = await inProject(projectId, () => iterator.next(), rater);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await inProject(projectId, () => iterator.return?.(), rater);
  }
}

/** For tests: what is at work wherever nothing else is. */
export function standIn(at: AtWork | null): void {
  kept.realchatStandIn = at ?? undefined;
}
