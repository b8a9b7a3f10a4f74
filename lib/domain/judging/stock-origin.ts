import * as z from "zod";

/** `own`: ships with the studio and is never deleted. `imported`: somebody brought it as a file. */
export const stockOriginSchema = z.enum(["own", "imported"]);
export type StockOrigin = z.infer<typeof stockOriginSchema>;
