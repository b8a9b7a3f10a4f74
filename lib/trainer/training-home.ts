import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@/lib/base/ids";
import { endProcess, isAlive, type KnownProcess } from "./processes";

/** A process that trains, as it is known in its folder. */
type Running = KnownProcess & { machine: string; keeper: string; owner: string; gpus: number };

/** Longer than a process takes to see that its folder is another's. */
const handOverMs = 3_000;

/** The folder of a training on a host: files, what the process tells, checkpoints, and which process has it. */
export class TrainingHome {
  readonly folder: string;

  constructor(
    trainings: string,
    trainingJobId: string,
    /** This machine, and who works on it now. */
    private readonly here: { machine: string; keeper: string },
  ) {
    this.folder = join(trainings, trainingJobId);
    mkdirSync(this.folder, { recursive: true });
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  /** The process that goes on here since before we came, or came to its end meanwhile; null where there is none. It is ours from now on. */
  adopt(): Running | null {
    const found = this.known();
    if (!found || found.machine !== this.here.machine || !(isAlive(found) || this.isThrough())) return null;
    const mine = Object.assign(found, { keeper: this.here.keeper });
    this.write(mine);
    return mine;
  }

  /**
   * Makes the folder ours before a process is started in it: one that still works here on another machine, or was started by
   * a host that died before it wrote that down, sees another owner, and ends.
   */
  async takeOver(): Promise<string> {
    const owner = newId("job");
    const isUsed = existsSync(this.path("owner"));
    writeFileSync(this.path("owner"), `${owner}\n`);
    if (isUsed) await sleep(handOverMs);
    return owner;
  }

  begun(known: KnownProcess, owner: string, gpus: number): Running {
    const running: Running = Object.assign({}, known, this.here, { owner, gpus });
    this.write(running);
    return running;
  }

  /** Says that somebody still looks after the process. */
  touch(): void {
    const now = new Date();
    if (existsSync(this.path("owner"))) utimesSync(this.path("owner"), now, now);
  }

  /** Ends the process, unless somebody else here has taken it over. */
  async end(graceMs: number): Promise<void> {
    const found = this.known();
    if (found?.keeper === this.here.keeper && found.machine === this.here.machine) await endProcess(found, graceMs);
  }

  /** A file that is opened for what a process says; what was said before stays. */
  opened(name: string): number {
    return openSync(this.path(name), "a");
  }

  forget(): void {
    rmSync(this.path("process.json"), { force: true });
  }

  /** Whether the last thing that was said is that it is done. */
  private isThrough(): boolean {
    if (!existsSync(this.path("said.log"))) return false;
    return /^\{"type": ?"done"/.test(readFileSync(this.path("said.log"), "utf8").trimEnd().split("\n").at(-1) ?? "");
  }

  private known(): Running | null {
    try {
      return JSON.parse(readFileSync(this.path("process.json"), "utf8")) as Running;
    } catch {
      return null;
    }
  }

  private write(running: Running): void {
    writeFileSync(this.path("process.json.part"), JSON.stringify(running));
    renameSync(this.path("process.json.part"), this.path("process.json"));
  }
}
