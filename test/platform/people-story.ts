import { Clock } from '../../src/platform/clock.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import { signsInAt, TestProvider } from '../harness/a-provider.js';
import { sendFile } from '../harness/files.js';
import { onlyMailTo } from '../harness/mailbox.js';
import {
  aSignUp,
  aTaxCode,
  CHALLENGED,
  codeOf,
  invitationFor,
  invitedColleague,
  officialWithoutFactor,
  PASSWORD,
  SIGN_IN,
  SIGN_UP_SUPPLIER,
  signedIn,
  type SignedInClient,
  signedInOfficial,
} from '../harness/people.js';
import type { TestClient } from '../harness/test-client.js';
import type { TestService } from '../harness/test-service.js';
import { matched } from '../matching/matching-client.js';
import type { Cast } from './event-story.js';

/** Where the story is played: the cast of the first one, and who comes in later. */
export interface Stage {
  service: TestService;
  cast: Cast;
  clients: Record<string, TestClient>;
  /** To be closed at the end. */
  open: TestProvider[];
}

/** One mutation that changes neither a firm nor a request. In its order each succeeds. */
export interface PeopleStep {
  mutation: string;
  when?: string;
  /** A name of the cast or of `clients`; nobody has none. */
  by: string | null;
  call?: string;
  select?: string;
  variables?: (stage: Stage) => object | Promise<object>;
  keep?: (result: any, stage: Stage) => void | Promise<void>;
  /** Whose trail it is in, by the name of an id: without it that of whoever acts; null for nobody’s. */
  trail?: string | null;
}

const OTHER_PASSWORD = 'tre xanh bốn mùa đứng';
const SESSION = 'session { accessToken refreshToken } viewer { person { id email } organisation { id } }';
const TOKEN = '$token: String!';
const ID = '$id: ID!';

const guestOf = ({ clients }: Stage): SignedInClient => clients['guest'] as SignedInClient;
const kept = (name: string) => (stage: Stage) => ({ id: stage.cast.ids[name] });

/** Signed in from now on, as this client. */
const keepSession =
  (name: string, password: string) =>
  ({ session, viewer }: any, stage: Stage): void => {
    const client = stage.service.client().withToken(session.accessToken);
    const { id: personId, email } = viewer.person;
    const organisationId = viewer.organisation.id;
    stage.cast.ids[name] = organisationId;
    stage.clients[name] = Object.assign(client, {
      personId, email, organisationId, refreshToken: session.refreshToken, password,
    }); // prettier-ignore
  };

const ACCOUNTS: PeopleStep[] = [
  {
    mutation: 'buyerSignUp', by: null, call: '$input: SignUpInput!', select: SESSION,
    variables: () => ({ input: aSignUp({ countryCode: 'JP', taxCode: null }) }),
    keep: keepSession('host', PASSWORD), trail: 'host',
  },
  {
    mutation: 'supplierSignUp', by: null, call: '$input: SignUpInput!', select: SESSION,
    variables: () => ({ input: aSignUp() }), keep: keepSession('guest', PASSWORD), trail: 'guest',
  },
  {
    mutation: 'passwordResetRequest', by: null, call: '$email: String!', trail: null,
    variables: (stage) => ({ email: guestOf(stage).email }),
  },
  {
    mutation: 'passwordReset', by: null, call: '$token: String!, $newPassword: String!', trail: null,
    variables: async (stage) => ({
      token: (await onlyMailTo(stage.service, guestOf(stage).email)).token, newPassword: OTHER_PASSWORD,
    }),
  },
  {
    mutation: 'sessionCreate', by: null, call: '$input: SessionCreateInput!', select: SESSION, trail: 'guest',
    variables: (stage) => ({ input: { email: guestOf(stage).email, password: OTHER_PASSWORD } }),
    keep: keepSession('guest', OTHER_PASSWORD),
  },
  {
    mutation: 'passwordChange', by: 'guest', call: '$input: PasswordChangeInput!',
    variables: () => ({ input: { currentPassword: OTHER_PASSWORD, newPassword: PASSWORD } }),
    keep: async (_, stage) => {
      const { email } = guestOf(stage);
      stage.clients['guest'] = await signedIn(stage.service, SIGN_IN, { email, password: PASSWORD });
    },
  },
  {
    mutation: 'sessionRefresh', by: null, call: '$refreshToken: String!', select: SESSION, trail: 'guest',
    variables: (stage) => ({ refreshToken: guestOf(stage).refreshToken }), keep: keepSession('guest', PASSWORD),
  },
  {
    mutation: 'sessionRevoke', by: null, call: '$refreshToken: String!', trail: 'guest',
    variables: async (stage) => {
      const { email } = guestOf(stage);
      const { refreshToken } = await signedIn(stage.service, SIGN_IN, { email, password: PASSWORD });
      return { refreshToken };
    },
  },
  {
    mutation: 'sessionEnd', by: 'guest', call: ID,
    variables: async (stage) => {
      await signedIn(stage.service, SIGN_IN, { email: guestOf(stage).email, password: PASSWORD });
      const { mySessions } = await guestOf(stage).data('{ mySessions { id isCurrent } }');
      return { id: mySessions.find(({ isCurrent }: any) => !isCurrent).id };
    },
  },
  {
    mutation: 'sessionConfirm', by: 'guest', call: '$input: SessionConfirmInput!',
    variables: () => ({ input: { currentPassword: PASSWORD } }),
  },
  { mutation: 'sessionsEndAll', by: 'guest', call: '$thisToo: Boolean!', variables: () => ({ thisToo: false }) },
  {
    mutation: 'viewerUpdate', by: 'guest', call: '$input: ViewerChangesInput!',
    variables: () => ({ input: { name: 'Phan Thị Mai' } }),
  },
  {
    mutation: 'emailChangeRequest', by: 'guest', call: '$input: EmailChangeRequestInput!',
    variables: (stage) => ({ input: { email: `moi.${guestOf(stage).email}`, currentPassword: PASSWORD } }),
  },
  {
    mutation: 'emailChangeConfirm', by: null, call: TOKEN, trail: null,
    variables: async (stage) => ({ token: (await onlyMailTo(stage.service, `moi.${guestOf(stage).email}`)).token }),
    keep: (_, stage) => void Object.assign(guestOf(stage), { email: `moi.${guestOf(stage).email}` }),
  },
  {
    mutation: 'factorEnrol', by: 'guest', select: 'enrolment { secret }',
    keep: ({ enrolment }, { cast }) => void (cast.ids['secret'] = enrolment.secret),
  },
  {
    mutation: 'factorConfirm', by: 'guest', call: '$code: String!',
    variables: ({ cast }) => ({ code: codeOf(cast.ids['secret']!) }),
  },
  {
    mutation: 'recoveryCodesRenew', by: 'guest', select: 'recoveryCodes',
    keep: ({ recoveryCodes: [one, other] }, { cast }) => void Object.assign(cast.ids, { one, other }),
  },
  {
    mutation: 'sessionCreate', when: 'a code is asked for', by: null, call: '$input: SessionCreateInput!', trail: 'guest',
    variables: (stage) => ({ input: { email: guestOf(stage).email, password: PASSWORD } }),
  },
  {
    mutation: 'sessionComplete', by: null, call: '$input: SessionCompleteInput!', trail: 'guest',
    variables: async (stage) => {
      const input = { email: guestOf(stage).email, password: PASSWORD };
      const { result } = await stage.service.client().data(CHALLENGED, { input });
      return { input: { challengeToken: result.challenge.token, code: stage.cast.ids['one'] } };
    },
  },
  {
    mutation: 'factorRemove', by: 'guest', call: '$input: FactorRemoveInput!',
    variables: ({ cast }) => ({ input: { code: cast.ids['other'], currentPassword: PASSWORD } }),
  },
  {
    mutation: 'privacyDeclare', by: 'guest', call: '$input: PrivacyInput!', trail: null,
    variables: () => ({ input: { noticeVersion: 1, consents: [{ purpose: 'SIGN_IN_NOTICES', version: 1 }] } }),
  },
  {
    mutation: 'consentWithdraw', by: 'guest', call: '$purpose: ConsentPurpose!', trail: null,
    variables: () => ({ purpose: 'SIGN_IN_NOTICES' }),
  },
  { mutation: 'personalDataExportRequest', by: 'guest', trail: null },
  {
    mutation: 'personalDataErasureRequest', by: 'guest', call: '$input: PersonalDataErasureInput!', trail: null,
    variables: () => ({ input: { currentPassword: PASSWORD } }),
  },
  { mutation: 'personalDataErasureCancel', by: 'guest', trail: null },
  {
    mutation: 'apiKeyCreate', by: 'guest', call: '$input: ApiKeyCreateInput!', select: 'apiKey { id }',
    variables: () => ({ input: { name: 'ERP', scopes: ['FIRMS_READ'] } }),
    keep: ({ apiKey }, { cast }) => void (cast.ids['key'] = apiKey.id),
  },
  { mutation: 'apiKeyRevoke', by: 'guest', call: ID, variables: kept('key') },
]; // prettier-ignore

const MEMBER = '$personId: ID!';
const colleague = ({ cast }: Stage) => ({ personId: cast.ids['colleague'] });

const MEMBERS: PeopleStep[] = [
  {
    mutation: 'memberInvite', by: 'guest', call: '$email: String!, $role: MemberRole!', select: 'invitation { id }',
    variables: () => ({ email: 'dong.nghiep@co-khi.example.vn', role: 'VIEWER' }),
    keep: ({ invitation }, { cast }) => void (cast.ids['invitation'] = invitation.id),
  },
  { mutation: 'invitationResend', by: 'guest', call: ID, variables: kept('invitation') },
  {
    mutation: 'invitationAccept', by: null, call: '$token: String!, $newcomer: NewcomerInput', trail: 'guest',
    variables: async ({ service }) => ({
      token: (await onlyMailTo(service, 'dong.nghiep@co-khi.example.vn')).token,
      newcomer: { name: 'Đỗ Văn Sáu', password: PASSWORD },
    }),
    keep: async (_, stage) => {
      const { organisationMembers } = await guestOf(stage).data('{ organisationMembers { person { id } role } }');
      stage.cast.ids['colleague'] = organisationMembers.find(({ role }: any) => role === 'VIEWER').person.id;
    },
  },
  {
    mutation: 'invitationAccept', when: 'of another organisation', by: 'guest', call: TOKEN, trail: 'host',
    variables: async (stage) => ({
      token: await invitationFor(stage.service, stage.clients['host']!, guestOf(stage).email, 'VIEWER'),
    }),
  },
  {
    mutation: 'invitationWithdraw', by: 'guest', call: ID,
    variables: async (stage) => {
      await invitationFor(stage.service, guestOf(stage), 'nguoi.khac@co-khi.example.vn', 'VIEWER');
      const { organisationInvitations } = await guestOf(stage).data('{ organisationInvitations { id email } }');
      return { id: organisationInvitations[0].id };
    },
  },
  {
    mutation: 'memberRoleChange', by: 'guest', call: `${MEMBER}, $role: MemberRole!`,
    variables: (stage) => ({ ...colleague(stage), role: 'EDITOR' }),
  },
  { mutation: 'memberSuspend', by: 'guest', call: MEMBER, variables: colleague },
  { mutation: 'memberReinstate', by: 'guest', call: MEMBER, variables: colleague },
  { mutation: 'memberRemove', by: 'guest', call: MEMBER, variables: colleague },
  {
    mutation: 'organisationLeave', by: 'leaver', trail: 'host',
    variables: async ({ service, clients }) => {
      clients['leaver'] = await invitedColleague(service, clients['host']!, 'EDITOR');
      return {};
    },
  },
  {
    mutation: 'sessionSwitchOrganisation', by: 'guest', call: '$organisationId: ID!',
    variables: ({ cast }) => ({ organisationId: cast.ids['host'] }),
  },
]; // prettier-ignore

const REQUEST = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id lines { nodes { id } } } userErrors { code } } }`;
const PUBLISH = `mutation ($id: ID!) { result: requestPublish(id: $id) { userErrors { code } } }`;
const APPROVE = `mutation ($id: ID!) {
  result: reviewDecisionRecord(matchId: $id, input: { kind: APPROVE }) { userErrors { code } } }`;
const AUTHORITY = '$id: ID!, $authority: String!';
const authority = ({ cast }: Stage) => ({ id: cast.ids['told'], authority: cast.ids['authority'] });
const match = ({ cast }: Stage) => ({ matchId: cast.ids['toldMatch'] });

async function published({ cast }: Stage): Promise<void> {
  const { buyer, official, ids } = cast;
  const { result } = await buyer.data(REQUEST, { input: aRequestInput({ lines: [aLineInput()] }) });
  Object.assign(ids, { told: result.request.id, line: result.request.lines.nodes[0].id });
  await buyer.data(PUBLISH, { id: ids['told'] });
  await matched(buyer, ids['told']!);
  const { reviewQueue } = await official.data('{ reviewQueue { nodes { id firm { id } request { id } } } }');
  const own = reviewQueue.nodes.find(({ firm, request }: any) => firm.id === ids['firm'] && request.id === ids['told']);
  ids['toldMatch'] = own.id;
  await official.data(APPROVE, { id: own.id });
  const { viewer } = await official.data('{ viewer { organisation { name } } }');
  ids['authority'] = viewer.organisation.name;
}

const TOLD: PeopleStep[] = [
  {
    mutation: 'requestDisclosureSet', by: 'buyer', call: '$id: ID!, $input: RequestDisclosureInput!',
    variables: async (stage) => {
      await published(stage);
      return { id: stage.cast.ids['told'], input: { beforeRelease: 'TEASER', afterRelease: 'FULL' } };
    },
  },
  {
    mutation: 'requestAgreementAsk', by: 'buyer', call: '$id: ID!, $input: DisclosureAgreementInput!',
    variables: ({ cast }) => ({ id: cast.ids['told'], input: { text: 'Giữ bí mật.' } }),
  },
  {
    mutation: 'matchAgreementAccept', by: 'supplier', call: '$matchId: ID!, $agreementId: ID!',
    variables: async (stage) => {
      const { myMatches } = await stage.cast.supplier.data('{ myMatches { nodes { id disclosure { agreement { id } } } } }');
      const asked = myMatches.nodes.find(({ id }: any) => id === stage.cast.ids['toldMatch']);
      return { ...match(stage), agreementId: asked.disclosure.agreement.id };
    },
  },
  {
    mutation: 'requestContactsSet', by: 'buyer', call: `${ID}, $contactIds: [ID!]`,
    variables: (stage) => ({ ...kept('told')(stage), contactIds: [] }),
  },
  { mutation: 'matchAccessCut', by: 'buyer', call: '$matchId: ID!', variables: match },
  { mutation: 'matchAccessRestore', by: 'buyer', call: '$matchId: ID!', variables: match },
  {
    mutation: 'lineDrawingAttach', by: 'buyer', call: '$lineId: ID!, $fileId: ID!', select: 'line { drawings { id } }',
    variables: async ({ cast: { buyer, ids } }) => {
      const { id } = await sendFile(buyer, { purpose: 'DRAWING' }, '%PDF-1.7\n%%EOF\n');
      return { lineId: ids['line'], fileId: id };
    },
    keep: ({ line }, { cast }) => void (cast.ids['drawing'] = line.drawings[0].id),
  },
  { mutation: 'requestDrawingsGrant', by: 'buyer', call: AUTHORITY, variables: authority },
  { mutation: 'requestDrawingsRevoke', by: 'buyer', call: AUTHORITY, variables: authority },
  { mutation: 'lineDrawingRemove', by: 'buyer', call: ID, variables: kept('drawing') },
  { mutation: 'requestAgreementDrop', by: 'buyer', call: ID, variables: kept('told') },
  {
    mutation: 'fileSlotCreate', by: 'supplier', call: '$input: FileSlotInput!',
    variables: () => ({
      input: { purpose: 'CERTIFICATE_EVIDENCE', name: 'iso.pdf', mediaType: 'application/pdf', sizeBytes: 100 },
    }),
  },
  {
    mutation: 'fileDelete', by: 'supplier', call: ID,
    variables: async ({ cast }) => ({ id: (await sendFile(cast.supplier, {}, '%PDF-1.7\n%\n%%EOF\n')).id }),
  },
  {
    mutation: 'conflictOfInterestDeclare', by: 'official', call: '$input: ConflictOfInterestInput!', select: 'conflict { id }',
    variables: ({ cast }) => ({ input: { buyerOrganisationId: cast.buyer.organisationId, reason: 'Người nhà' } }),
    keep: ({ conflict }, { cast }) => void (cast.ids['conflict'] = conflict.id),
  },
  { mutation: 'conflictOfInterestWithdraw', by: 'official', call: ID, variables: kept('conflict') },
]; // prettier-ignore

const aContact = (changes: object = {}) => ({
  input: { name: 'Cao Thị Nhị', jobTitle: 'Kinh doanh', email: 'nhi@co-khi.example.vn', phone: '0912 345 678', shown: 'AT_RELEASE', ...changes },
}); // prettier-ignore

const CONTACTS: PeopleStep[] = [
  {
    mutation: 'contactAdd', by: 'guest', call: '$input: ContactInput!', select: 'contact { id }', variables: () => aContact(),
    keep: ({ contact }, { cast }) => void (cast.ids['contact'] = contact.id),
  },
  {
    mutation: 'contactUpdate', by: 'guest', call: `${ID}, $input: ContactChangesInput!`,
    variables: (stage) => ({ ...kept('contact')(stage), ...aContact({ name: 'Cao Thị Ba' }) }),
  },
  { mutation: 'contactRemove', by: 'guest', call: ID, variables: kept('contact') },
]; // prettier-ignore

const CLAIM = {
  call: '$input: TaxCodeClaimInput!',
  select: 'claim { id }',
  by: 'claimant',
  trail: 'claimant',
} as const;
const claimed = async ({ cast: { ids }, clients }: Stage) => {
  const text = '%PDF-1.7\n% registration\n%%EOF\n';
  const { id: fileId } = await sendFile(clients['claimant']!, { purpose: 'REGISTRATION_CERTIFICATE' }, text);
  return { input: { taxCode: ids['taxCode'], fileId, statement: 'Giấy đăng ký của chúng tôi.' } };
};
const keepClaim = ({ claim }: any, { cast }: Stage) => void (cast.ids['claim'] = claim.id);

const CODES: PeopleStep[] = [
  {
    mutation: 'taxCodeClaim', ...CLAIM,
    variables: async (stage) => {
      const { service, cast: { ids }, clients } = stage;
      const taxCode = aTaxCode();
      const holder = await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ taxCode }));
      const claimant = await signedIn(service, SIGN_UP_SUPPLIER, aSignUp({ taxCode, claimsTaxCode: true }));
      Object.assign(clients, { holder, claimant });
      Object.assign(ids, { taxCode, holder: holder.organisationId, claimant: claimant.organisationId });
      return claimed(stage);
    },
    keep: keepClaim,
  },
  { mutation: 'taxCodeClaimAnswer', by: 'holder', call: '$id: ID!, $answer: String!', variables: (stage) => ({ ...kept('claim')(stage), answer: 'Mã của chúng tôi.' }) },
  {
    mutation: 'taxCodeClaimDecide', by: 'official', call: '$id: ID!, $outcome: TaxCodeClaimOutcome!, $reason: String!',
    variables: (stage) => ({ ...kept('claim')(stage), outcome: 'STAYS', reason: 'Đã đối chiếu.' }),
  },
  { mutation: 'taxCodeClaim', when: 'once more', ...CLAIM, variables: claimed, keep: keepClaim },
  { mutation: 'taxCodeClaimWithdraw', by: 'claimant', call: ID, variables: kept('claim') },
  {
    mutation: 'taxCodeRelease', by: 'late', call: '$organisationId: ID!', trail: 'late',
    variables: async ({ service, cast: { ids }, clients }) => {
      await service.asSystem((unitOfWork) =>
        unitOfWork.query(`UPDATE session SET last_used_at = now() - interval '400 days' WHERE organisation_id = $1`, [ids['holder']]),
      );
      service.get(Clock).stopAt(new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10));
      const late = await signedInOfficial(service);
      Object.assign(clients, { late });
      Object.assign(ids, { late: late.organisationId });
      return { organisationId: ids['holder'] };
    },
    keep: (_, { service }) => service.get(Clock).goOn(),
  },
]; // prettier-ignore

const HANOI = 'Sở Công Thương Hà Nội';

/** Officials, where their authority has its accounts. */
const PROVIDED: PeopleStep[] = [
  {
    mutation: 'providerSignInBegin', by: null, call: '$email: String!', select: 'signIn { authorizationUrl challenge }', trail: 'hanoi',
    variables: async ({ service, cast: { ids }, open }) => {
      const provider = await TestProvider.start();
      open.push(provider);
      const { email, organisationId } = await officialWithoutFactor(service, HANOI);
      await signsInAt(service, HANOI, provider);
      Object.assign(ids, { hanoi: organisationId, hanoiEmail: email });
      return { email };
    },
    keep: ({ signIn }, { cast: { ids } }) => void Object.assign(ids, signIn),
  },
  {
    mutation: 'providerSignInFinish', by: null, call: '$input: ProviderSignInFinishInput!', select: SESSION, trail: 'hanoi',
    variables: async ({ cast: { ids }, open: [provider] }) => {
      const account = { sub: 'an official', email: ids['hanoiEmail']!, email_verified: true };
      const cameBack = await provider!.signIn(ids['authorizationUrl']!, account);
      return { input: { challenge: ids['challenge'], ...cameBack } };
    },
  },
]; // prettier-ignore

/** What firms are told of a request, and files; after the first story, and with workers that match. */
export const TOLD_STORY: readonly PeopleStep[] = [...TOLD, ...CODES];

/** Accounts and members: without workers, since mails are looked for where they wait. */
export const PEOPLE_STORY: readonly PeopleStep[] = [...ACCOUNTS, ...CONTACTS, ...MEMBERS, ...PROVIDED];
