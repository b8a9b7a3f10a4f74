import * as z from "zod";
import { roleSchema } from "./viewer";

/** An account that waits for the person it was offered to. */
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  roles: z.array(roleSchema),
  personName: z.string(),
  projectName: z.string(),
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;
