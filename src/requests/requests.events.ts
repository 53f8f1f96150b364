import { changedFields } from '../platform/events/changed-fields.js';
import { type Change, defineEvent, type NewEvent } from '../platform/events/event.js';
import type { ComponentRequest } from './component-request.entity.js';
import type { RequestLine } from './request-line.entity.js';
import type { LineChanges } from './request-lines.js';

/*
 * What happens to a request and to its lines, drafts included. Every event here carries the request’s id; those of
 * lines carry the line’s too. `fields`: names of the columns that changed.
 */

type Fields = { fields: string[] };
/** Of a request: the number of the revision that stands. Of a line: the revision since which it asks for the same. */
type Revision = { revision: Change<number> };

export const REQUEST_CREATED = defineEvent<Revision>('requests.request-created', 'request');
export const REQUEST_CHANGED = defineEvent<Revision & Fields>('requests.request-changed', 'request');
export const REQUEST_PUBLISHED = defineEvent<Revision>('requests.request-published', 'request');
export const REQUEST_CLOSED = defineEvent<Revision>('requests.request-closed', 'request');
export const REQUEST_REOPENED = defineEvent<Revision>('requests.request-reopened', 'request');
export const REQUEST_WITHDRAWN = defineEvent<Revision>('requests.request-withdrawn', 'request');

export const LINE_ADDED = defineEvent<Revision>('requests.line-added', 'line');
export const LINE_CHANGED = defineEvent<Revision & Fields>('requests.line-changed', 'line');
export const LINE_PUBLISHED = defineEvent<Revision>('requests.line-published', 'line');
export const LINE_REMOVED = defineEvent<Revision>('requests.line-removed', 'line');

/** A line that came into a published revision, or asks for something else in it: what is known of it is of before. */
export const asksAnew = ({ data: { revision } }: NewEvent<Revision>): boolean =>
  (revision.after ?? 0) > (revision.before ?? 0);

type Whose = Pick<ComponentRequest, 'id' | 'organisationId'>;

/** `before`: the revision that stood; null for a request that is new. */
export const requestEvent = (
  definition: typeof REQUEST_CREATED,
  { id, organisationId, revision }: ComponentRequest,
  before: number | null,
): NewEvent => definition.of(id, placeOf({ id, organisationId }), { revision: { before, after: revision } });

export const requestChanged = (
  { id, organisationId, revision }: ComponentRequest,
  before: number,
  fields: string[],
): NewEvent =>
  REQUEST_CHANGED.of(id, placeOf({ id, organisationId }), { revision: { before, after: revision }, fields });

/** Every line of a draft that becomes the first revision. */
export const linesPublished = (request: ComponentRequest, lines: readonly RequestLine[]): NewEvent[] =>
  lines.map(({ id, revision }) =>
    LINE_PUBLISHED.of(id, placeOf(request, id), { revision: { before: 0, after: revision } }),
  );

/** What has become of each line, in the request’s order; the removed ones last. `before`: the lines as they were. */
export function linesChanged(
  request: Whose,
  before: readonly RequestLine[],
  { written, removed }: Pick<LineChanges, 'written' | 'removed'>,
): NewEvent[] {
  const former = new Map(before.map((line) => [line.id, line]));
  const standing = written.flatMap((line): NewEvent[] => {
    const was = former.get(line.id);
    const place = placeOf(request, line.id);
    const revision = { before: was?.revision ?? null, after: line.revision };
    if (!was) return [LINE_ADDED.of(line.id, place, { revision })];
    const changed = changedFields(was, line);
    if (changed.length === 0) return [];
    return [LINE_CHANGED.of(line.id, place, { revision, fields: changed.filter((name) => name !== 'revision') })];
  });
  const gone = removed.map(({ id, revision }) =>
    LINE_REMOVED.of(id, placeOf(request, id), { revision: { before: revision, after: null } }),
  );
  return [...standing, ...gone];
}

const placeOf = ({ id, organisationId }: Whose, lineId: string | null = null) => ({
  requestId: id,
  lineId,
  organisationId,
});
