import { ReferencePanel } from "./reference-panel";
import { RevealCard } from "./reveal-card";
import { VotesDrawer } from "./votes-drawer";

/** What the comparing screen shows when it is asked for, or after the vote. */
export const besideVote = { ReferencePanel, RevealCard, VotesDrawer };
