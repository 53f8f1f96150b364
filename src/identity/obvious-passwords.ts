import { fold } from '../platform/text/fold.js';

const OF_THIS_SERVICE = 'Kết nối';
/** Vietnamese words are short; shorter ones than this are in too many others. */
const SHORTEST_WORD = 3;
/** What is left besides obvious words, and without figures before or after it, must be as long as this. */
const SHORTEST_REST = 6;

/** Whether there is little in a password beside words that belong to the person, whatever their case, marks and order. */
export function isObviousPassword(password: string, obvious: (string | null)[]): boolean {
  const texts = [OF_THIS_SERVICE, ...obvious].flatMap((text) => (text === null ? [] : [text, ...text.split('@', 1)]));
  const words = texts.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}\p{M}]+/u)]).map(fold);
  const all = fold(password);
  const rest = besides(
    all,
    [...new Set(words)].filter((word) => word.length >= SHORTEST_WORD),
  );
  return rest.length < all.length && rest.replace(/^\d+|\d+$/g, '').length < SHORTEST_REST;
}

/** The least that is left of a text, where as much as possible is taken for some of the words, side by side. */
function besides(text: string, words: string[]): string {
  const rests = [''];
  for (let end = 1; end <= text.length; end += 1) {
    const ending = words.filter((word) => text.endsWith(word, end)).map((word) => rests[end - word.length]!);
    const rest = rests[end - 1]! + text[end - 1]!;
    rests.push(ending.reduce((least, other) => (other.length < least.length ? other : least), rest));
  }
  return rests[text.length]!;
}
