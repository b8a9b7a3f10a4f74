import type { Place } from "./place";

/** A given name with or without what follows it: words that begin with a capital, with initials and particles between. */
const name = String.raw`\p{Lu}[\p{L}'’-]+(?:[ \u00a0](?:\p{Lu}\.|(?:von|van|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le)(?=[ \u00a0]\p{Lu})|\p{Lu}[\p{L}'’-]+)){0,4}`;

/** What people say before they say a name. The name itself is what is found. */
const before = [
  String.raw`\b[Mm]y (?:full |first |last )?name(?: is|['’]s|:)|\b[Tt]his is|\bI['’]?m called|\b[Ss]igned(?: by)?:?|\b[Pp]atient(?: name)?:|\b[Nn]ame:`,
  String.raw`\b[Mm]ein Name ist|\b[Ii]ch hei(?:ß|ss)e|\bName:`,
  String.raw`\b[Jj]e m['’]appelle|\b[Mm]on nom est`,
  String.raw`\b[Mm]e llamo|\b[Mm]i nombre es|\b[Mm]i chiamo|\b[Oo] meu nome é|\b[Mm]eu nome é|\b[Mm]ijn naam is|\b[Ii]k heet`,
  "[Мм]еня зовут",
];
const told = before.map((words) => new RegExp(String.raw`(?:${words})\s+(${name})`, "gu"));

/** A title belongs to the name. */
const titled = new RegExp(
  String.raw`(?<![\p{L}])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Sra?|Dra|Sig|Sig\.ra|Dott|Hr|Fr|Dhr|Mevr)\.?[ \u00a0](?:(?:Dr|Prof)\.?[ \u00a0])*(${name})`,
  "gu",
);

/** How letters begin and end. */
const greeted = new RegExp(
  String.raw`(?:^|\n)\s*(?:Dear|Hi|Hello|Hallo|Liebe[r]?|Cher|Chère|Estimad[oa]|Querid[oa]|Ciao|Beste)[ \u00a0](?:Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Herr|Frau)?[ \u00a0]?(${name})[,!:]\s*\n`,
  "gu",
);
const signed = new RegExp(
  String.raw`(?:[Rr]egards|[Ss]incerely|[Yy]ours truly|[Cc]heers|Mit freundlichen Grüßen|Viele Grüße|Cordialement|Saludos|Atentamente|Cordiali saluti),?\s*\n\s*(${name})\s*(?:\n|$)`,
  "gu",
);

const chinese =
  /(?:我叫|我的名字(?:叫|是)|本人姓名[:：]?|姓名[:：])\s*([\u4e00-\u9fff]{2,4}?)(?=[，。,.\s！!、；;]|$)/gu;

/** Words with a capital that are called by no name, wherever they stand. */
const nobody = new Set(
  "I The A An It This That My Your Sir Madam Team Customer User Client Friend Friends Everyone All Hiring Manager Support Reader Colleague Colleagues Not Assistant ChatGPT OpenAI Claude Gemini Siri Alexa Bot AI Name Your_Name Professor Doctor President Minister Damen Herren Kunde Speaker Chairman Right Wrong What How Why Just So".split(
    " ",
  ),
);

export function* namesIn(text: string): Generator<Place> {
  for (const pattern of [...told, titled, greeted, signed, chinese])
    for (const { index, 0: whole, 1: found = "" } of text.matchAll(pattern)) {
      if (nobody.has(found.split(/[ \u00a0]/)[0] ?? "")) continue;
      const start = index + whole.lastIndexOf(found);
      yield { start, end: start + found.length };
    }
}
