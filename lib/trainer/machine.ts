import { execFile } from "node:child_process";
import { existsSync, readdirSync, statfsSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { type HostAbilities, hostAbilitiesSchema } from "@/lib/domain/training-job/host";
import { trainerScripts } from "@/lib/operations/training/training-folder";
import type { Places } from "./places";

const run = promisify(execFile);

const toldSchema = z.object({
  python: z.string(),
  versions: z.record(z.string(), z.string().nullable()),
  gpus: z.array(z.object({ name: z.string(), memory: z.number().nullable() })),
});
type Told = z.infer<typeof toldSchema>;

/**
 * What this machine has. Graphics cards are told by PyTorch once there is an environment with it, and by nvidia-smi before;
 * REALCHAT_TRAINER_BASES names a folder whose model folders are offered as bases.
 */
export function openMachine({ root, environments }: Places): {
  abilities: () => HostAbilities;
  look: () => Promise<void>;
} {
  let told: Told | null = null;
  let asked = "";
  let seen: Told["gpus"] = [];

  async function look(): Promise<void> {
    const python = process.env.REALCHAT_TRAINER_PYTHON ?? madeIn(environments);
    if (!python) {
      seen = await cardsBySystem();
      return;
    }
    if (asked === python) return;
    const { stdout } = await run(python, [join(trainerScripts, "train.py"), "--machine"], { timeout: 120_000 }).catch(
      () => ({ stdout: "" }),
    );
    const read = toldSchema.safeParse(parsed(stdout));
    if (read.success) {
      told = read.data;
      asked = python;
    }
  }

  return {
    look,
    abilities: () => {
      const { bavail, bsize } = statfsSync(root);
      const engines = Object.fromEntries(
        Object.entries(told?.versions ?? {}).flatMap(([name, version]) => (version ? [[name, version]] : [])),
      );
      const about = {
        python: told?.python ?? null,
        cores: cpus().length,
        memory: totalmem(),
        freeDisk: bavail * bsize,
      };
      return hostAbilitiesSchema.parse({
        ...about,
        gpus: told?.gpus ?? seen,
        engines,
        bases: basesIn(process.env.REALCHAT_TRAINER_BASES),
      });
    },
  };
}

function madeIn(environments: string): string | null {
  const [made] = readdirSync(environments).filter(
    (name) => name.startsWith("trl-") && existsSync(join(environments, name, "complete")),
  );
  return made ? join(environments, made, process.platform === "win32" ? "Scripts/python.exe" : "bin/python") : null;
}

async function cardsBySystem(): Promise<Told["gpus"]> {
  const asked = ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"];
  const { stdout } = await run("nvidia-smi", asked, { timeout: 10_000 }).catch(() => ({ stdout: "" }));
  return stdout
    .split("\n")
    .filter((line) => line.includes(","))
    .map((line) => {
      const [name = "", mebibytes = ""] = line.split(", ");
      return { name, memory: Number(mebibytes) * 2 ** 20 || null };
    });
}

function basesIn(folder: string | undefined): string[] {
  if (!folder || !existsSync(folder)) return [];
  const inside = readdirSync(folder).map((name) => join(folder, name));
  return [folder, ...inside].filter((path) => existsSync(join(path, "config.json"))).sort();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim().split("\n").at(-1) ?? "");
  } catch {
    return null;
  }
}
