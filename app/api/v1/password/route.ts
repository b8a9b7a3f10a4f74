import { AppError } from "@/lib/base/app-error";
import { tryPassword } from "@/lib/http/auth-door";
import { serve } from "@/lib/http/serve";
import { startSession } from "@/lib/http/start-session";
import { changePassword } from "@/lib/operations/passwords";

export const PUT = serve("changePassword", async ({ account: { id, email }, body, request }) => {
  const changed = await tryPassword(request, email, () => changePassword(id, body), Boolean);
  if (!changed) {
    const fields = { currentPassword: "This is not your current password." };
    throw new AppError("invalid", "This is not your current password. Nothing was changed.", { fields });
  }
  return new Response(null, { status: 204, headers: await startSession(request, email, body.newPassword) });
});
