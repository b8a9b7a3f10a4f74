import { sql } from "../door/fragment";

/**
 * Of a list `l` of keys (`l.id`) that is joined with a table: always true, and makes Postgres expect few of them. It then looks up
 * each by its key. Else, on a table of which it has no figures yet, it takes the rows of the project for the fewer ones and
 * goes through them for each key. Such statements are planned each time (once for many rows): a plan that was made for a table
 * while it was empty lasts until there are figures of it.
 */
export const fewKeys = sql`l.id || '' = l.id`;
