import { removeDestination } from "@/lib/data/destinations";
import { serve } from "@/lib/http/serve";
import { updateDestination } from "@/lib/operations/destinations/destinations";

export const PUT = serve("updateDestination", ({ params, body }) => updateDestination(params.destinationId, body));

export const DELETE = serve("removeDestination", ({ params }) => removeDestination(params.destinationId));
