/**
 * How words are compared. People type the same word with and without Vietnamese marks, with either tone placement
 * (hòa, hoà), in full width, with and without hyphens; all of these fold to one key. Japanese and Korean keep what
 * distinguishes their words: dakuten (ガ is not カ), the long vowel mark ー and whole hangul syllables.
 */

/** Latin, Greek and Cyrillic marks. The dakuten (U+3099) lies outside and survives. */
const MARKS = /[\u0300-\u036f]/g;
/** The five Vietnamese tones: huyền, sắc, ngã, hỏi, nặng. All other marks change the letter itself (ơ, ă, đ). */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Most words of the trade are plain ASCII; they need no decomposing. */
const ASCII = /^\p{ASCII}*$/u;
const NOT_A_LETTER = /[^\p{L}\p{N}\p{M}]/gu;

/** The one form text is kept in. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/** Full width, ligatures and letter case evened out, letters and marks apart. A final ς counts as σ, as µ does as μ. */
function decomposed(text: string): string {
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll('ς', 'σ');
}

/** The key under which spellings of one word meet: no marks, spaces, hyphens or punctuation. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return decomposed(text).replaceAll('đ', 'd').replace(MARKS, '').replace(NOT_A_LETTER, '').normalize('NFC');
}

/** As `fold`, but Vietnamese marks count ("mạ" is not "mà"). Tones go to the end of their syllable, so hòa is hoà. */
export function foldKeepingMarks(text: string): string {
  if (ASCII.test(text)) return fold(text);
  return decomposed(text)
    .replace(/[\p{Script=Latin}\u0300-\u036f]+/gu, (syllable) => {
      const tones = syllable.match(TONES);
      return tones ? syllable.replace(TONES, '') + tones.join('') : syllable;
    })
    .replace(NOT_A_LETTER, '')
    .normalize('NFC');
}

interface Marks {
  /** One per letter of the folded word: the marks that make it another letter. */
  letters: string[];
  /** The tones in order. Hỏi and ngã are written for each other so often that they count as one. */
  tones: string;
}

function marksOf(text: string): Marks {
  const marks: Marks = { letters: [], tones: '' };
  for (const sign of decomposed(text).replace(NOT_A_LETTER, '')) {
    if (/[\u0300\u0301\u0303\u0309\u0323]/.test(sign)) marks.tones += sign === '\u0309' ? '\u0303' : sign;
    else if (/[\u0300-\u036f]/.test(sign)) marks.letters.push((marks.letters.pop() ?? '') + sign);
    else marks.letters.push(sign === 'đ' ? '-' : '');
  }
  return marks;
}

/**
 * Whether `typed` can be `word` with some or all of its marks left out, for two texts that fold alike. Someone who
 * writes "duc ap lực" left marks out; someone who writes "mà" does not mean "mạ".
 */
export function leavesOutMarksOf(typed: string, word: string): boolean {
  const [given, full] = [marksOf(typed), marksOf(word)];
  if (given.letters.length !== full.letters.length) return false;
  const lettersFit = given.letters.every((marks, at) => [...marks].every((mark) => full.letters[at]!.includes(mark)));
  let next = 0;
  for (const tone of full.tones) if (tone === given.tones[next]) next += 1;
  return lettersFit && next === given.tones.length;
}

/**
 * How alike two folded words are, from 0 to 1: the better of what is left after the fewest typing slips (a letter
 * more, less, other, or two swapped) and of the letter pairs they share, which forgives another order of words.
 * Nobody waits for how unlike words are that are less alike than `least`: for those it is anything below.
 */
export function similarity(a: string, b: string, least = 0): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (Math.min(a.length, b.length) === 0) return 0;
  const pairs = sharedPairs(a, b);
  const most = Math.ceil((1 - Math.max(pairs, least)) * longest);
  return Math.max(pairs, 1 - typingSlips(a, b, most) / longest);
}

/** The fewest slips between two words; infinitely many where it takes more than `most`. */
function typingSlips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let [beforeLast, last, current] = [0, 1, 2].map(() => new Array<number>(b.length + 2).fill(Infinity));
  for (let column = 0; column <= Math.min(most, b.length); column += 1) last![column] = column;
  for (let row = 1; row <= a.length; row += 1) {
    // Further from the diagonal it takes more slips than may be.
    const from = Math.max(1, row - most);
    const to = Math.min(b.length, row + most);
    current![from - 1] = from === 1 ? row : Infinity;
    for (let column = from; column <= to; column += 1) {
      const isSame = a.charCodeAt(row - 1) === b.charCodeAt(column - 1);
      let fewest = Math.min(last![column]! + 1, current![column - 1]! + 1, last![column - 1]! + (isSame ? 0 : 1));
      const isSwapped =
        row > 1 &&
        column > 1 &&
        a.charCodeAt(row - 1) === b.charCodeAt(column - 2) &&
        a.charCodeAt(row - 2) === b.charCodeAt(column - 1);
      if (isSwapped) fewest = Math.min(fewest, beforeLast![column - 2]! + 1);
      current![column] = fewest;
    }
    current![to + 1] = Infinity;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last![b.length]! > most ? Infinity : last![b.length]!;
}

/** Dice's coefficient over neighbouring letters. */
function sharedPairs(a: string, b: string): number {
  const counts = new Map<number, number>();
  for (let at = 0; at + 1 < a.length; at += 1) {
    const pair = pairAt(a, at);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < b.length; at += 1) {
    const pair = pairAt(b, at);
    const left = counts.get(pair) ?? 0;
    if (left === 0) continue;
    counts.set(pair, left - 1);
    shared += 1;
  }
  const pairs = a.length + b.length - 2;
  return pairs === 0 ? 0 : (2 * shared) / pairs;
}

/** Two neighbouring letters as one number, which compares faster than a text of two. */
export const pairAt = (word: string, at: number): number => word.charCodeAt(at) * 0x10000 + word.charCodeAt(at + 1);
