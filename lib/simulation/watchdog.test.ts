import { expect, test } from "vitest";
import { loadSpokenLanguage } from "./spoken-language";
import { watchTurn } from "./watchdog";

const spokenLanguage = await loadSpokenLanguage();

const path = [
  { speaker: "user", text: "How do I sharpen a kitchen knife at home?" },
  { speaker: "assistant", text: "Use a whetstone." },
] as const;

test.each([
  ["As an AI language model, I cannot feel pain.", ["answers_like_assistant"]],
  ["How can I assist you today?", ["answers_like_assistant"]],
  ["I'd be happy to help with that!", ["answers_like_assistant"]],
  ["Sure! Here is a list of knives", ["answers_like_assistant"]],
  ["I'm ready to discuss anything. What's on your mind?", ["answers_like_assistant"]],
  ["I'm here to help you explore your creative ideas.", ["answers_like_assistant"]],
  ["I'm ready to help. What can I do for you today?", ["answers_like_assistant"]],
  ["I'm ready to help my dad move house, what do I pack first?", []],
  ["I have been trained as a nurse, can I work abroad?", []],
  ["As an AI, do you sleep?", []],
  ["Sure, but does it work for bread knives?", []],
  ["The user wants me to ask about stones", ["leaks_reasoning"]],
  ["I need to respond as the human here. Why?", ["leaks_reasoning"]],
  ["what</think> grit?", ["leaks_reasoning"]],
  ["Human: which grit?", ["leaks_template"]],
  ["which grit?<|im_end|>", ["leaks_template"]],
  ["which grit? [INST]", ["leaks_template"]],
  ["which grit?\nHuman: and which stone?", ["leaks_template"]],
  ["which grit?<|eot_id|><|start_header_id|>", ["leaks_template"]],
  ["which grit?<｜Assistant｜>", ["leaks_template"]],
  ["which grit? <|User|>", ["leaks_template"]],
  ["which grit?\n### Response", ["leaks_template"]],
  ["which grit? [|assistant|]", ["leaks_template"]],
  ["which grit?<end_of_turn>", ["leaks_template"]],
  ["which grit? <bot>: the coarse", ["leaks_template"]],
  ["[THINK] which grit?", ["leaks_reasoning"]],
  ["which grit?\nAssistant: the coarse one", ["writes_both_speakers"]],
  ["which grit?\n\n**AI:** the coarse one\n**User:** and then?", ["writes_both_speakers"]],
  ["User: which grit?\nAssistant: the coarse one", ["leaks_template", "writes_both_speakers"]],
  ["Welche Körnung?\nAssistent: die grobe", ["writes_both_speakers", "switches_language"]],
  ["选哪个？\n助手：粗的", ["writes_both_speakers", "switches_language"]],
  ["Here is a possible next message:\n\nWhich grit?", ["announces_message"]],
  ["Here's a follow-up question: which grit?", ["announces_message"]],
  ["Sure! A possible next message would be: which grit?", ["announces_message"]],
  ["The user might ask which grit to use.", ["announces_message"]],
  ["Next message: which grit?", ["announces_message"]],
  ["As the human, I ask: which grit?", ["announces_message"]],
  ["[User's response]: which grit?", ["announces_message"]],
  ["Possible follow-up question from the user: which grit?", ["announces_message"]],
  ["Sure! Here's what the user might say next:\n\nWhich grit?", ["announces_message", "answers_like_assistant"]],
  ["Option 1: Which grit?\nOption 2: Which stone?", ["announces_message"]],
  ["Hier ist eine mögliche nächste Nachricht: Welche Körnung?", ["announces_message", "switches_language"]],
  ["Voici un message possible de l'utilisateur : quel grain ?", ["announces_message", "switches_language"]],
  ["下一条消息：选哪个？", ["announces_message", "switches_language"]],
  ["Here is my question: which grit?", []],
  ["Which option 1 or 2: the coarse one?", []],
  ["Which AI: the new one or the old?", []],
  ["what does ```<s>``` mean in HTML?", []],
  ["how do I sharpen a kitchen knife at home", ["repeats_opening"]],
  ["?", ["near_empty"]],
  ["y", ["near_empty"]],
  ["ok", []],
  ["7", []],
  ["какой камень лучше взять для этого", ["switches_language"]],
  ["¿Y qué piedra me recomiendas para empezar en casa?", ["switches_language"]],
  ["Und welchen Stein nimmt man am besten für den Anfang?", ["switches_language"]],
  ["gracias! and the angle?", []],
  ["Then what is a Schleifstein and where would I buy one?", []],
  ["And what does 砥石 mean in Japanese?", []],
  ["Which grit should I begin with?", []],
])("a user saying %j", (text, flags) => {
  expect(watchTurn({ speaker: "user", text }, [...path], spokenLanguage)).toEqual(flags);
});

test.each([
  ["I hope this helps! Let me know if you have any questions.", []],
  ["砥石を使ってください。", []],
  ["Assistant: use a stone", ["leaks_template"]],
  ["<think>hm</think>", ["leaks_reasoning"]],
  ["<reflection>The person wants rice.</reflection>Boil it.", ["leaks_reasoning"]],
  ['<plan step="1">Rice first.</plan>\nBoil it.', ["leaks_reasoning"]],
  ["<思考>要米饭</思考>把米煮熟。", ["leaks_reasoning"]],
  ["＜think＞rice＜/think＞Boil it.", ["leaks_reasoning"]],
  ["&lt;think&gt;rice&lt;/think&gt;Boil it.", ["leaks_reasoning"]],
  ["<think/>Boil it.", ["leaks_reasoning"]],
  ['<details type="reasoning" done="true">\n> rice\n</details>\nBoil it.', ["leaks_reasoning"]],
  ["Thinking...\nThe person wants rice.\n...done thinking.\n\nBoil it.", ["leaks_reasoning"]],
  ["analysisThe person wants rice.assistantfinalBoil it.", ["leaks_reasoning"]],
  ["**Thinking:**\nrice\n\n**Answer:** Boil it.", ["leaks_reasoning"]],
  ["Thinking Process:\n\n1. Rice.\n\nBoil it.", ["leaks_reasoning"]],
  ["<p>Boil it.</p> Then rest.", []],
  ["Thinking of rice? Boil it: twelve minutes.", []],
  ["Analysis of the recipe: the rice is boiled last.", []],
  ["…", ["near_empty"]],
  ["Boil the rice and then let it rest.\nUser: And beans?\nAssistant: Soak them overnight.", ["writes_both_speakers"]],
  ["Boil the rice.\n\nHuman: And beans?", ["writes_both_speakers"]],
  ["Boil it.\n### User\nAnd beans?", ["leaks_template"]],
  ["Here is a possible next message: And beans?", ["announces_message"]],
  ["Boil it.\n\nQ: How long?\nA: Twelve minutes.", ["writes_both_speakers"]],
  ["Boil it.\n\n- User: How long?\n- Assistant: Twelve minutes.", ["writes_both_speakers"]],
  ["Boil it.\n\nYou: How long?\nAI: Twelve minutes.", ["writes_both_speakers"]],
  ["Boil it. User: And how long? Assistant: Twelve minutes.", ["writes_both_speakers"]],
  ['Boil it.\n{"role": "user", "content": "How long?"}', ["leaks_template"]],
  ["Boil it. Note to the user: twelve minutes. Time: noon.", []],
  ["You can: boil it, or steam it.", []],
  ["Here is a reply you can send:\n\nDear Ann, thank you.", []],
  ["Options:\nUsers: many\nAids: few", []],
])("an assistant saying %j", (text, flags) => {
  expect(watchTurn({ speaker: "assistant", text }, [...path], spokenLanguage)).toEqual(flags);
});

test("the first question has nothing to repeat or to switch from", () => {
  expect(watchTurn({ speaker: "user", text: "какой камень лучше?" }, [], spokenLanguage)).toEqual([]);
});

const faq = "Q: Which grit?\nA: The coarse one first.\n\nQ: Which angle?\nA: Fifteen degrees.";

test.each([
  ["Write me an FAQ about whetstones", faq],
  ["can you do a short Q&A for my shop page", faq],
  ["Schreib mir Fragen und Antworten zum Schleifen", faq],
  ["给我写一个关于磨刀的问答", faq],
  ["Write a chat between a user and an assistant about rice", "User: How long?\nAssistant: Twelve minutes."],
])("who is asked for both sides writes both: %s", (text, answer) => {
  const asked = [{ speaker: "user", text }] as const;
  expect(watchTurn({ speaker: "assistant", text: answer }, [...asked], spokenLanguage)).not.toContain(
    "writes_both_speakers",
  );
  const later = [
    ...asked,
    { speaker: "assistant", text: answer },
    { speaker: "user", text: "shorter, please" },
  ] as const;
  expect(watchTurn({ speaker: "assistant", text: answer }, [...later], spokenLanguage)).not.toContain(
    "writes_both_speakers",
  );
});

test("long after such a request, and on the user's side, both speakers are no script", () => {
  const asked = { speaker: "user", text: "Write me an FAQ about whetstones" } as const;
  const since = [...path, ...path].map((turn) => ({ ...turn }));
  expect(watchTurn({ speaker: "assistant", text: faq }, [asked, ...since], spokenLanguage)).toContain(
    "writes_both_speakers",
  );
  expect(watchTurn({ speaker: "user", text: faq }, [asked], spokenLanguage)).toContain("writes_both_speakers");
});
