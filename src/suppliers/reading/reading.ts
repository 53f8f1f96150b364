import type { Problems } from '../../platform/graphql/problems.js';
import type { Language } from '../../platform/i18n/message.js';
import type { PlaceReader } from '../../taxonomy/places.js';
import type { Taxonomy } from '../../taxonomy/taxonomy.js';
import { SUPPLIER } from '../suppliers.errors.js';

/** What every reader of an input needs: the words, the day, and where to note what is wrong. */
export interface Reading {
  taxonomy: Taxonomy;
  readPlace: PlaceReader;
  problems: Problems;
  language: Language;
  /** YYYY-MM-DD. */
  today: string;
  /** Of the files the input names as evidence, those that are the firm’s own. */
  ownFileIds: ReadonlySet<string>;
  /** Codes the thing that is changed has already: one that was withdrawn since may stay. */
  kept?: ReadonlySet<string>;
}

/** Names and indexes from the input’s root. */
export type Path = (string | number)[];

/**
 * One field of a change: left out, it stays as it was; null, it is unknown again; given, it is read. Every reader of
 * this folder goes through here, so that the rule is the same for all fields.
 */
export function changed<Given, Kept>(
  given: Given | null | undefined,
  before: Kept,
  read: (given: Given) => Kept | null,
) {
  if (given === undefined) return before;
  return given === null ? null : read(given);
}

/** A file that proves a claim: one of the firm’s own, else a problem. */
export function readEvidenceFile(
  given: string | null | undefined,
  before: string | null,
  path: Path,
  { problems, ownFileIds }: Reading,
): string | null {
  return changed(given, before, (id) => {
    if (ownFileIds.has(id.toLowerCase())) return id.toLowerCase();
    problems.add(SUPPLIER.EVIDENCE_FILE_NOT_FOUND, [...path, 'evidenceFileId']);
    return null;
  });
}
