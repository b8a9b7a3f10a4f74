import { listTrainingPlaces } from "@/lib/data/training/training-places";
import { serve } from "@/lib/http/serve";
import { createTrainingPlace } from "@/lib/operations/training/training-places";

export const GET = serve("listTrainingPlaces", async () => ({ items: await listTrainingPlaces() }));

export const POST = serve("createTrainingPlace", ({ viewer, body }) => createTrainingPlace(viewer, body));
