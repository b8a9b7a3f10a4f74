import { productWords } from "./known-names";

/** Words after which a name is that of whoever speaks. All are held against the end of what stands before. */
const firstPerson =
  /(?<![\p{L}\p{N}])(?:i am|i['’]?m|i was|we are|i am called|i['’]m called|i am named|i was named|call me|i go by|you are (?:talking|speaking|chatting) (?:to|with)|you['’]re (?:talking|speaking|chatting) (?:to|with)|ich bin|je suis|moi,|soy|yo soy|eu sou|sou [oa]|sono|ik ben|jestem|jag är|jeg er|ben|tôi là|saya(?: adalah)?|ako si|я\s*[-—–]?|это|είμαι(?: ο| το)?|eu sunt|én|मैं|من)(?: (?:just|also|actually|really|the|an?|der|die|das|le|la|el|o))?\s*$|(?:我是|我就是|我乃|我们是|本人是|身为|作为|私は|わたしは|僕は|ぼくは|わたくし、|저는|나는|전|أنا|انا|بصفتي|אני)\s*$/iu;

const ownName =
  /(?<![\p{L}\p{N}])(?:my name(?: is|['’]s)|my name['’]?s|the name['’]?s|i am called|i['’]m called|i am named|you can call me|i go by(?: the name)?(?: of)?|mein name ist|ich hei(?:ß|ss)e|je m['’]appelle|mon nom est|me llamo|mi nombre es|me chamo|chamo-me|(?:o )?meu nome é|mi chiamo|il mio nome è|mijn naam is|ik heet|nazywam się|mam na imię|меня зовут|моё имя|мое имя|мене звати|mitt namn är|jag heter|mit navn er|jmenuji se|benim adım|adım|tên tôi là|nama saya(?: adalah)?|मेरा नाम|με λένε|το όνομά μου είναι|اسم من)\s*[:：]?\s*$|(?:我叫做?|我名叫|我的名字(?:是|叫做?)|我被称为|私の名前は|名前は|제 이름은|내 이름은|اسمي(?: هو)?|إسمي(?: هو)?|يمكنك مناداتي|שמי)\s*[:：]?\s*$/iu;

const asOne =
  /(?<![\p{L}\p{N}])as (?:(?:an?|the) )?(?:(?:ai|language model|assistant|model|ai assistant|ai model)(?: (?:named|called))? )?$/iu;
const speaksOn = /^\s*[,，]?\s*(?:i|i['’]m|we|my|the|an?)(?![\p{L}\p{N}])/iu;

const kinds =
  "(?:large )?language model|llm|ai(?: (?:assistant|model|system|language))?|artificial intelligence|chat ?bot|assistant|bot|ki|ia|ии|sprachmodell|ki-assistent|modèle de langage|modelo de lenguaje|modelo de linguagem|modello linguistico|языковая модель|taalmodel";
const describes = new RegExp(
  String.raw`^\s*(?:[,，(—–-]\s*)?(?:(?:is|was|am|ist|est|es|é|è|ein|['’]s|[-—–])\s+)?(?:an?|the|your|eine?|une?|una?|um|uma|un['’]|een|your)\s*(?:[\p{L}-]+\s+){0,3}?(?:${kinds})(?![\p{L}\p{N}])|^[\s(（]*(?:是|は|という|といいます|と申します|은|는|，|、).{0,24}?(?:语言模型|語言模型|大模型|人工智能|人工智慧|(?<![A-Za-z])AI(?![A-Za-z])|助手|助理|聊天机器人|言語モデル|アシスタント|人工知能|언어 ?모델|인공지능|어시스턴트)|^\s*[،,]?\s*(?:هو |وهو )?(?:نموذج|مساعد|روبوت)|^(?:です|と申します|といいます|입니다|이에요|예요|라고 합니다)`,
  "iu",
);

const calledSo = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${kinds}|model|modell|modelo|modèle|модель)[,:(]?\s+(?:named|called|known as|genannt|namens|nommée?|appelée?|llamad[oa]|chamad[oa]|chiamat[oa]|по имени|под названием)?\s*$|(?:模型|助手|机器人|モデル|アシスタント|모델)(?:名为|名叫|叫做?|是|「|“)?\s*$|(?:نموذج|مساعد|المساعد)(?: يسمى| اسمه)?\s*$`,
  "iu",
);

const madeBefore =
  /(?<![\p{L}\p{N}])(?:made|created|developed|trained|built|designed|fine-?tuned|provided|powered|released|programmed|engineered|owned|entwickelt|trainiert|erstellt|geschaffen|développée?|créée?|entraînée?|conçue?|desarrollad[oa]|cread[oa]|entrenad[oa]|desenvolvid[oa]|criad[oa]|treinad[oa]|sviluppat[oa]|creat[oa]|addestrat[oa]|ontwikkeld|gemaakt|разработан\p{L}*|создан\p{L}*|обучен\p{L}*)\s+(?:(?:und trainiert )?(?:by|von|par|por|da|dalla?|door|компанией|командой))?\s*(?:the )?(?:(?:company|team|people|folks|researchers|engineers|firma|team)(?: (?:at|of|from|von))? )?$|(?:由|被|受)\s*$|(?:طورته|طورتني|طورتها|من تطوير|تطوير|أنشأتني|أنشأته|دربتني|صنعتني|برمجتني)(?: شركة)?\s*$/iu;
const madeAfter =
  /^\s*(?:(?:has |have )?(?:trained|created|made|built|developed|designed|programmed)(?: me| it| this)|(?:['’]s )(?:model|assistant|chatbot|ai)(?![\p{L}\p{N}]))|^(?:公司|团队|社)?\s*(?:所)?(?:开发|训练|创建|研发|推出|打造|创造|制作|開發|訓練|によって|が開発|の開発|에서 개발|가 개발|이 개발|에서 만든|가 만든)/iu;

const ofModels =
  /(?<![\p{L}\p{N}])(?:language models?|llms?|artificial intelligence|chat ?bots?|fine-?tun\p{L}*|pre-?train\p{L}*|sprachmodell\p{L}*|modèles? de langage|modelos? de len\p{L}*|modelos? de linguagem|modell\p{L}* linguistic\p{L}*|языков\p{L}+ модел\p{L}+|нейросет\p{L}+|искусственн\p{L}+ интеллект\p{L}*)(?![\p{L}\p{N}])|语言模型|語言模型|大模型|人工智能|人工智慧|言語モデル|人工知能|언어 ?모델|인공지능|نموذج لغوي|نماذج لغوية|ذكاء اصطناعي|الذكاء الاصطناعي/iu;
const ofMachines = /(?<![\p{L}\p{N}])(?:AI|A\.I\.|KI|IA|ИИ|LLM|NLP)(?![\p{L}\p{N}])/u;

/** What a text says of a name right where it stands. */
export type Cues = {
  /** "I am", "as", "an AI called": whoever speaks, or a model, has this name. `isSpeaker`: by "I am". `isStrong`: however it is written. */
  isNamed: boolean;
  isSpeaker: boolean;
  isStrong: boolean;
  isMaker: boolean;
  hasVersion: boolean;
  hasKind: boolean;
};

const versionAfter = /^(?:[\p{Pd}_:.]?v?\d|\s(?:v\d|\d+(?:\.\d+)+|\d+(?:\.\d+)?[bB](?![\p{L}\p{N}])))/u;
const integerAfter = /^\s\d+(?![\p{L}\p{N}%])/u;
const kindAfter = new RegExp(String.raw`^[-_ ](?:${productWords})(?![\p{L}\p{N}])`, "iu");
const capitalKindAfter = /^ \p{Lu}/u;
/** "Claude here!", "the Llama model". */
const said = /^\s+(?:here|speaking|(?:language |chat )?models?|chat ?bot)(?![\p{L}\p{N}])/iu;
const iMyself = /(?<![\p{L}\p{N}])I, $/u;
const unseen = /[*_`~"“”«»「」『』<>\u200b-\u200f\u2060\ufeff]/gu;

/** @param isUpper - whether the name begins with a capital there */
export function cuesAt(text: string, start: number, end: number, isUpper: boolean): Cues {
  const before = text.slice(Math.max(0, start - 80), start).replace(unseen, "");
  const raw = text.slice(end, end + 80);
  const after = raw.replace(unseen, "");
  const described = describes.test(after);
  const speaks = firstPerson.test(before);
  const named = ownName.test(before);
  const kind = kindAfter.test(raw) && (!raw.startsWith(" ") || capitalKindAfter.test(raw));
  return {
    isNamed:
      speaks ||
      named ||
      described ||
      said.test(after) ||
      iMyself.test(before) ||
      calledSo.test(before) ||
      (asOne.test(before) && speaksOn.test(after)),
    isSpeaker: speaks,
    isStrong: named || (speaks && described),
    isMaker: madeBefore.test(before) || madeAfter.test(after),
    hasVersion: versionAfter.test(raw) || (isUpper && integerAfter.test(raw)),
    hasKind: kind,
  };
}

/** True where a sentence is about models or machines that speak. */
export function isOfModels(sentence: string): boolean {
  return ofModels.test(sentence) || ofMachines.test(sentence);
}

/** True where a sentence says "I" or "me". */
export function isOfOneself(sentence: string): boolean {
  return /(?<![\p{L}\p{N}])(?:i|i['’]m|me|my|ich|je|yo|eu|io|я|меня)(?![\p{L}\p{N}])|[我私僕저나]|أنا|انا/iu.test(
    sentence,
  );
}
