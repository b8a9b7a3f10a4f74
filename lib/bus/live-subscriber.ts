import { log } from "@/lib/base/log";
import type { LiveFrame } from "@/lib/domain/live";
import type { LiveDetail } from "./live-frames";

/** Which dialogues: some by id, those of a run (its newest 500), or those in which something happens (the newest 500). */
export type LiveSelection = {
  dialogues?: string[];
  runId?: string;
  scope?: "live";
  detail: LiveDetail;
  /** For whom it is, where something is kept from them (`inProject`). */
  rater?: string | null;
};

/** Takes a frame. A promise says "this one is taken, no more until it resolves"; what is missed meanwhile is made good. */
export type LiveReceiver = (frame: LiveFrame) => void | Promise<void>;

export const maxFollowed = 500;

/** One watcher: which dialogues it follows, and which of them it needs a fresh snapshot of. */
export class LiveSubscriber {
  readonly members = new Set<string>();
  readonly stale = new Set<string>();
  closed = false;
  private busy = false;

  constructor(
    readonly selection: LiveSelection,
    private readonly receive: LiveReceiver,
    private readonly onReady: () => void,
  ) {
    for (const id of selection.dialogues ?? []) this.follow(id);
  }

  get ready(): boolean {
    return !this.busy && !this.closed;
  }

  /** True for a selection that new dialogues can join. */
  get isOpen(): boolean {
    return this.selection.runId !== undefined || this.selection.scope === "live";
  }

  /** Whether a dialogue of `runId` belongs to the selection. */
  wants(runId: string | null): boolean {
    return this.selection.scope === "live" || this.selection.runId === runId;
  }

  follow(id: string): void {
    if (this.members.has(id)) return;
    this.members.add(id);
    this.stale.add(id);
  }

  /** Takes in a dialogue that has just begun; ids sort by birth, so the oldest makes room. */
  join(id: string): void {
    this.follow(id);
    if (this.members.size > maxFollowed) this.leave([...this.members].reduce((a, b) => (a < b ? a : b)));
  }

  leave(id: string): void {
    this.members.delete(id);
    this.stale.delete(id);
  }

  /** Follows exactly these, besides those asked for by id. */
  followOnly(ids: string[]): void {
    const kept = new Set([...ids, ...(this.selection.dialogues ?? [])]);
    for (const id of this.members) if (!kept.has(id)) this.leave(id);
    for (const id of kept) this.follow(id);
  }

  distrustAll(): void {
    for (const id of this.members) this.stale.add(id);
  }

  /** Hands over a frame, or notes that only a snapshot helps when the watcher cannot take it now. */
  deliver(frame: LiveFrame): void {
    if (!this.ready) {
      this.stale.add(frame.id);
      return;
    }
    if (frame.type === "snapshot") this.stale.delete(frame.id);
    if (this.stale.has(frame.id)) return;
    try {
      const full = this.receive(frame);
      if (full) this.wait(full);
    } catch (error) {
      this.fail(error);
    }
  }

  private wait(full: Promise<void>): void {
    this.busy = true;
    full.then(
      () => {
        this.busy = false;
        this.onReady();
      },
      (error: unknown) => this.fail(error),
    );
  }

  private fail(error: unknown): void {
    log.warn({ err: error }, "A live subscriber threw and was closed");
    this.closed = true;
  }
}
