/**
 * Some fifty thousand passwords that were found in breaches, the most used first: what is tried before anything else. Read
 * when the first password is chosen, not at start: it takes a fifth of a second and some megabytes.
 */
let breached: Promise<ReadonlySet<string>> | null = null;

async function readBreached(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));
}

/** Whether a password is breached, is one with figures or signs around it, is one over and over, or counts up or down. */
export async function isCommonPassword(password: string): Promise<boolean> {
  const known = await (breached ??= readBreached());
  const text = password.toLowerCase();
  const word = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return isRun(text) || [text, word, repeated(text), repeated(word)].some((one) => known.has(one));
}

/** The shortest beginning of which the text is nothing but repetitions, the last of them perhaps cut off. */
function repeated(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (part.repeat(Math.ceil(text.length / length)).startsWith(text)) return part;
  }
  return text;
}

/** aaaaaaaaaaaa, abcdefghijkl, 210987654321: every character is the same step from the one before. */
function isRun(text: string): boolean {
  const steps = new Set<number>();
  for (let at = 1; at < text.length; at += 1) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    const wrapsRound = /^(09|90)$/.test(text.slice(at - 1, at + 1));
    steps.add(wrapsRound ? -Math.sign(step) : step);
  }
  return steps.size <= 1 && [...steps].every((step) => Math.abs(step) <= 1);
}
