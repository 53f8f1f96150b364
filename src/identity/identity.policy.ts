import { allow, anyone, buyers, signedIn, suppliers, tell, type RoomPolicy } from '../platform/policy/room-policy.js';

export const IDENTITY_POLICY: RoomPolicy = {
  operations: {
    sessionsEndAll: allow(signedIn),
    sessionEnd: allow(signedIn, { id: 'Session' }),
    mySessions: allow(signedIn),
    organisationMembers: allow(signedIn),
    viewer: allow(anyone),
    buyerSignUp: allow(anyone),
    memberAdd: allow([...suppliers, ...buyers]),
    memberRemove: allow([...suppliers, ...buyers], { personId: 'Person' }),
    memberRoleChange: allow([...suppliers, ...buyers], { personId: 'Person' }),
    passwordChange: allow(signedIn),
    sessionCreate: allow(anyone),
    sessionRefresh: allow(anyone),
    sessionRevoke: allow(anyone),
    supplierSignUp: allow(anyone),
  },
  fields: {
    OpenSession: [tell(signedIn, 'id createdAt lastUsedAt client address isCurrent')],
    Organisation: [tell(anyone, 'country createdAt id kind name taxCode')],
    OrganisationMember: [tell(signedIn, 'createdAt person role')],
    Person: [tell(anyone, 'email id language name')],
    Session: [tell(anyone, 'accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt deviceToken')],
    Viewer: [tell(anyone, 'organisation person role')],
  },
};
