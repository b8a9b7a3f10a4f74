import { AppError } from "@/lib/base/app-error";
import { type MemberRow, updateRoles } from "@/lib/data/people";
import type { Role } from "@/lib/domain/viewer";

/** Gives a member other roles; the last lead stays one, or nobody could manage the team. */
export async function updateMember(memberId: string, roles: Role[]): Promise<MemberRow> {
  const member = await updateRoles(memberId, [...new Set(roles)]);
  if (member === "no_such_person") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  if (member === "last_lead")
    throw new AppError("conflict", "This is the only lead, so the role was kept. Make somebody else a lead first.");
  return member;
}
