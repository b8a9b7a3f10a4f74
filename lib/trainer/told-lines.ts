import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const most = 1024 * 1024;

/**
 * What a process wrote into a file, a batch of whole lines at a time, from where the last reader left off: `kept` says that
 * what was read is stored, so that whoever comes next does not read it again.
 */
export class ToldLines {
  private readonly file: string;
  private readonly place: string;
  private at: number;

  constructor(folder: string, name: string) {
    this.file = join(folder, name);
    this.place = join(folder, `${name}.read`);
    this.at = existsSync(this.place) ? Number(readFileSync(this.place, "utf8")) || 0 : 0;
  }

  /** Whole lines that were not read yet, a megabyte of them at most. With `rest` also a last one that is not ended. */
  take(rest = false): string[] {
    if (!existsSync(this.file)) return [];
    const handle = openSync(this.file, "r");
    try {
      const { size } = fstatSync(handle);
      const buffer = Buffer.alloc(Math.min(most, Math.max(0, size - this.at)));
      const read = readSync(handle, buffer, 0, buffer.length, this.at);
      const end = rest && this.at + read === size ? read : buffer.subarray(0, read).lastIndexOf(10) + 1;
      // A single line of more than a megabyte is no line of a trainer's.
      const taken = end === 0 && read === most ? read : end;
      this.at += taken;
      return buffer
        .subarray(0, taken)
        .toString("utf8")
        .split("\n")
        .filter((line) => line !== "");
    } finally {
      closeSync(handle);
    }
  }

  /** What was taken so far is stored. */
  kept(): void {
    writeFileSync(`${this.place}.part`, String(this.at));
    renameSync(`${this.place}.part`, this.place);
  }
}
