/**
 * How ties enter the Bradley–Terry model. `half_win`: a tie is half a win for each, a convention and no model of ties.
 * `davidson` and `rao_kupper` give ties a chance of their own, with one more parameter for how often they happen.
 */
export type TieConvention = "half_win" | "davidson" | "rao_kupper";

/**
 * The log-likelihood of one pair and its derivatives. `x` is the difference of the two strengths and `e` the tie
 * parameter, both in natural-log units; per outcome (won, tied, lost) `dx` and `de` are the scores of one battle.
 * `xx`, `xe`, `ee` are minus the second derivatives for all battles of the pair.
 */
export type PairTerms = {
  logLikelihood: number;
  dx: Float64Array;
  de: Float64Array;
  xx: number;
  xe: number;
  ee: number;
};

/** Fills `terms` for `wins`, `ties` and `losses` between two candidates whose strengths differ by `x`. */
export type TieLaw = (x: number, e: number, wins: number, ties: number, losses: number, terms: PairTerms) => void;

export function emptyTerms(): PairTerms {
  return { logLikelihood: 0, dx: new Float64Array(3), de: new Float64Array(3), xx: 0, xe: 0, ee: 0 };
}

export const tieLaws: Record<TieConvention, TieLaw> = { half_win: halfWin, davidson, rao_kupper: raoKupper };

/** P(win) = 1 / (1 + exp(-x)). Bradley & Terry (1952), Biometrika 39:324–345. */
function halfWin(x: number, _: number, wins: number, ties: number, losses: number, terms: PairTerms): void {
  const small = Math.exp(-Math.abs(x));
  const p = x >= 0 ? 1 / (1 + small) : small / (1 + small);
  const battles = wins + ties + losses;
  const against = x >= 0 ? losses : wins;
  terms.logLikelihood = -battles * Math.log1p(small) - (against + ties / 2) * Math.abs(x);
  three(terms.dx, 1 - p, 0.5 - p, -p);
  terms.xx = battles * p * (1 - p);
}

/**
 * P(win) : P(tie) : P(loss) = exp(x/2) : exp(e) : exp(-x/2), where exp(e) is Davidson's ν. Davidson (1970), Journal of
 * the American Statistical Association 65:317–328.
 */
function davidson(x: number, e: number, wins: number, ties: number, losses: number, terms: PairTerms): void {
  const most = Math.max(Math.abs(x) / 2, e);
  const [won, tied, lost] = [Math.exp(x / 2 - most), Math.exp(e - most), Math.exp(-x / 2 - most)];
  const all = won + tied + lost;
  const battles = wins + ties + losses;
  const lead = (won - lost) / all / 2;
  const p = tied / all;
  terms.logLikelihood = ((wins - losses) * x) / 2 + ties * e - battles * (Math.log(all) + most);
  three(terms.dx, 0.5 - lead, -lead, -0.5 - lead);
  three(terms.de, -p, 1 - p, -p);
  terms.xx = battles * ((1 - p) / 4 - lead * lead);
  terms.xe = -battles * lead * p;
  terms.ee = battles * p * (1 - p);
}

/**
 * P(win) = 1 / (1 + exp(e - x)), P(loss) = 1 / (1 + exp(e + x)), the rest are ties; exp(e) > 1 is Rao and Kupper's θ.
 * Rao & Kupper (1967), Journal of the American Statistical Association 62:194–204.
 */
function raoKupper(x: number, e: number, wins: number, ties: number, losses: number, terms: PairTerms): void {
  const [a, b] = [logistic(x - e), logistic(-x - e)];
  const [overWins, overLosses] = [wins + ties, losses + ties]; // P(tie) = (θ² - 1) P(win) P(loss)
  const beyond = Math.expm1(2 * e);
  terms.logLikelihood = overWins * logLogistic(x - e) + overLosses * logLogistic(-x - e) + ties * Math.log(beyond);
  three(terms.dx, 1 - a, b - a, b - 1);
  three(terms.de, a - 1, a + b + 2 / beyond, b - 1);
  const [ofWins, ofLosses] = [overWins * a * (1 - a), overLosses * b * (1 - b)];
  terms.xx = ofWins + ofLosses;
  terms.xe = ofLosses - ofWins;
  terms.ee = ofWins + ofLosses + (ties * 4 * (beyond + 1)) / (beyond * beyond);
}

/** What a tie parameter begins with, given the share of ties: its value between candidates of one strength. */
export function firstTieParameter(ties: TieConvention, share: number): number {
  if (ties === "half_win") return 0;
  return ties === "davidson" ? Math.log((2 * share) / (1 - share)) : Math.log((1 + share) / (1 - share));
}

function three(into: Float64Array, won: number, tied: number, lost: number): void {
  into[0] = won;
  into[1] = tied;
  into[2] = lost;
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function logLogistic(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}
