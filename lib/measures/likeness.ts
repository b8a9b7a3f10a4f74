import { type Random, seededRandom } from "@/lib/base/random";
import { type Features, featurePlaces, featuresOf } from "./text-features";

/** Texts of real people (true) and of simulators (false). */
export type Example = { text: string; isHuman: boolean };

/** How like a person's a text is: the weight of each feature, and where the scale was set. */
export type LikenessModel = { weights: Float32Array; bias: number; slope: number; offset: number };

/** What a text looks like: {@link featuresOf}, or one that remembers it of texts that are met again. */
export type Look = (text: string) => Features;

const epochs = 8;
const learningRate = 0.5;
const pull = 1e-5;

/**
 * Learns to tell people's texts from simulators' by logistic regression on {@link featuresOf} (AdaGrad, L2), both sides weighing
 * alike however many each has. Deterministic by its seed. A tenth of the texts is kept out of it to set the scale (Platt
 * 1999), so that 0.8 means people in 8 of 10. Give it dialogues or pools of at least 50 tokens: single turns cannot be
 * told. Throws unless each side has at least ten texts.
 */
export function trainLikeness(examples: readonly Example[], seed: number, look: Look = featuresOf): LikenessModel {
  const human = examples.filter(({ isHuman }) => isHuman).length;
  if (Math.min(human, examples.length - human) < 10)
    throw new RangeError("Telling people from simulators takes at least ten texts of each");
  const random = seededRandom(seed);
  const rows = shuffled(examples, random).map(({ text, isHuman }) => ({ isHuman, features: look(text) }));
  const kept = Math.max(2, Math.floor(rows.length / 10));
  const model = { weights: new Float32Array(featurePlaces), bias: 0, slope: 1, offset: 0 };
  const share = { human: rows.length / 2 / human, simulated: rows.length / 2 / (rows.length - human) };
  descend(model, rows.slice(kept), share, random);
  return setScale(model, rows.slice(0, kept), share);
}

/** The chance that a person wrote the text, 0 to 1, where people and simulators are met equally often. */
export function likenessOf(model: LikenessModel, text: string, look: Look = featuresOf): number {
  return logistic(model.slope * margin(model, look(text)) + model.offset);
}

type Row = { isHuman: boolean; features: Features };
type Share = { human: number; simulated: number };

function descend(model: LikenessModel, rows: Row[], share: Share, random: Random): void {
  const squares = new Float32Array(featurePlaces).fill(1e-6);
  let biasSquares = 1e-6;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { isHuman, features } of shuffled(rows, random)) {
      const error = (logistic(margin(model, features)) - Number(isHuman)) * (isHuman ? share.human : share.simulated);
      biasSquares += error * error;
      model.bias -= (learningRate * error) / Math.sqrt(biasSquares);
      for (let i = 0; i < features.places.length; i++) {
        const place = features.places[i] as number;
        const weight = model.weights[place] as number;
        const slope = error * (features.weights[i] as number) + pull * weight;
        squares[place] = (squares[place] as number) + slope * slope;
        model.weights[place] = weight - (learningRate * slope) / Math.sqrt(squares[place] as number);
      }
    }
  }
}

/** Platt's scale by Newton's method on texts that the weights were not learned from, with his targets against certainty. */
function setScale(model: LikenessModel, rows: Row[], share: Share): LikenessModel {
  const human = rows.filter(({ isHuman }) => isHuman).length;
  const targets = { human: (human + 1) / (human + 2), simulated: 1 / (rows.length - human + 2) };
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [1e-9, 1e-9, 1e-6, 0, 1e-6];
    for (const { isHuman, features } of rows) {
      const x = margin(model, features);
      const weight = isHuman ? share.human : share.simulated;
      const p = logistic(slope * x + offset);
      const gap = weight * (p - (isHuman ? targets.human : targets.simulated));
      const bend = weight * Math.max(1e-9, p * (1 - p));
      g0 += gap * x;
      g1 += gap;
      h00 += bend * x * x;
      h01 += bend * x;
      h11 += bend;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 0)) break;
    const [ds, dof] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    slope -= Math.max(-2, Math.min(2, ds));
    offset -= Math.max(-2, Math.min(2, dof));
    if (Math.abs(ds) + Math.abs(dof) < 1e-8) break;
  }
  // Texts kept out that say the contrary tell nothing of a scale.
  return slope > 0 ? { ...model, slope, offset } : model;
}

function margin({ weights, bias }: LikenessModel, { places, weights: given }: Features): number {
  let sum = bias;
  for (let i = 0; i < places.length; i++) sum += (weights[places[i] as number] as number) * (given[i] as number);
  return sum;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
