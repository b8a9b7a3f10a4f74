import { InviteDialog } from "./invite-dialog";
import { MemberRolesDialog } from "./member-roles-dialog";

/** What a lead decides about people. */
export const teamDialogs = { InviteDialog, MemberRolesDialog };
