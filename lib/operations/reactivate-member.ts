import { AppError } from "@/lib/base/app-error";
import { type MemberRow, updateActive } from "@/lib/data/people";

/** Opens a closed account again, with the roles it had. */
export async function reactivateMember(memberId: string): Promise<MemberRow> {
  const member = await updateActive(memberId, true);
  if (typeof member === "string") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  return member;
}
