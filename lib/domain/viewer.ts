import * as z from "zod";
import { AppError } from "@/lib/base/app-error";

export const roleSchema = z.enum(["lead", "annotator", "evaluator"]);
export type Role = z.infer<typeof roleSchema>;

/** The person (or the token's owner) on whose behalf something is read or written. */
export const viewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
});
export type Viewer = z.infer<typeof viewerSchema>;

/** What a role lets a person do. Reading the studio's data is open to every member; everything else is listed here. */
const rights = {
  "run.manage": ["lead"],
  "model.manage": ["lead"],
  "seedSet.manage": ["lead"],
  "team.manage": ["lead"],
  "project.manage": ["lead"],
  "dialogue.act": ["lead", "annotator"],
  "queue.manage": ["lead"],
  "review.answer": ["lead", "annotator"],
  "dialogue.export": ["lead"],
  "dialogue.bulk": ["lead"],
  "dialogue.import": ["lead"],
  "dataSet.manage": ["lead"],
  "job.manage": ["lead"],
  "duplicates.manage": ["lead"],
  "evaluation.manage": ["lead"],
  "evaluation.vote": ["lead", "evaluator"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

/** True when one of the viewer's roles grants `right`. */
export function may(viewer: Pick<Viewer, "roles">, right: Right): boolean {
  const granting: readonly Role[] = rights[right];
  return viewer.roles.some((role) => granting.includes(role));
}

/** All rights that the viewer's roles grant: what the browser is told, so that it needs no rules of its own. */
export function rightsOf(viewer: Pick<Viewer, "roles">): Right[] {
  return (Object.keys(rights) as Right[]).filter((right) => may(viewer, right));
}

/** Throws `forbidden` unless it is about the viewer, or the viewer leads the team. */
export function authorizeOwn(viewer: Viewer, personId: string): void {
  if (viewer.id !== personId && !may(viewer, "team.manage"))
    throw new AppError("forbidden", "Only the person and a lead see this.");
}

/** Throws `forbidden`, naming who can help, when the viewer lacks `right`. */
export function authorize(viewer: Pick<Viewer, "roles">, right: Right): void {
  if (may(viewer, right)) return;
  const granting = rights[right].join(" or ");
  throw new AppError("forbidden", `This needs the role ${granting}. Ask a lead to do it or to give you that role.`);
}
