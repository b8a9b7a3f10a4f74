import { createMoment } from "@/lib/client/moment";
import { lazyPart } from "./lazy-part";

const askingMoment = createMoment("the question", () => import("./confirm-dialog"));

/** Asks before what cannot be undone; comes when something is asked. */
export const AskFirst = lazyPart(askingMoment, ({ ConfirmDialog }) => ConfirmDialog);
