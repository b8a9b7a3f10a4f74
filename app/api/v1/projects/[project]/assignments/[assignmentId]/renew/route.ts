import { serve } from "@/lib/http/serve";
import { renewAssignment } from "@/lib/operations/review/assignments";

export const POST = serve("renewAssignment", ({ viewer, params }) => renewAssignment(viewer, params.assignmentId));
