import { describe, expect, it } from "vitest";
import { must } from "@/lib/base/assert";
import { fingerprintCoverage } from "./fingerprint-coverage";
import { behaviourOf, meanBehaviour, userSimIndex } from "./user-sim-index";

const of = (...turns: string[]) => must(behaviourOf(turns), "behaviour");

describe("a user's behaviour", () => {
  it("is read from what they say", () => {
    const seen = of(
      "my order AB-1234 from 3 May did not arrive, can you help please",
      "ok",
      "what do you mean by pending?",
      "that's not what I asked!! you keep saying the same",
      "maybe try something else instead",
    );
    expect(seen).toMatchObject({
      politeness: 0.2,
      shortTurns: 0.2,
      acknowledgementOnly: 0.2,
      clarificationQuestions: 0.2,
      infoSeeking: 0.2,
      pushback: 0.2,
      emotion: 0.2,
      accusation: 0.2,
      uncertainty: 0.2,
      pivot: 0.2,
      certainty: 0,
      dashes: 0,
      identityConfusion: 0,
      openingWords: 14,
      frontLoading: 1,
    });
    expect(of("As an AI I am happy to help — how can I assist you?")).toMatchObject({
      identityConfusion: 1,
      dashes: 1,
    });
    expect(of("tell me a story", "tell me a joke").repeatedTrigrams).toBe(0.25);
    expect(of("one two three", "one").lengthVariation).toBe(0.5);
  });

  it("is nothing without words", () => {
    expect([behaviourOf([]), behaviourOf(["", "👍", "…"])]).toEqual([null, null]);
    expect(of("", "hello there").wordsPerTurn).toBe(2);
  });
});

describe("User-Sim Index", () => {
  it("is 100 for people among themselves and falls by the share that is not shared", () => {
    const people = of("hi", "please fix it", "why?");
    expect(userSimIndex(people, people)).toEqual({
      communication: 100,
      information: 100,
      clarification: 100,
      errors: 100,
      total: 100,
    });
    const twice = { ...people, wordsPerTurn: 2 * people.wordsPerTurn };
    expect(userSimIndex(twice, people).information).toBeCloseTo((100 + 100 + 100 + (100 * 2) / 3) / 4, 10);
    expect(userSimIndex({ ...people, emotion: 1 }, people).errors).toBeCloseTo(200 / 3, 10);
    // Which side is the model makes no difference.
    expect(userSimIndex(people, twice)).toEqual(userSimIndex(twice, people));
  });

  it("stands on the means over dialogues", () => {
    const mean = must(meanBehaviour([of("one two three four"), of("one two")]), "mean");
    expect(mean.wordsPerTurn).toBe(3);
    expect(meanBehaviour([])).toBeNull();
  });
});

describe("fingerprint coverage", () => {
  const people = ["hi", "hi please help me now", "what is this?", "fix my code it does not work", "ok thanks"].map(
    (one) => of(one),
  );

  it("is whole where simulated users lie where people do, and nothing far away", () => {
    expect(fingerprintCoverage(people, people)?.value).toBe(1);
    const far = people.map((one) => ({ ...one, wordsPerTurn: one.wordsPerTurn + 1_000 }));
    expect(fingerprintCoverage(far, people)).toMatchObject({ value: 0 });
  });

  it("tells what is missed from what is invented", () => {
    const few = fingerprintCoverage(people.slice(0, 1), people);
    expect(few?.invented).toBe(0);
    expect(few?.missed).toBeGreaterThan(0);
    const more = fingerprintCoverage([...people, of("As an AI — certainly! ".repeat(30))], people);
    expect(more?.missed).toBe(0);
    expect(more?.invented).toBeGreaterThan(0);
  });

  it("has no value without people to compare, or where they are all alike", () => {
    expect(fingerprintCoverage(people, people.slice(0, 1))).toBeNull();
    expect(fingerprintCoverage([], people)).toBeNull();
    expect(fingerprintCoverage(people, [of("hi"), of("hi")])).toBeNull();
  });
});
