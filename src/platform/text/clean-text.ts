import type { Problems } from '../graphql/problems.js';
import { lookAlike, WITHOUT_SHAPE } from './look-alikes.js';
import { TEXT } from './text.errors.js';

export interface CleanTextOptions {
  /** Empty or missing is a problem, not null. */
  required?: boolean;
  /** The most characters (code points of the NFC form) there may be. */
  max: number;
  /** Line breaks and tabs may stay. */
  multiline?: boolean;
  /** What somebody is called: nothing in it may be invisible or look like something else. */
  isName?: boolean;
}

/** Unpaired surrogates, controls (PostgreSQL refuses NUL), and the marks that turn the direction of what follows. */
const FORBIDDEN = /[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const FORBIDDEN_IN_LINES = /(?![\n\t])[\p{Cs}\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** White space and characters without a shape: a text of nothing else is empty. */
const INVISIBLE = /^[\s\p{Cf}]*$/u;

/**
 * Text as it is kept: NFC, without white space around it, without control characters. Null when there is none or when
 * something is wrong with it, which is then among the problems.
 */
export function cleanText(
  value: string | null | undefined,
  path: (string | number)[],
  problems: Problems,
  options: CleanTextOptions,
): string | null {
  const given = options.isName ? (value ?? '').replace(WITHOUT_SHAPE, '') : (value ?? '');
  const text = given.replace(/\r\n?/g, '\n').normalize('NFC').trim();
  if (INVISIBLE.test(text)) {
    if (options.required) problems.add(TEXT.TEXT_MISSING, path);
    return null;
  }
  const forbidden = (options.multiline ? FORBIDDEN_IN_LINES : FORBIDDEN).exec(text);
  if (forbidden) {
    const position = Array.from(text.slice(0, forbidden.index)).length + 1;
    problems.add(TEXT.TEXT_CONTROL_CHARACTER, path, { character: codePointName(forbidden[0]), position });
    return null;
  }
  const { length } = Array.from(text);
  if (length > options.max) {
    problems.add(TEXT.TEXT_TOO_LONG, path, { length, max: options.max });
    return null;
  }
  const imposter = options.isName ? lookAlike(text) : null;
  if (imposter !== null) {
    problems.add(TEXT.TEXT_LOOKS_ALIKE, path, { character: imposter, code: codePointName(imposter) });
    return null;
  }
  return text;
}

const codePointName = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
