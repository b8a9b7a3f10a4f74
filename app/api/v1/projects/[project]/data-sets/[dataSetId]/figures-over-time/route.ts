import { serve } from "@/lib/http/serve";
import { readFiguresOverTime } from "@/lib/operations/statistics/data-set-figures";

export const GET = serve("getFiguresOverTime", ({ params }) => readFiguresOverTime(params.dataSetId));
