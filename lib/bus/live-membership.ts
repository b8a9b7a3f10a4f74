import { keptFrom, liveDialogues, newestOfRun, type Origin, originsOf } from "@/lib/data/live";
import { inProject, requireProject } from "@/lib/data/project-at-work";
import { type LiveSubscriber, maxFollowed } from "./live-subscriber";

const remembered = 20_000;

/** Decides which dialogues the open selections (a run, the live wall) hold. */
export class LiveMembership {
  /** Where a dialogue comes from never changes; remembered to tell at a notification whom it concerns. */
  private readonly origins = new Map<string, Origin>();

  /** Asks the database what each open selection holds now. */
  async renew(subscribers: Iterable<LiveSubscriber>): Promise<void> {
    for (const subscriber of subscribers) {
      const { scope, runId, rater } = subscriber.selection;
      const ask = (read: () => Promise<string[]>) => inProject(requireProject(), read, rater);
      if (scope === "live") subscriber.followOnly(await ask(() => liveDialogues([...subscriber.members], maxFollowed)));
      else if (runId !== undefined) subscriber.followOnly(await ask(() => newestOfRun(runId, maxFollowed)));
    }
  }

  /** Lets notified dialogues join the open selections they belong to. */
  async admit(subscribers: Iterable<LiveSubscriber>, notified: Set<string>): Promise<void> {
    const open = [...subscribers].filter(({ isOpen }) => isOpen);
    if (open.length === 0) return;
    if (this.origins.size > remembered) this.origins.clear();
    const strange = [...notified].filter((id) => !this.origins.has(id));
    if (strange.length > 0) for (const [id, origin] of await originsOf(strange)) this.origins.set(id, origin);
    // One question for everybody, however many watch.
    const blind = [...new Set(open.flatMap(({ selection }) => selection.rater ?? []))];
    const kept = blind.length > 0 && notified.size > 0 ? await keptFrom(blind) : new Map<string, Set<string>>();
    for (const id of notified) {
      const origin = this.origins.get(id);
      if (origin !== undefined)
        for (const subscriber of open)
          if (subscriber.wants(origin.runId) && !kept.get(subscriber.selection.rater ?? "")?.has(origin.originId))
            subscriber.join(id);
    }
  }
}
