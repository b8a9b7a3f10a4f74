import { AppError } from "@/lib/base/app-error";
import { type MemberRow, type NotClosed, updateActive, updateRoles } from "@/lib/data/people";
import { giveBackAllPlaces } from "@/lib/data/places";
import type { Role } from "@/lib/domain/viewer";

const elsewhere =
  "This person is in other projects, too, or owns the server, so only an owner opens or closes the account. Nothing was changed.";

/** Gives a member other roles; the last lead stays one, or nobody could manage the team. */
export async function updateMember(memberId: string, roles: Role[]): Promise<MemberRow> {
  const member = await updateRoles(memberId, [...new Set(roles)]);
  if (member === "no_such_person") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  if (member === "last_lead")
    throw new AppError("conflict", "This is the only lead, so the role was kept. Make somebody else a lead first.");
  return member;
}

/**
 * Closes an account. Sessions and API tokens end with it for good, event streams at their next check (at most 2 s); the items
 * and comparisons that it held go to others at once, and what the person did stays theirs. The last lead stays, or nobody
 * could open it again.
 */
export async function deactivateMember(memberId: string, isOwner: boolean): Promise<MemberRow> {
  const member = await updateActive(memberId, false, isOwner);
  if (member === "elsewhere") throw new AppError("forbidden", elsewhere);
  if (member === "no_such_person") throw new AppError("not_found", "There is no such member. Nothing was changed.");
  if (isNotClosed(member)) throw notClosed(member);
  await giveBackAllPlaces(memberId);
  return member;
}

/** Opens a closed account again, with the roles it had. */
export async function reactivateMember(memberId: string, isOwner: boolean): Promise<MemberRow> {
  const member = await updateActive(memberId, true, isOwner);
  if (member === "elsewhere") throw new AppError("forbidden", elsewhere);
  if (typeof member === "string" || isNotClosed(member))
    throw new AppError("not_found", "There is no such member. Nothing was changed.");
  return member;
}

function isNotClosed(outcome: object | string): outcome is NotClosed {
  return outcome === "last_owner" || (typeof outcome === "object" && "lastLeadOf" in outcome);
}

/** Why an account stays open, and what to do about it. */
export function notClosed(outcome: NotClosed): AppError {
  if (outcome === "last_owner")
    return new AppError("conflict", "This is the only owner of the server, so the account stays open.");
  const where = outcome.lastLeadOf.join(" and ");
  return new AppError(
    "conflict",
    `Nobody else leads ${where}, so the account stays open. Make somebody else a lead there first.`,
  );
}
