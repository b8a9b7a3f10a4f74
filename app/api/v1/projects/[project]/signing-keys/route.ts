import { serve } from "@/lib/http/serve";
import { readSigningKeys } from "@/lib/operations/exporting/signing-key";

export const GET = serve("listSigningKeys", async () => ({ items: await readSigningKeys() }));
