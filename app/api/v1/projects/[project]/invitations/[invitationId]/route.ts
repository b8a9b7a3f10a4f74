import { AppError } from "@/lib/base/app-error";
import { deleteInvitation } from "@/lib/data/invitations";
import { serve } from "@/lib/http/serve";

export const DELETE = serve("deleteInvitation", async ({ params }) => {
  if (!(await deleteInvitation(params.invitationId)))
    throw new AppError("not_found", "There is no such invitation that still waits.");
});
