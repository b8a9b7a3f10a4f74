import { AppError } from "@/lib/base/app-error";
import { type MemberRow, updateActive } from "@/lib/data/people";

/**
 * Closes an account. Sessions end with it, event streams at their next check (at most 2 s), API tokens at their next
 * use; what the person did stays theirs. The last lead stays, or nobody could open it again.
 */
export async function deactivateMember(memberId: string): Promise<MemberRow> {
  const member = await updateActive(memberId, false);
  if (member === "no_such_person") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  if (member === "last_lead")
    throw new AppError(
      "conflict",
      "This is the only lead, so the account stays open. Make somebody else a lead first.",
    );
  return member;
}
