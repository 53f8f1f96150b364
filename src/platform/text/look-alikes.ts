/** Zero-width and other characters that nobody sees; a name is the same without them. Emoji need some, names do not. */
export const WITHOUT_SHAPE = /(?![\u202a-\u202e\u2066-\u2069])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Scripts that are written together in one name. Each also has the signs, figures and marks that all scripts share. */
const WRITTEN_TOGETHER = [
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\P{L}]*$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hangul}\P{L}]*$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Bopomofo}\P{L}]*$/u,
];
const LATIN = /^[\p{scx=Latin}\P{L}]*$/u;
const LETTER = /\p{L}/u;

/** Letters in the shape of Latin ones, of other scripts that a name may be in: а is not a, Ο is not O. */
const LIKE_LATIN = new Set(
  'АВЕЅІЈКМНОРСТУХҮԚԜаеѕіјорсухүһԛԝӏ' +
    'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ' +
    'ՍՏՕօսոհց' +
    'ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃ' +
    'ꓐꓑꓓꓔꓖꓗꓙꓚꓛꓝꓠꓡꓢꓣꓤꓥꓦꓧꓨꓪꓫꓬꓭꓮꓯꓰꓱꓲꓳꓴ',
);
/** Letters of mathematics, in circles, small capitals and such: 𝐀 is not A. Half and full width are usual in Japan. */
const STYLED = /[\u1d00-\u1dbf\u2100-\u214f\u2460-\u24ff\ua720-\ua7ff\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}]/u;
const SIGNS_AMONG_STYLED = new Set(['℃', '№', '℠', '℡', '™', '℮']);

/**
 * The first character by which a name looks like another one; null where there is none. Latin (Vietnamese), Japanese,
 * Korean and Chinese names mix scripts as they are written together; a name in another script stays in that one, and has
 * something that Latin has not.
 */
export function lookAlike(name: string): string | null {
  const styled = STYLED.exec(name)?.[0];
  if (styled !== undefined && !SIGNS_AMONG_STYLED.has(styled)) return styled;
  if (WRITTEN_TOGETHER.some((scripts) => scripts.test(name))) return null;
  const letters = Array.from(name).filter((character) => LETTER.test(character));
  const foreign = letters.filter((letter) => !LATIN.test(letter));
  const isMixed = foreign.length < letters.length || !isOneScript(foreign);
  if (isMixed || foreign.every((letter) => LIKE_LATIN.has(letter))) {
    return foreign.find((letter) => LIKE_LATIN.has(letter)) ?? foreign[0]!;
  }
  return null;
}

/** Of those that are not written together with others. */
const OTHER_SCRIPTS = [
  'Cyrillic',
  'Greek',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Devanagari',
  'Tamil',
  'Bengali',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
];
const ALONE = OTHER_SCRIPTS.map((script) => new RegExp(`^\\p{scx=${script}}+$`, 'u'));

const isOneScript = (letters: string[]): boolean => ALONE.some((script) => script.test(letters.join('')));
