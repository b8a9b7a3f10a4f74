import * as z from "zod";
import { speakerSchema } from "@/lib/domain/dialogue";

/** Whose turns a training file trains. */
export const trainingOptions = z.strictObject({ target: speakerSchema.default("assistant") });
