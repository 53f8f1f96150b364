import { AuditCheck } from '../../src/platform/audit/audit-check.js';
import { Followers } from '../../src/platform/events/followers.js';
import { BackgroundWork } from '../../src/platform/jobs/background-work.js';
import { JobAdmin } from '../../src/platform/jobs/job-admin.js';
import { TaxCodeHolders } from '../../src/identity/tax-code-holders.service.js';
import { FirmSnapshotsService } from '../../src/suppliers/firm-snapshots.service.js';
import { TaxCodeMoves } from '../../src/suppliers/tax-code-moves.service.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { enrolFactor, PASSWORD, SIGN_IN, type SignedInClient, signInWithCode } from '../harness/people.js';
import type { TestService } from '../harness/test-service.js';
import { until } from '../harness/until.js';

type Done = Record<string, () => Promise<unknown>>;

/** What the product does beside answering lists, as it is done: by people through the API, by its routines and jobs. */
export function workAtSize(
  service: TestService,
  { SUPPLIER, BUYER, AUTHORITY }: Record<'SUPPLIER' | 'BUYER' | 'AUTHORITY', SignedInClient>,
): Done {
  const anyone = service.client();
  const done = async (client: typeof anyone, mutation: string, variables: object) => {
    const { result } = await client.data<any>(mutation, variables);
    if (result.userErrors.length > 0) throw new Error(JSON.stringify(result.userErrors));
    return result;
  };
  return {
    'signing in': () => done(anyone, SIGN_IN, { input: { email: SUPPLIER.email, password: PASSWORD } }),
    'a wrong password': () => anyone.data(SIGN_IN, { input: { email: SUPPLIER.email, password: 'sai mật khẩu' } }),
    'going on with a session': () =>
      done(
        anyone,
        'mutation ($token: String!) { result: sessionRefresh(refreshToken: $token) { userErrors { code } } }',
        {
          token: SUPPLIER.refreshToken,
        },
      ),
    'a password that was forgotten': () =>
      done(
        anyone,
        'mutation ($email: String!) { result: passwordResetRequest(email: $email) { userErrors { code } } }',
        {
          email: SUPPLIER.email,
        },
      ),
    'a site that moves': () => done(SUPPLIER, CHANGE_SITE, { id: ownId('0003'), input: { address: 'Hà Nội' } }),
    'a capability that changes': () =>
      done(SUPPLIER, CHANGE_CAPABILITY, { id: ownId('0004', 2), input: { leadTimeDays: 9 } }),
    'a file that is announced': () =>
      done(
        SUPPLIER,
        'mutation ($input: FileSlotInput!) { result: fileSlotCreate(input: $input) { userErrors { code } } }',
        { input: { purpose: 'CERTIFICATE_EVIDENCE', name: 'iso.pdf', mediaType: 'application/pdf', sizeBytes: 100 } },
      ),
    'what a request tells, what is accepted for it, and who is cut off': async () => {
      const { request } = await done(BUYER, CREATE, { input: aRequestInput() });
      await done(BUYER, ASK, { id: request.id });
      await done(BUYER, LET_IN, { id: request.id, authority: 'Sở Công Thương Hà Nội' }).catch(() => undefined);
      await done(BUYER, CUT, { matchId: '01900000-0009-7000-8000-0000000186a1' });
    },
    'firms that a buyer excludes': () =>
      service.asSystem(() => service.get(FirmSnapshotsService).idsByTaxCode(['0100109106'])),
    'decisions that are taken back together': async () => {
      const selection = { matches: [{ matchId: '01900000-0009-7000-8000-0000000186a2' }] };
      const { bulkId } = await done(AUTHORITY, DECIDE, { selection });
      await done(AUTHORITY, TAKE_BACK, { bulkId });
    },
    'what has been due the longest': () => service.get(JobAdmin).longestWaitSeconds(),
    'the check of the audit chain': () => service.get(AuditCheck).check(),
    'routines and jobs': async () => {
      service.get(Followers).register({ name: 'a reader', events: [], follow: () => Promise.resolve() });
      await service.get(BackgroundWork).start();
      try {
        const { request } = await done(BUYER, CREATE, { input: aRequestInput() });
        await done(BUYER, PUBLISH, { id: request.id });
        const isMatched = async () =>
          (await BUYER.data<any>(PROGRESS, { id: request.id })).request.matchingProgress.isComplete;
        await until(isMatched, 'the request is matched');
        await done(SUPPLIER, COPY, {});
        const isMade = async () => (await SUPPLIER.data<any>(COPIES)).myPersonalData.exports[0]?.madeAt !== null;
        await until(isMade, 'a copy of personal data is made');
      } finally {
        await service.get(BackgroundWork).stop();
      }
    },
    'a tax code that goes': () =>
      service.asSystem(async () => {
        const holder = await service.get(TaxCodeHolders).one(SUPPLIER.organisationId);
        await service.get(TaxCodeMoves).take({ ...holder!, taxCode: '0100109106' });
      }),
    'coming in with a key': async () => {
      const { secret } = await done(SUPPLIER, API_KEY, { input: { name: 'ERP', scopes: ['FIRMS_READ'] } });
      await service.client().withToken(secret).data('{ myFirm { id } }');
    },
    'signing in with a code': async () => {
      const { secret } = await enrolFactor(SUPPLIER);
      await signInWithCode(anyone, { email: SUPPLIER.email, password: PASSWORD }, secret);
    },
    'ending all sessions of a person': () =>
      done(
        BUYER,
        `mutation ($input: PasswordChangeInput!) { result: passwordChange(input: $input) { userErrors { code } } }`,
        { input: { currentPassword: PASSWORD, newPassword: PASSWORD } },
      ),
    'ending every session of one’s own': () =>
      done(SUPPLIER, 'mutation { result: sessionsEndAll(thisToo: true) { userErrors { code } } }', {}),
  };
}

/** Of the supplier’s firm: the first of `load-market.ts`. */
const ownId = (kind: string, number = 1) => `01900000-${kind}-7000-8000-${String(number).padStart(12, '0')}`;

const CHANGE_SITE = `mutation ($id: ID!, $input: SiteInput!) { result: siteUpdate(id: $id, input: $input) { userErrors { code path } } }`;
const CHANGE_CAPABILITY = `mutation ($id: ID!, $input: CapabilityChangesInput!) {
  result: capabilityUpdate(id: $id, input: $input) { userErrors { code path } } }`;
const ASK = `mutation ($id: ID!) { result: requestAgreementAsk(id: $id, input: { text: "Giữ bí mật." }) { userErrors { code path } } }`;
const LET_IN = `mutation ($id: ID!, $authority: String!) { result: requestDrawingsGrant(id: $id, authority: $authority) { userErrors { code path } } }`;
const CUT = `mutation ($matchId: ID!) { result: matchAccessCut(matchId: $matchId) { userErrors { code path } } }`;
const API_KEY = `mutation ($input: ApiKeyCreateInput!) { result: apiKeyCreate(input: $input) { secret userErrors { code path } } }`;
const DECIDE = `mutation ($selection: ReviewSelectionInput!) {
  result: reviewDecisionsRecord(selection: $selection, input: { kind: REQUEST_INFORMATION, note: "?" }) { bulkId userErrors { code path } } }`;
const TAKE_BACK = `mutation ($bulkId: ID!) { result: reviewDecisionsUndo(bulkId: $bulkId) { userErrors { code path } } }`;
const COPY = `mutation { result: personalDataExportRequest { userErrors { code path } } }`;
const COPIES = '{ myPersonalData { exports { madeAt } } }';
const CREATE = `mutation ($input: ComponentRequestInput!) { result: requestCreate(input: $input) { request { id } userErrors { code path } } }`;
const PUBLISH = `mutation ($id: ID!) { result: requestPublish(id: $id) { userErrors { code path } } }`;
const PROGRESS = `query ($id: ID!) { request(id: $id) { matchingProgress { isComplete } } }`;
