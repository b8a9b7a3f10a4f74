import { serve } from "@/lib/http/serve";
import { testDestination } from "@/lib/operations/destinations/destinations";

export const POST = serve("testDestination", ({ viewer, params }) => testDestination(viewer, params.destinationId));
