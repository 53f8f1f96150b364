import type { Explained } from '../criterion.js';
import { detailOf } from '../verdict.js';
import { processWords } from './words.js';

/**
 * The operations themselves. They are no requirement beside others: firms are found by them, and everything else is judged
 * of the capabilities that answer them; so matching asks and judges them by name.
 */
export const process: Explained = {
  kind: 'process',
  about: 'Whether the firm does one of the operations.',
  // The first operation is what the firm is asked for; a buyer who wants the firm's own work wants no partner.
  closes: ({ criterion, reason }) =>
    detailOf(criterion) === '1' || reason === 'SUBCONTRACTED' ? 'NOT_CLOSABLE' : 'PARTNER',
  words: processWords,
};
