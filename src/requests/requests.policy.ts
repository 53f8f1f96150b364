import {
  allow,
  buyers,
  officials,
  signedIn,
  tell,
  tellWhole,
  type RoomPolicy,
} from '../platform/policy/room-policy.js';

export const REQUESTS_POLICY: RoomPolicy = {
  keys: 'REQUESTS',
  operations: {
    request: allow([...buyers, ...officials], { id: 'ComponentRequest' }),
    requests: allow([...buyers, ...officials]),
    requestClose: allow(buyers, { id: 'ComponentRequest' }),
    requestCreate: allow(buyers, { 'input.lines.id': 'RequestLine' }),
    requestPublish: allow(buyers, { id: 'ComponentRequest' }),
    requestReopen: allow(buyers, { id: 'ComponentRequest' }),
    requestUpdate: allow(buyers, { id: 'ComponentRequest', 'input.lines.id': 'RequestLine' }),
    requestWithdraw: allow(buyers, { id: 'ComponentRequest' }),
  },
  fields: {
    ComponentRequest: [
      tell(
        signedIn,
        'buyer canPublish closedAt createdAt description disclosure dueOn excludedTaxCodes id lines matchingProgress publishProblems publishedAt revision revisions status title updatedAt version withdrawnAt',
      ),
    ],
    RequestLine: [
      tell(
        signedIn,
        'criteria description drawingNumber drawings hsCode id operations partNumber position requirements title',
      ),
      // How others did, and what became of the line before.
      tell([...buyers, ...officials], 'matchRun matches revision'),
    ],
    RequestOperation: [tell(signedIn, 'ownOnly position process')],
    RequestRevision: [tell(signedIn, 'description excludedTaxCodes lines publishedAt revision title')],
    Requirements: [tellWhole(signedIn)],
    RevisedLine: [
      tell(signedIn, 'description drawingNumber hsCode id operations partNumber position requirements title'),
    ],
  },
};
