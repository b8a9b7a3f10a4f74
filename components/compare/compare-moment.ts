import { createMoment } from "@/lib/client/moment";

/** After a vote, or beside one: names, references, and what was voted before. */
export const besideVoteMoment = createMoment("this part of the comparison", () => import("./beside-vote"));
