import * as z from "zod";

/** The version of the form that is written; what is older is read as long as it can be, what is newer is refused. */
export const projectFileVersion = 1;

/** The first line: what the file is, whose project, and how many rows of which tables with which columns follow. */
export const projectFileHeadSchema = z.object({
  projectFile: z.number().int(),
  madeAt: z.iso.datetime(),
  project: z.object({
    id: z.string().regex(/^prj_[0-9a-z]{10,40}$/),
    name: z.string().min(1).max(200),
    slug: z.string().min(1).max(120),
    createdAt: z.iso.datetime(),
  }),
  tables: z
    .array(
      z.object({
        name: z.string().max(63),
        columns: z.array(z.string().max(63)).max(200),
        rows: z.number().int().min(0),
      }),
    )
    .max(200),
});
export type ProjectFileHead = z.infer<typeof projectFileHeadSchema>;

/** Marks stand between the rows: a table begins, it has ended with so many rows and this sum, the file has ended. */
export const projectFileMarkSchema = z.union([
  z.tuple([z.literal("table"), z.string()]),
  z.tuple([z.literal("end"), z.string(), z.number().int(), z.string()]),
  z.tuple([z.literal("whole"), z.number().int(), z.string()]),
]);
export type ProjectFileMark = z.infer<typeof projectFileMarkSchema>;

/** Tables of the file that are none of the database: who did something in the project, and who is in it. */
export const personColumns = ["id", "name", "email"];
export const membershipColumns = ["person_id", "roles", "created_at"];
