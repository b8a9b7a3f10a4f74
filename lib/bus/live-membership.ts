import { liveDialogues, newestOfRun, runsOf } from "@/lib/data/live";
import { inProject, requireProject } from "@/lib/data/project-at-work";
import { type LiveSubscriber, maxFollowed } from "./live-subscriber";

const remembered = 20_000;

/** Decides which dialogues the open selections (a run, the live wall) hold. */
export class LiveMembership {
  /** A dialogue's run, null of an imported one, never changes; remembered to tell at a notification whom it concerns. */
  private readonly runs = new Map<string, string | null>();

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
    if (this.runs.size > remembered) this.runs.clear();
    const strange = [...notified].filter((id) => !this.runs.has(id));
    if (strange.length > 0) for (const [id, runId] of await runsOf(strange)) this.runs.set(id, runId);
    const shown = await this.shownTo(open, notified);
    for (const id of notified) {
      const runId = this.runs.get(id);
      if (runId !== undefined)
        for (const subscriber of open)
          if (subscriber.wants(runId) && (shown.get(subscriber)?.has(id) ?? true)) subscriber.join(id);
    }
  }

  /** Of the notified, what watchers see from whom something is kept; the others see all. */
  private async shownTo(open: LiveSubscriber[], notified: Set<string>): Promise<Map<LiveSubscriber, Set<string>>> {
    const shown = new Map<LiveSubscriber, Set<string>>();
    for (const subscriber of notified.size > 0 ? open : []) {
      const { rater } = subscriber.selection;
      if (!rater) continue;
      const seen = await inProject(requireProject(), () => runsOf([...notified]), rater);
      shown.set(subscriber, new Set([...seen].map(([id]) => id)));
    }
    return shown;
  }
}
