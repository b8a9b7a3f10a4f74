/** Words that tell nothing of a topic: articles, pronouns, prepositions, auxiliaries of the languages that people write most. */
const byLanguage = {
  english: `a about after all also am an and any are as at be because been before being but by can could did do does doing don down
    for from had has have he her here him his how i if in into is it its just let like ll m me more most my no not now of off on one
    only or other our out over own please re s same she should so some such t than that the their them then there these they this
    those to too up us ve very was we were what when where which who why will with would yes you your`,
  german: `aber als am an auch auf aus bei bin bis bist da das dass dein dem den der des die dir doch du ein eine einem einen einer er
    es für hat habe haben ich ihr ihre im in ist ja kann kannst man mein mir mich mit nach nicht noch nur oder sein sich sie sind so
    um und uns von war was wenn wer wie wir wird wo zu zum zur über`,
  spanish: `al como con cómo cuál cual de del el ella en entre era es esta este esto está están fue ha hay la las le lo los me mi muy más
    no nos o para pero por puede puedes que qué se ser si sin sobre son su sus te tu un una unos y ya yo`,
  french: `au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui ma mais me mes mon ne nous on ou où par pas
    pour que quel quelle qui sa se ses son sont sur ta te tu un une vous à été être`,
  portuguese: `ao aos as com como da das de do dos e ela ele em essa esse está eu foi há isso mais mas me meu minha na nas no nos não o os
    ou para pela pelo por qual que se ser seu sua são também te tem um uma você`,
  italian: `al alla anche che chi come con da dei del della delle di e ed gli ha ho il in io la le lo ma mi nel nella non per più quale
    questo se si sono su un una è`,
  russian: `а без бы в вы где да для до его ее если есть же за и из или их к как когда кто ли меня мне мы на не но о об он она они от по
    при с так то ты у что чтобы это я`,
} satisfies Record<string, string>;

export const commonWords: ReadonlySet<string> = new Set(
  Object.values(byLanguage).flatMap((words) => words.split(/\s+/)),
);
