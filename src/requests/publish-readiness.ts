import type { Problems } from '../platform/graphql/problems.js';
import type { LineContent } from './line-content.js';
import { REQUEST } from './requests.errors.js';

interface Publishable {
  title: string | null;
  lines: readonly LineContent[];
}

/**
 * What a request cannot be matched without: a title and names for people, and on each line at least one operation, by
 * which firms are found. Every other requirement may be left open. All that is missing is said at once.
 */
export function missingToPublish({ title, lines }: Publishable, problems: Problems, root: string[] = []): void {
  if (title === null) problems.add(REQUEST.REQUEST_TITLE_MISSING, [...root, 'title']);
  if (lines.length === 0) problems.add(REQUEST.REQUEST_LINES_MISSING, [...root, 'lines']);
  lines.forEach((line, index) => {
    const path = [...root, 'lines', index];
    if (line.title === null) problems.add(REQUEST.LINE_TITLE_MISSING, [...path, 'title']);
    if (line.operations.length === 0) problems.add(REQUEST.LINE_OPERATIONS_MISSING, [...path, 'operations']);
  });
}

/** What was true when a draft was written and has been overtaken since: its time of delivery may have passed. */
export function overtakenWhileDrafted(lines: readonly LineContent[], problems: Problems, today: string): void {
  lines.forEach(({ requirements }, index) => {
    const to = requirements.deliveryWindow?.to;
    if (to === undefined || to >= today) return;
    problems.add(REQUEST.LINE_DELIVERY_PAST, ['lines', index, 'requirements', 'delivery', 'to'], { to });
  });
}
