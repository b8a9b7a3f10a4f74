import * as z from "zod";
import { AppError } from "@/lib/base/app-error";
import { may, type Viewer } from "../viewer";
import { isNamed } from "./member-role";

/**
 * What somebody may do with one data set besides reading it. `curator`: what is in it, what it is called and by which labels
 * it is judged, and the cards of its snapshots. `keeper`: freeze and split it. `exporter`: make training files of it and take them.
 */
export const dataSetRoleSchema = z.enum(["curator", "keeper", "exporter"]);
export type DataSetRole = z.infer<typeof dataSetRoleSchema>;

export const dataSetMemberSchema = z.object({ id: z.string(), name: z.string(), roles: z.array(dataSetRoleSchema) });
export type DataSetMember = z.infer<typeof dataSetMemberSchema>;

type Asking = Pick<Viewer, "id" | "roles">;
type Led = { members: readonly Pick<DataSetMember, "id" | "roles">[] };

/** Leads do everything, and members what their roles let them. */
export function mayAs(role: DataSetRole, viewer: Asking, { members }: Led): boolean {
  return may(viewer, "dataSet.manage") || isNamed(role, viewer.id, { members });
}

const acts: Record<DataSetRole, string> = {
  curator: "change this data set",
  keeper: "freeze or split this data set",
  exporter: "export this data set",
};

/** Throws `forbidden`, naming who can help. */
export function authorizeAs(role: DataSetRole, viewer: Asking, dataSet: Led): void {
  if (mayAs(role, viewer, dataSet)) return;
  throw new AppError("forbidden", `Leads ${acts[role]}, and whom they name as its ${role}. Ask a lead for that.`);
}
