import { must } from "@/lib/base/assert";
import { findUpload } from "@/lib/data/uploads";
import { serve } from "@/lib/http/serve";

export const GET = serve("getUpload", async ({ params }) => must(await findUpload(params.uploadId), "the upload"));
