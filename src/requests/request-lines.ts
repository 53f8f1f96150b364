import { isDeepStrictEqual } from 'node:util';
import type { Problems } from '../platform/graphql/problems.js';
import type { LineContent, RequestContent } from './line-content.js';
import type { RequestLine } from './request-line.entity.js';
import { REQUEST } from './requests.errors.js';

/** What becomes of a request's lines when they are given anew: the rule, without the database. */
export interface LineChanges {
  /** All lines in their new order. */
  lines: RequestLine[];
  /** Those of them that must be written. */
  written: RequestLine[];
  /** Those that are new or ask for something else: words about the part change nothing of what is asked for. */
  askingAnew: RequestLine[];
  removed: RequestLine[];
  /** Places in the new order of the lines that are not what they were before, wherever they stand now. */
  changedAt: ReadonlySet<number>;
}

interface Owner {
  id: string;
  organisationId: string;
}

/** Lines keep their id where the input names it; an id that is not one of this request's lines is a problem. */
export function changeLines(
  request: Owner,
  current: readonly RequestLine[],
  wanted: RequestContent['lines'],
  problems: Problems,
  makeId: () => string,
): LineChanges {
  const byId = new Map(current.map((line) => [line.id, line]));
  const kept = new Set<string>();
  const changedAt = new Set<number>();
  const changes: LineChanges = { lines: [], written: [], askingAnew: [], removed: [], changedAt };
  wanted.forEach(({ id, ...content }, index) => {
    const before = id === null ? undefined : byId.get(id.toLowerCase());
    if (id !== null && before === undefined) {
      problems.add(REQUEST.REQUEST_LINE_NOT_FOUND, ['input', 'lines', index, 'id']);
    }
    if (before !== undefined) {
      if (kept.has(before.id)) problems.add(REQUEST.REQUEST_LINE_TWICE, ['input', 'lines', index, 'id']);
      kept.add(before.id);
    }
    const line: RequestLine = {
      id: before?.id ?? makeId(),
      requestId: request.id,
      organisationId: request.organisationId,
      position: index + 1,
      revision: before?.revision ?? 0,
      ...content,
      removedAt: null,
    };
    changes.lines.push(line);
    if (!isDeepStrictEqual(line, before && { ...before })) changes.written.push(line);
    if (before === undefined || !asksTheSame(before, line)) changes.askingAnew.push(line);
    if (!before || !isDeepStrictEqual({ ...line, position: before.position }, { ...before })) changedAt.add(index);
  });
  changes.removed = current.filter(({ id }) => !kept.has(id));
  return changes;
}

function asksTheSame(before: LineContent, after: LineContent): boolean {
  return (
    isDeepStrictEqual(before.operations, after.operations) && isDeepStrictEqual(before.requirements, after.requirements)
  );
}
