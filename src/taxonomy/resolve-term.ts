import type { Problems } from '../platform/graphql/problems.js';
import { catalogue } from '../platform/i18n/message.js';
import type { Language } from '../platform/i18n/message.js';
import type { Labels, Vocabulary } from './taxonomy.js';

export const TERM = catalogue({
  TERM_UNKNOWN: {
    vi: 'Không biết “{word}”. Hãy dùng mã hoặc tên có trong danh mục.',
    en: '“{word}” is not known. Use a code or a name of the taxonomy.',
  },
  TERM_AMBIGUOUS: {
    vi: '“{word}” có thể chỉ nhiều mục: {candidates}. Hãy dùng mã.',
    en: '“{word}” may mean several entries: {candidates}. Use a code.',
  },
  TOO_MANY: {
    vi: 'Có {count} mục; tối đa là {limit}.',
    en: 'There are {count} entries; at most {limit} are taken.',
  },
});

interface Labelled {
  code: string;
  labels?: Labels;
  fullName?: string;
}

const nameOf = (entry: Labelled, language: Language): string =>
  entry.labels?.[language] ?? entry.fullName ?? entry.code;

/**
 * The code a word of a person’s stands for: a code itself or any word the taxonomy knows. Null where nothing or more
 * than one entry is meant; the problem then suggests the nearest.
 */
export function resolveTerm<T extends Labelled>(
  vocabulary: Vocabulary<T>,
  word: string,
  path: (string | number)[],
  problems: Problems,
  language: Language = 'en',
): string | null {
  const { exact, nearest } = vocabulary.lookUp(word);
  if (exact.length === 1) return exact[0]!.code;
  const describe = (entry: T): string => `${entry.code} (${nameOf(entry, language)})`;
  if (exact.length > 1) {
    const candidates = exact.map(describe);
    problems.add(TERM.TERM_AMBIGUOUS, path, { word, candidates: candidates.join(', ') }, candidates);
  } else {
    problems.add(TERM.TERM_UNKNOWN, path, { word }, nearest.map(describe));
  }
  return null;
}
