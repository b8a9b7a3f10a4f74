import { listDestinations } from "@/lib/data/destinations";
import { serve } from "@/lib/http/serve";
import { createDestination } from "@/lib/operations/destinations/destinations";

export const GET = serve("listDestinations", async () => ({ items: await listDestinations() }));

export const POST = serve("createDestination", ({ viewer, body }) => createDestination(viewer, body));
