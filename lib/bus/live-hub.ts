import { setTimeout as sleep } from "node:timers/promises";
import { must } from "@/lib/base/assert";
import { keptFrom, liveDialogues, newestOfRun, type Origin, originsOf, readLiveNews } from "@/lib/data/live";
import { inProject, requireProject } from "@/lib/data/project-at-work";
import {
  advance,
  type LiveCursor,
  type LiveDetail,
  snapshotMark,
  snapshotOf,
  tailFrames,
  tailMark,
} from "./live-frames";
import { type LiveReceiver, type LiveSelection, LiveSubscriber, maxFollowed } from "./live-subscriber";
import { oneAProject } from "./one-a-project";
import { WakeLoop } from "./wake-loop";

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

/**
 * The more dialogues speak at once, the longer their words are gathered: 50 cost 20 ms, 200 cost 80. Each dialogue then
 * takes fewer reads, frames and paints a second, and that keeps a full wall in step.
 */
const gatherMsEach = 0.4;
/** Snapshots per read, so that a wall of tiles does not keep words waiting. */
const snapshotsAtOnce = 50;

/**
 * Follows the live log of a project for all its watchers of a web process: one listening connection, one read at a time.
 *
 * Each round reads what is new after the shared cursors and hands it to everyone whose copy is good, then sends fresh
 * snapshots to those whose copy is not: newcomers, the slow, everybody after a lost connection. Snapshots are read
 * after the cursors, never before, and frames are idempotent; so nothing is missed and an overlap is harmless.
 */
export class LiveHub {
  private readonly subscribers = new Set<LiveSubscriber>();
  private readonly cursors = new Map<string, LiveCursor>();
  private readonly membership = new LiveMembership();
  private readonly loop: WakeLoop;
  private lookAround = false;

  constructor(projectId: string) {
    this.loop = new WakeLoop({
      channel: "live",
      projectId,
      round: (notified) => this.round(notified),
      look: () => this.lookEverywhere(),
      onConnect: () => this.startOver(),
      onFailure: "The live log could not be read; the next look is within a second",
    });
  }

  /** Begins with a snapshot of each dialogue; then whatever happens to them, and those that join the selection. */
  subscribe(selection: LiveSelection, receive: LiveReceiver): { close(): void } {
    const subscriber = new LiveSubscriber(selection, receive, () => this.loop.wake());
    this.subscribers.add(subscriber);
    if (subscriber.isOpen) this.lookAround = true;
    this.loop.begin();
    this.loop.wake();
    return {
      close: () => {
        subscriber.closed = true;
        this.forget(subscriber);
      },
    };
  }

  /** Ends everything, e.g. for a graceful stop. */
  async close(): Promise<void> {
    for (const subscriber of this.subscribers) subscriber.closed = true;
    this.subscribers.clear();
    await this.loop.close();
  }

  private forget(subscriber: LiveSubscriber): void {
    if (this.subscribers.delete(subscriber) && this.subscribers.size === 0) this.loop.rest();
  }

  /** A crash of Postgres empties the live log and starts its ids again, so no cursor outlives a lost connection. */
  private startOver(): void {
    this.cursors.clear();
    for (const subscriber of this.subscribers) subscriber.distrustAll();
    this.lookEverywhere();
  }

  private lookEverywhere(): void {
    const followed = new Set<string>();
    for (const id of this.cursors.keys()) {
      if (this.isFollowed(id)) followed.add(id);
      else this.cursors.delete(id);
    }
    this.lookAround = true;
    this.loop.notice(followed);
  }

  private isFollowed(id: string): boolean {
    for (const { members } of this.subscribers) if (members.has(id)) return true;
    return false;
  }

  /** Sends what is new. */
  private async round(notified: Set<string>): Promise<void> {
    const began = performance.now();
    for (const subscriber of this.subscribers) if (subscriber.closed) this.forget(subscriber);
    if (this.lookAround) {
      this.lookAround = false;
      await this.membership.renew(this.subscribers);
    }
    await this.membership.admit(this.subscribers, notified);
    await this.tail(notified);
    await this.sendSnapshots("tile");
    await this.sendSnapshots("full");
    const rest = began + notified.size * gatherMsEach - performance.now();
    if (rest >= 1) await sleep(rest, undefined, { ref: false });
  }

  private async tail(notified: Set<string>): Promise<void> {
    const before = new Map(
      [...notified].flatMap((id) => {
        const cursor = this.cursors.get(id);
        return cursor ? [[id, cursor] as const] : [];
      }),
    );
    for (const news of await readLiveNews([...before].map(([id, cursor]) => tailMark(id, cursor)))) {
      const cursor = must(before.get(news.id), "cursor");
      // Cleared meanwhile: everybody gets a snapshot instead.
      if (this.cursors.get(news.id) !== cursor) continue;
      this.cursors.set(news.id, advance(cursor, news));
      const frames = { tile: tailFrames(news, cursor, "tile"), full: tailFrames(news, cursor, "full") };
      for (const subscriber of this.subscribers) {
        if (!subscriber.members.has(news.id)) continue;
        for (const frame of frames[subscriber.selection.detail]) subscriber.deliver(frame);
      }
    }
  }

  private async sendSnapshots(detail: LiveDetail): Promise<void> {
    const waiting = [...this.subscribers].filter(
      ({ ready, stale, selection }) => ready && stale.size > 0 && selection.detail === detail,
    );
    const wanted = new Set(waiting.flatMap(({ stale }) => [...stale]));
    const ids = [...wanted].slice(0, snapshotsAtOnce);
    if (wanted.size > ids.length) this.loop.wake();
    const found = new Map(
      (await readLiveNews(ids.map((id) => snapshotMark(id, detail)))).map((news) => [news.id, news]),
    );
    for (const id of ids) {
      const news = found.get(id);
      const live = news && snapshotOf(news, detail);
      if (live && !this.cursors.has(id)) this.cursors.set(id, advance({ version: -1, deltaId: 0 }, news));
      for (const subscriber of waiting) {
        if (!subscriber.stale.has(id)) continue;
        if (live) subscriber.deliver({ type: "snapshot", id, live });
        else subscriber.leave(id);
      }
    }
  }
}

/** The hub of the project at work. */
export const liveHub = oneAProject("live", (projectId) => new LiveHub(projectId));
