import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Engine } from "@/lib/domain/training-job/spec";
import { TrainingTrouble } from "./trouble";

const locks: Record<Engine, { file: string; bytes: number }> = {
  trl: { file: "requirements.txt", bytes: 7e9 },
  llama_factory: { file: "requirements-llama-factory.txt", bytes: 8e9 },
  axolotl: { file: "requirements-axolotl.txt", bytes: 12e9 },
};

type Told = { signal: AbortSignal; tell: (sentence: string) => Promise<void> };

/** Two jobs that need the same environment wait for one making. */
const making = new Map<string, Promise<string>>();

/**
 * The Python of an engine's environment, made once from its lock below `folder`; another lock is another environment. One that was
 * cut while it was made is made again. REALCHAT_TRAINER_PYTHON names an interpreter that is taken as it is. Throws with
 * what is missing, and what to do.
 */
export function pythonFor(engine: Engine, scripts: string, folder: string, told: Told): Promise<string> {
  const given = process.env.REALCHAT_TRAINER_PYTHON;
  if (given) return Promise.resolve(given);
  const lock = locks[engine];
  const file = join(scripts, lock.file);
  const key = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  const home = join(folder, `${engine}-${key}`);
  const python = join(home, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (existsSync(join(home, "complete"))) return Promise.resolve(python);
  const running =
    making.get(home) ?? make({ home, python, file, bytes: lock.bytes }, told).finally(() => making.delete(home));
  making.set(home, running);
  return running;
}

type ToMake = { home: string; python: string; file: string; bytes: number };

async function make({ home, python, file, bytes }: ToMake, { signal, tell }: Told): Promise<string> {
  const { bavail, bsize } = statfsSync(join(home, ".."));
  if (bavail * bsize < bytes)
    throw new TrainingTrouble(
      "disk_full",
      `The Python environment of the trainer takes some ${bytes / 1e9} GB, and ${((bavail * bsize) / 1e9).toFixed(1)} GB are free in ${home}. Make room, or set REALCHAT_TRAINER_DIR to another disk.`,
    );
  const base = await findPython(signal);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  await tell("Making the Python environment, once: some minutes");
  await run(base, ["-m", "venv", home], { signal, tell });
  await run(python, ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", file], {
    signal,
    tell,
  });
  const part = join(home, "complete.part");
  writeFileSync(part, `${new Date().toISOString()}\n`);
  renameSync(part, join(home, "complete"));
  return python;
}

/** The first interpreter of 3.11 or newer. */
async function findPython(signal: AbortSignal): Promise<string> {
  const ask = "import sys; print('%d.%d' % sys.version_info[:2])";
  const seen: string[] = [];
  for (const name of ["python3.13", "python3.12", "python3.11", "python3", "python"]) {
    const said = await output(name, ["-c", ask], signal).catch(() => "");
    const [major = 0, minor = 0] = said.trim().split(".").map(Number);
    if (major === 3 && minor >= 11) return name;
    if (said) seen.push(`${name} is ${said.trim()}`);
  }
  const found = seen.length > 0 ? ` (${seen.join(", ")})` : "";
  throw new TrainingTrouble(
    "died",
    `The trainer needs Python 3.11 or newer, and this machine has none${found}. Install it, or name one in REALCHAT_TRAINER_PYTHON.`,
  );
}

async function output(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  let said = "";
  await run(program, args, {
    signal,
    tell: async (line) => {
      said += line;
    },
  });
  return said;
}

/** Runs a program to its end, and tells what it says; throws with its last words where it fails. */
async function run(program: string, args: readonly string[], { signal, tell }: Told): Promise<void> {
  const child = spawn(program, args, { signal, stdio: ["ignore", "pipe", "pipe"] });
  const last: string[] = [];
  const hear = async (stream: NodeJS.ReadableStream) => {
    for await (const line of createInterface({ input: stream })) {
      last.push(line);
      if (last.length > 5) last.shift();
      await tell(line.trim().slice(0, 200));
    }
  };
  const heard = Promise.all([hear(child.stdout), hear(child.stderr)]);
  const code = await new Promise<number | null>((ended, failed) => {
    child.once("error", failed);
    child.once("close", ended);
  });
  await heard;
  if (code !== 0)
    throw new TrainingTrouble(
      "died",
      `The Python environment could not be made: ${last.join(" ").slice(-600)} Nothing of the training is lost; try again.`,
    );
}
