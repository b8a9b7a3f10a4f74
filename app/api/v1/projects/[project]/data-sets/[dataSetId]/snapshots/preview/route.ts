import { must } from "@/lib/base/assert";
import { findDataSet } from "@/lib/data/snapshots/data-sets";
import { countTrainable } from "@/lib/data/snapshots/freeze";
import { dialoguesOf } from "@/lib/domain/training/dialogues-of";
import { serve } from "@/lib/http/serve";

export const GET = serve("previewSnapshot", async ({ params }) =>
  countTrainable(dialoguesOf(must(await findDataSet(params.dataSetId), "the data set"))),
);
