import type { HostAbilities } from "@/lib/domain/training-job/host";
import type { Places } from "./places";

/** What all work of a trainer host shares. */
export type HostContext = {
  hostId: string;
  /** Of this run of it: who holds a folder. */
  workerId: string;
  /** By which process numbers mean something. */
  machine: string;
  places: Places;
  abilities: () => HostAbilities;
};
