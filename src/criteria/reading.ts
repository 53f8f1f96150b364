import type { Problems } from '../platform/graphql/problems.js';
import type { Language } from '../platform/i18n/message.js';
import type { PlaceReader } from '../taxonomy/places.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';

/** What every reader of a part of the input needs: the words, the day, and where to note what is wrong. */
export interface Reading {
  taxonomy: Taxonomy;
  /** Where the words of a place lie. */
  places: PlaceReader;
  problems: Problems;
  /**
   * Where to note what time alone has made wrong: days that passed, words that were withdrawn. A change of a request
   * counts it only on lines that it changes; whoever reads something new gives `problems` here too.
   */
  overtaken: Problems;
  language: Language;
  /** YYYY-MM-DD. */
  today: string;
}

/** Names and indexes from the input's root. */
export type Path = (string | number)[];
