import { createMoment } from "@/lib/client/moment";

/** When the first reply of a model is read. */
export const markdownMoment = createMoment("Markdown", () => import("./markdown-text"));
