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
  TERM_WITHDRAWN: {
    vi: '“{word}” không còn dùng; hãy dùng {replacement}.',
    en: '“{word}” is no longer in use; use {replacement}.',
  },
  TERM_WITHDRAWN_ALONE: {
    vi: '“{word}” không còn dùng và không có mục thay thế.',
    en: '“{word}” is no longer in use, and nothing has taken its place.',
  },
  TOO_MANY: {
    vi: 'Có {count} mục; tối đa là {limit}.',
    en: 'There are {count} entries; at most {limit} are taken.',
  },
});

interface Labelled {
  code: string;
  withdrawn?: true;
  replacedBy?: string;
  labels?: Labels;
  fullName?: string;
}

const nameOf = (entry: Labelled, language: Language): string =>
  entry.labels?.[language] ?? entry.fullName ?? entry.code;

/** What looking a word up needs: where to note what is wrong, and in which language to suggest. */
export interface TermReading {
  problems: Problems;
  language?: Language;
  /** Where to note withdrawn words; with other problems if left out. */
  overtaken?: Problems;
  /** Codes that are there already: one of them that was withdrawn since may stay. */
  kept?: ReadonlySet<string>;
}

/**
 * The code a word of a person’s stands for: a code itself or any word the taxonomy knows. Null where nothing or more
 * than one entry is meant; the problem then suggests the nearest. A withdrawn code is a problem that time has made.
 */
export function resolveTerm<T extends Labelled>(
  vocabulary: Vocabulary<T>,
  word: string,
  path: (string | number)[],
  { problems, language = 'en', overtaken = problems, kept }: TermReading,
): string | null {
  const { exact: named, nearest } = vocabulary.lookUp(word);
  const standing = named.filter(({ withdrawn }) => !withdrawn);
  const exact = standing.length > 0 ? standing : named;
  const describe = (entry: T): string => `${entry.code} (${nameOf(entry, language)})`;
  const [only] = exact;
  if (only && exact.length === 1) {
    if (only.withdrawn && !kept?.has(only.code)) {
      const replacement = only.replacedBy === undefined ? undefined : vocabulary.get(only.replacedBy);
      const described = replacement ? [describe(replacement)] : [];
      if (replacement) overtaken.add(TERM.TERM_WITHDRAWN, path, { word, replacement: described[0]! }, described);
      else overtaken.add(TERM.TERM_WITHDRAWN_ALONE, path, { word });
    }
    return only.code;
  }
  if (exact.length > 1) {
    const candidates = exact.map(describe);
    problems.add(TERM.TERM_AMBIGUOUS, path, { word, candidates: candidates.join(', ') }, candidates);
  } else {
    problems.add(
      TERM.TERM_UNKNOWN,
      path,
      { word },
      nearest()
        .filter(({ withdrawn }) => !withdrawn)
        .map(describe),
    );
  }
  return null;
}
