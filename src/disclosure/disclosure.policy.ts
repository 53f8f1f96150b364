import {
  allow,
  buyers,
  officials,
  signedIn,
  suppliers,
  tell,
  type RoomPolicy,
} from '../platform/policy/room-policy.js';

export const DISCLOSURE_POLICY: RoomPolicy = {
  operations: {
    requestDisclosureSet: allow(buyers, { id: 'ComponentRequest' }),
    requestContactsSet: allow(buyers, { id: 'ComponentRequest', contactIds: 'Contact' }),
    requestAgreementAsk: allow(buyers, { id: 'ComponentRequest' }),
    requestAgreementDrop: allow(buyers, { id: 'ComponentRequest' }),
    matchAgreementAccept: allow(suppliers, { matchId: 'Match', agreementId: 'DisclosureAgreement' }),
    lineDrawingAttach: allow(buyers, { lineId: 'RequestLine', fileId: 'StoredFile' }),
    lineDrawingRemove: allow(buyers, { id: 'Drawing' }),
    requestDrawingsGrant: allow(buyers, { id: 'ComponentRequest' }),
    requestDrawingsRevoke: allow(buyers, { id: 'ComponentRequest' }),
    matchAccessCut: allow(buyers, { matchId: 'Match' }),
    matchAccessRestore: allow(buyers, { matchId: 'Match' }),
  },
  fields: {
    RequestDisclosure: [
      tell([...buyers, ...officials], 'afterRelease beforeRelease'),
      tell(buyers, 'agreement contacts drawingGrants'),
    ],
    DisclosureAgreement: [tell([...buyers, ...suppliers], 'askedAt id text version')],
    Drawing: [tell(signedIn, 'attachedAt file id'), tell(buyers, 'reads')],
    DrawingRead: [tell(buyers, 'id readAt reader')],
    DrawingGrant: [tell(buyers, 'authority grantedAt id revokedAt')],
    MatchDisclosure: [tell([...buyers, ...suppliers], 'agreement agreementAcceptedAt because level')],
  },
};
