import * as z from "zod";

/** What a trainer host has, as it tells; what it does not know is null. */
export const hostAbilitiesSchema = z.object({
  /** Of its Python, as "3.11.9". */
  python: z.string().nullable().default(null),
  cores: z.number().int().nullable().default(null),
  /** In bytes. */
  memory: z.number().nullable().default(null),
  freeDisk: z.number().nullable().default(null),
  gpus: z.array(z.object({ name: z.string(), memory: z.number().nullable() })).default([]),
  /** What is installed there, and in which version. */
  engines: z.record(z.string().max(60), z.string().max(60)).default({}),
  /** Model folders that it offers as bases. */
  bases: z.array(z.string()).default([]),
});
export type HostAbilities = z.infer<typeof hostAbilitiesSchema>;

/** A host that was not heard of for so long is away. */
export const hostAwayMs = 60_000;

/** A machine on which the studio's trainer runs, or ran. */
export const trainerHostSchema = z.object({
  id: z.string(),
  name: z.string(),
  abilities: hostAbilitiesSchema,
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  isAway: z.boolean(),
});
export type TrainerHost = z.infer<typeof trainerHostSchema>;
