import { describe, expect, it } from "vitest";
import { isReferenceGuided } from "@/lib/domain/judging/benchmark";
import { checkAnswers } from "@/lib/domain/judging/check-answers";
import { publishedData, readPublished as read } from "@/lib/testing/published-data";
import { gatherLines } from "../gather-lines";
import { readJsonLines } from "../text/json-records";
import { modelAnswerSchema, newModelAnswer, toGivenAnswer, withReferences } from "./model-answer";
import { readQuestions, toQuestionRecord } from "./question";

const line = (record: unknown) => `${JSON.stringify(record)}\n`;
const question = (id: unknown, ...turns: unknown[]) => line({ question_id: id, category: "math", turns });

/** In pieces that cut lines and even characters in two. */
async function* inPieces(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

describe("question.jsonl", () => {
  it("refuses a question in which letters were lost, and says where", async () => {
    const { errors } = await readQuestions(question(1, "caf\u00e9") + question(2, "caf\uFFFD"));
    expect(errors).toEqual([{ line: 2, message: expect.stringContaining("a letter was lost") }]);
  });

  it("is read from bytes cut anywhere, with BOM, CRLF and blank lines, and keeps unknown fields", async () => {
    const record = {
      question_id: 81,
      category: "写作",
      turns: ["你好 👋", "a\u2028b"],
      reference: ["", "x"],
      level: { a: 1 },
    };
    const file = `\uFEFF${JSON.stringify(record)}\r\n\r\n${question("q-2", "one", "two")}`;
    for (const size of [1, 3, 7, 10_000]) {
      const { questions, records, errors } = await readQuestions(inPieces(file, size));
      expect(errors).toEqual([]);
      expect(questions).toEqual([
        { questionId: "81", category: "写作", turns: ["你好 👋", "a\u2028b"], reference: ["", "x"] },
        { questionId: "q-2", category: "math", turns: ["one", "two"], reference: null },
      ]);
      expect(questions.map((one, i) => toQuestionRecord(one, records[i]))).toEqual(records);
      expect(Object.keys(records[0] ?? {})).toContain("level");
    }
  });

  it("numbers each line that cannot be read and says what to do", async () => {
    const file = [
      ...[question(1, "a", "b"), "{oops\n", question(1, "a", "b"), question(2, "a", " "), question(3)],
      ...[line({ question_id: 4, turns: ["a", "b"] }), question(null, "a", "b"), question(5, "a", null), '["x"]\n'],
    ];
    const { errors } = await readQuestions(file.join(""));
    expect(errors.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    const texts = errors.map(({ message }) => message);
    expect(texts[0]).toMatch(/^Not JSON: /);
    expect(texts[1]).toBe("Question 1 stands on line 1 already; give it an id of its own.");
    expect(texts[2]).toBe("turns[1]: A turn is empty; write what the user asks, or take the turn out");
    expect(texts[3]).toBe("turns: A question needs at least one turn");
    expect(texts[4]).toBe("category: A question needs a category");
    expect(texts[5]).toContain("question_id is missing");
    expect(texts[6]).toBe("turns[1]: A turn must be text");
    expect(texts[7]).toContain("on a line of its own");
  });

  it("finds the one question that lost a turn, and leaves files of mixed length alone", async () => {
    const whole = Array.from({ length: 20 }, (_, i) => question(i, "a", "b"));
    const { errors } = await readQuestions([...whole, question(20, "a")].join(""));
    expect(errors).toEqual([{ line: 21, message: expect.stringContaining("Question 20 has 1 of 2 turns") }]);
    const mixed = Array.from({ length: 20 }, (_, i) => question(i, ...["a", "b", "c"].slice(i % 3)));
    expect((await readQuestions(mixed.join(""))).errors).toEqual([]);
  });

  it("says so when there is nothing, or a JSON array over many lines", async () => {
    expect((await readQuestions("\n \n")).errors[0]?.message).toContain("no record");
    expect((await readQuestions("[\n{}\n]\n")).errors[0]?.message).toContain("spans several lines");
  });
});

describe("answers against a benchmark", () => {
  const questions = [81, 82, 83].map((id) => ({ questionId: `${id}`, turns: ["one", "two"] }));
  const answer = (id: number, ...turns: string[]) => ({ questionId: `${id}`, turns });

  it("that fit have nothing said of them", () => {
    const all = [answer(81, "a", "b"), answer(82, "a", "b"), answer(83, "a", "b")];
    expect(checkAnswers(questions, all)).toEqual({ fitting: all, isForBenchmark: true, notes: [] });
  });

  it("of another benchmark are told at once", () => {
    const { isForBenchmark, fitting, notes } = checkAnswers(questions, [answer(1, "a"), answer(2, "a")]);
    expect([isForBenchmark, fitting]).toEqual([false, []]);
    expect(notes).toEqual([
      "These answers are for another benchmark: they are to 1, 2, and the questions here are 81, 82, 83. Choose the file of answers to this benchmark.",
    ]);
  });

  it("that miss a turn, a question, or answer a stranger are named one by one", () => {
    const given = [answer(81, "a", ""), answer(82, "a", "b"), answer(82, "c", "d", "e"), answer(7, "a", "b")];
    const { fitting, notes } = checkAnswers(questions, given);
    expect(fitting).toEqual([answer(82, "c", "d", "e")]);
    expect(notes).toEqual([
      "1 question has no answer: 83.",
      "1 answer is to a question that the benchmark does not have; it is left out: 7.",
      "Question 81 has 2 turns and only 1 of them is answered; the answer is left out. Answer every turn.",
      "1 answer has more turns than its question; those beyond are not shown: 82.",
      "1 question is answered twice; the last answer counts: 82.",
    ]);
  });
});

it("answers to first turns alone are told of together", () => {
  const questions = [81, 82, 83].map((id) => ({ questionId: `${id}`, turns: ["one", "two"] }));
  const { fitting, notes } = checkAnswers(
    questions,
    questions.map(({ questionId }) => ({ questionId, turns: ["a"] })),
  );
  expect([fitting, notes]).toEqual([
    [],
    [
      "3 questions have 2 turns and only 1 of them is answered; the answers are left out: 81, 82, 83. Answer every turn.",
    ],
  ]);
});

describe("model answers", () => {
  it("are written in the order of the published fields and read back with what is unknown", async () => {
    const fresh = newModelAnswer({
      questionId: 81,
      answerId: "abc",
      modelId: "ours",
      turns: ["a", "b"],
      at: new Date(1_686_286_924_844),
    });
    expect(JSON.stringify(fresh)).toBe(
      '{"question_id":81,"answer_id":"abc","model_id":"ours","choices":[{"index":0,"turns":["a","b"]}],"tstamp":1686286924.844}',
    );
    const odd = { ...fresh, seen: true, choices: [{ index: 0, turns: ["a"], finish: "stop" }] };
    const { records, errors } = await gatherLines(readJsonLines(line(odd), modelAnswerSchema));
    expect([records[0]?.value, errors]).toEqual([odd, []]);
    expect(toGivenAnswer(records[0]?.value ?? fresh)).toMatchObject({
      questionId: "81",
      modelId: "ours",
      turns: ["a"],
    });
  });

  it("with a field missing say which", async () => {
    const { errors } = await gatherLines(readJsonLines(line({ question_id: 1, answer_id: "a" }), modelAnswerSchema));
    expect(errors[0]?.message).toContain("model_id is missing");
    expect(errors[0]?.message).toContain("choices is missing");
  });
});

describe.skipIf(publishedData === null)("the published files (skipped where they are absent)", () => {
  it("MT-Bench and Vicuna-Bench come through whole and unchanged", async () => {
    for (const [path, turns] of [
      ["mt_bench/question.jsonl", 2],
      ["vicuna_bench/question.jsonl", 1],
    ] as const) {
      const { questions, records, errors } = await readQuestions(read(path));
      expect(errors).toEqual([]);
      expect(questions).toHaveLength(80);
      expect(questions.every((one) => one.turns.length === turns)).toBe(true);
      const written = questions.map((one, i) => toQuestionRecord(one, records[i]));
      const lines = read(path).trimEnd().split("\n");
      expect(written).toEqual(lines.map((text) => JSON.parse(text)));
    }
  });

  it("the 30 references go to reasoning, math and coding, and judging there is reference-guided", async () => {
    const { questions } = await readQuestions(read("mt_bench/question.jsonl"));
    const file = readJsonLines(read("mt_bench/reference_answer_gpt-4.jsonl"), modelAnswerSchema);
    const { records, errors } = await gatherLines(file);
    expect(errors).toEqual([]);
    const answers = records.map(({ value }) => value);
    const given = withReferences(questions, answers);
    expect(given.unknown).toEqual([]);
    const guided = given.questions
      .filter((one) => isReferenceGuided(one, 2))
      .map(({ questionId }) => Number(questionId));
    expect(guided).toEqual(Array.from({ length: 30 }, (_, i) => 101 + i));
    expect(checkAnswers(questions, answers.map(toGivenAnswer)).notes).toEqual([
      "50 questions have no answer: 81, 82, 83, 84, 85, 86, 87, 88 and 42 more.",
    ]);
  });
});
