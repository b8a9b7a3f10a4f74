import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";

/** Where a trainer host keeps what it makes: environments, a folder for each training, models that it serves. */
export type Places = { root: string; environments: string; trainings: string; served: string };

/** REALCHAT_TRAINER_DIR, else `trainer` in the data folder; on a disk that hosts share, each goes on with what another began. */
export function placesOf(
  root = process.env.REALCHAT_TRAINER_DIR || join(process.env.REALCHAT_DATA_DIR || ".data", "trainer"),
): Places {
  const whole = resolve(root);
  const places = {
    root: whole,
    environments: join(whole, "environments"),
    trainings: join(whole, "trainings"),
    served: join(whole, "served"),
  };
  for (const folder of Object.values(places)) mkdirSync(folder, { recursive: true });
  return places;
}

/** By what this host is known; of two on one machine one needs another name. */
export function hostName(): string {
  return process.env.REALCHAT_TRAINER_NAME || hostname();
}
