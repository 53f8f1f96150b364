import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newMails, onlyMailTo } from '../harness/mailbox.js';
import {
  ACCEPT,
  INVITE,
  invitationFor,
  PASSWORD,
  SIGN_IN,
  signedIn,
  signedInBuyer,
  signedInOfficial,
  type SignedInClient,
  signedInSupplier,
} from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const LIST = '{ organisationInvitations { id email role } }';
const onId = (mutation: string) =>
  `mutation ($id: ID!) { result: ${mutation}(id: $id) { invitation { id } userErrors { code path } } }`;
const RESEND = onId('invitationResend');
const WITHDRAW = onId('invitationWithdraw');
const VIEWER = '{ viewer { role organisation { id } memberships { role organisation { id } } } }';
const SWITCH = `mutation ($id: ID!) { result: sessionSwitchOrganisation(organisationId: $id) {
  viewer { role organisation { id } } userErrors { code path } } }`;
const NEWCOMER = { name: 'Lê Thị Cúc', password: PASSWORD };

let count = 0;
const anAddress = (): string => `duoc-moi.${++count}@co-khi.example.vn`;

describe('invitations', () => {
  let service: TestService;
  let owner: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    owner = await signedInSupplier(service, 'Công ty TNHH Đúc Hoà Bình');
  });
  afterAll(() => service?.close());

  const accept = async (token: string, newcomer: object | null = NEWCOMER, client: TestClient = service.client()) =>
    (await client.data(ACCEPT, { token, newcomer })).result;
  const INVALID = [{ code: 'TOKEN_INVALID', path: ['token'] }];

  it('bring somebody new in, who says name and password and is signed in', async () => {
    const email = anAddress();
    const { result } = await owner.data(INVITE, { email, role: 'VIEWER' });
    expect(result).toMatchObject({ invitation: { email, role: 'VIEWER' }, userErrors: [] });
    expect((await owner.data(LIST)).organisationInvitations).toMatchObject([{ email, role: 'VIEWER' }]);
    const mail = await onlyMailTo(service, email);
    expect(mail.subject).toBe('An invitation to Công ty TNHH Đúc Hoà Bình on Ketnoi');

    expect((await accept(mail.token!, { name: ' ', password: 'ngắn' })).userErrors).toEqual([
      { code: 'TEXT_MISSING', path: ['newcomer', 'name'] },
      { code: 'PASSWORD_TOO_SHORT', path: ['newcomer', 'password'] },
    ]);
    expect((await accept(mail.token!, null)).userErrors).toEqual([{ code: 'INVITATION_NEWCOMER', path: ['newcomer'] }]);
    const joined = await accept(mail.token!);
    expect(joined).toMatchObject({ organisation: { id: owner.organisationId }, userErrors: [] });
    const { viewer } = await service.client().withToken(joined.session.accessToken).data(VIEWER);
    expect(viewer).toMatchObject({ role: 'VIEWER', organisation: { id: owner.organisationId } });
    expect((await owner.data(LIST)).organisationInvitations).toEqual([]);
    expect((await accept(mail.token!)).userErrors).toEqual(INVALID);
    expect((await signedIn(service, SIGN_IN, { email, password: PASSWORD })).organisationId).toBe(owner.organisationId);
  });

  it('let one of two in who accept at the same moment', async () => {
    const token = await invitationFor(service, owner, anAddress(), 'EDITOR');
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    expect(answers.filter(({ organisation }) => organisation)).toHaveLength(1);
  });

  it('let somebody with an account act for several organisations, for one at a time', async () => {
    const buyer = await signedInBuyer(service);
    const token = await invitationFor(service, owner, buyer.email, 'EDITOR');
    expect((await accept(token)).userErrors).toEqual([{ code: 'INVITATION_SIGN_IN', path: ['token'] }]);
    expect((await accept(token, NEWCOMER, buyer)).userErrors).toMatchObject([{ code: 'INVITATION_SIGNED_IN' }]);
    const other = await signedInSupplier(service);
    expect((await accept(token, null, other)).userErrors).toEqual([{ code: 'INVITATION_OF_ANOTHER', path: ['token'] }]);
    expect(await accept(token, null, buyer)).toMatchObject({ session: null, userErrors: [] });

    const own = { role: 'OWNER', organisation: { id: buyer.organisationId } };
    const joined = { role: 'EDITOR', organisation: { id: owner.organisationId } };
    expect((await buyer.data(VIEWER)).viewer).toEqual({ ...own, memberships: [own, joined] });
    expect((await buyer.execute('{ myFirm { id } }')).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await buyer.data(SWITCH, { id: owner.organisationId })).result).toEqual({ viewer: joined, userErrors: [] });
    expect((await buyer.data(VIEWER)).viewer).toEqual({ ...joined, memberships: [own, joined] });
    expect((await buyer.execute('{ myFirm { id } }')).errors).toBeUndefined();
    expect((await buyer.execute('{ requests { nodes { id } } }')).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    expect((await buyer.data(SWITCH, { id: other.organisationId })).result.userErrors).toEqual([
      { code: 'MEMBERSHIP_NOT_FOUND', path: ['organisationId'] },
    ]);

    // Suspended from one, somebody goes on in the other; removed from it, the address stays theirs.
    const suspend = 'mutation ($id: ID!) { memberSuspend(personId: $id) { userErrors { code } } }';
    await owner.data(suspend, { id: buyer.personId });
    expect((await buyer.execute(VIEWER)).status).toBe(401);
    const again = await signedIn(service, SIGN_IN, { email: buyer.email, password: PASSWORD });
    expect((await again.data(VIEWER)).viewer).toEqual({ ...own, memberships: [own] });
    const remove = 'mutation ($id: ID!) { result: memberRemove(personId: $id) { person { email } } }';
    expect((await owner.data(remove, { id: buyer.personId })).result).toEqual({ person: { email: null } });
    expect((await again.data('{ viewer { person { email } } }')).viewer.person.email).toBe(buyer.email);
  });

  it('are renewed and withdrawn: the token before is void', async () => {
    const email = anAddress();
    const first = await invitationFor(service, owner, email, 'EDITOR');
    const [{ id }] = (await owner.data(LIST)).organisationInvitations;
    expect((await owner.data(RESEND, { id })).result.userErrors).toEqual([]);
    const { token: second } = await onlyMailTo(service, email);
    expect((await accept(first)).userErrors).toEqual(INVALID);
    expect((await owner.data(WITHDRAW, { id })).result).toEqual({ invitation: { id }, userErrors: [] });
    expect((await accept(second!)).userErrors).toEqual(INVALID);
    expect((await owner.data(WITHDRAW, { id })).result.userErrors).toEqual([
      { code: 'INVITATION_NOT_FOUND', path: ['id'] },
    ]);
  });

  it('flood no mailbox: five mails a day to one address, withdrawn or not', async () => {
    const email = anAddress();
    for (let round = 0; round < 5; round++) {
      const { result } = await owner.data(INVITE, { email, role: 'EDITOR' });
      expect(result.userErrors).toEqual([]);
      if (round % 2) await owner.data(WITHDRAW, { id: result.invitation.id });
    }
    expect((await owner.data(INVITE, { email, role: 'EDITOR' })).result.userErrors).toEqual([
      { code: 'INVITED_TOO_OFTEN', path: ['email'] },
    ]);
    await newMails(service);
  });

  it('expire', async () => {
    const token = await invitationFor(service, owner, anAddress(), 'EDITOR');
    await service.asSystem((unitOfWork) => unitOfWork.query('UPDATE invitation SET expires_at = now()'));
    expect((await accept(token)).userErrors).toEqual(INVALID);
  });

  it('are no other organisation’s to see, resend or withdraw', async () => {
    await invitationFor(service, owner, anAddress(), 'EDITOR');
    const [{ id }] = (await owner.data(LIST)).organisationInvitations;
    const stranger = await signedInSupplier(service);
    expect((await stranger.data(LIST)).organisationInvitations).toEqual([]);
    for (const mutation of [RESEND, WITHDRAW]) {
      expect((await stranger.data(mutation, { id })).result.userErrors).toMatchObject([
        { code: 'INVITATION_NOT_FOUND' },
      ]);
    }
  });

  it('go to no member, and make no official a firm’s', async () => {
    expect((await owner.data(INVITE, { email: owner.email, role: 'EDITOR' })).result.userErrors).toEqual([
      { code: 'ALREADY_MEMBER', path: ['email'] },
    ]);
    const official = await signedInOfficial(service);
    await newMails(service);
    const token = await invitationFor(service, owner, official.email, 'EDITOR');
    expect((await accept(token, null, official)).userErrors).toEqual([
      { code: 'OFFICIALS_STAY_APART', path: ['token'] },
    ]);
  });
});
