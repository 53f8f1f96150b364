import { aCapabilityInput, aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aLineInput, aRequestInput } from '../harness/factories/a-request-input.js';
import type { SignedInClient } from '../harness/people.js';

export interface Cast {
  supplier: SignedInClient;
  /** Without a firm yet. */
  newcomer: SignedInClient;
  buyer: SignedInClient;
  official: SignedInClient;
  /** Whatever the story has come across, by name. */
  ids: Record<string, string>;
}

/** One mutation in the story, and the events it appends: exactly these, in this order. */
export interface Step {
  mutation: string;
  /** What is special about it. */
  when?: string;
  by: Exclude<keyof Cast, 'ids'>;
  /** Arguments of the mutation with their types, and what to select of the answer. */
  call: string;
  select?: string;
  variables: (cast: Cast) => object;
  keep?: (result: any, cast: Cast) => void;
  tells: string[];
  isRefused?: boolean;
  /** Something that must have happened before, outside of this story: matching above all. */
  after?: 'MATCHED';
}

const of = (name: string) => (cast: Cast) => ({ id: cast.ids[name] });
const withInput = (name: string, input: object) => (cast: Cast) => ({ id: cast.ids[name], input });

/** A step that takes nothing but an id. */
const move = (mutation: string, by: Step['by'], name: string, tells: string[], more: Partial<Step> = {}): Step => ({
  mutation, by, call: '$id: ID!', variables: of(name), tells, ...more,
}); // prettier-ignore

const change = (mutation: string, name: string, input: object, tells: string[], more: Partial<Step> = {}): Step => {
  const type = `${mutation.replace('Update', '')[0]!.toUpperCase()}${mutation.replace('Update', '').slice(1)}`;
  const inputType = { Site: 'SiteInput', Request: 'ComponentRequestInput' }[type] ?? `${type}ChangesInput`;
  const by = type === 'Request' ? 'buyer' : 'supplier';
  return { mutation, by, call: `$id: ID!, $input: ${inputType}!`, variables: withInput(name, input), tells, ...more };
};

const nothing = { when: 'nothing changes', tells: [] };
const CERTIFICATE = { standard: 'ISO 9001', number: 'Q-1', validFrom: '2026-01-10', validTo: '2029-01-09' };
const verify = (input: object, tells: string[], more: Partial<Step> = {}): Step => ({
  mutation: 'certificateVerify', by: 'official', call: '$id: ID!, $input: CertificateVerificationInput!',
  variables: withInput('certificate', input), tells, ...more,
}); // prettier-ignore

const SUPPLIERS: Step[] = [
  {
    mutation: 'firmCreate', by: 'newcomer', call: '$input: FirmInput!',
    variables: () => ({ input: { name: 'Cơ khí Mới' } }), tells: ['firm-created'],
  },
  {
    mutation: 'firmCreate', when: 'there is one', by: 'newcomer', call: '$input: FirmInput!',
    variables: () => ({ input: { name: 'Cơ khí Mới' } }), tells: [], isRefused: true,
  },
  {
    mutation: 'firmRegister', by: 'supplier', call: '$input: FirmRegistrationInput!',
    select: 'firm { id sites { id } }', variables: () => ({ input: aRegistrationInput() }),
    keep: ({ firm }, { ids }) => Object.assign(ids, { firm: firm.id, site: firm.sites[0].id }),
    tells: [
      'firm-created',
      'site-added',
      'capability-added revision -→1 evidence -→DECLARED',
      'certificate-added revision -→1 evidence -→DECLARED state -→STANDING',
    ],
  },
  change('firmUpdate', 'firm', { website: 'https://co-khi.example.vn' }, ['firm-changed fields website']),
  change('firmUpdate', 'firm', { website: 'https://co-khi.example.vn' }, [], nothing),
  move('firmWithdraw', 'supplier', 'firm', ['firm-withdrawn']),
  move('firmWithdraw', 'supplier', 'firm', [], { when: 'it is withdrawn', isRefused: true }),
  move('firmRestore', 'supplier', 'firm', ['firm-restored']),
  {
    mutation: 'siteAdd', by: 'supplier', call: '$firmId: ID!, $input: SiteInput!', select: 'site { id }',
    variables: ({ ids }) => ({ firmId: ids['firm'], input: { name: 'Xưởng 2', address: 'Lô 1, KCN Thăng Long, Hà Nội' } }),
    keep: ({ site }, { ids }) => void (ids['site2'] = site.id), tells: ['site-added'],
  },
  change('siteUpdate', 'site2', { name: 'Xưởng hai' }, ['site-changed fields name']),
  change('siteUpdate', 'site2', { name: 'Xưởng hai' }, [], nothing),
  {
    mutation: 'capabilityAdd', by: 'supplier', call: '$siteId: ID!, $input: CapabilityInput!', select: 'capability { id }',
    variables: ({ ids }) => ({ siteId: ids['site2'], input: aCapabilityInput() }),
    keep: ({ capability }, { ids }) => void (ids['capability'] = capability.id),
    tells: ['capability-added revision -→1 evidence -→DECLARED'],
  },
  change('capabilityUpdate', 'capability', { leadTimeDays: 12 },
    ['capability-changed revision 1→2 evidence DECLARED→DECLARED fields leadTimeDays']),
  change('capabilityUpdate', 'capability', { leadTimeDays: 12 }, [], nothing),
  {
    mutation: 'capabilityVerify', by: 'official', call: '$id: ID!, $input: CapabilityVerificationInput!',
    variables: withInput('capability', { grade: 'VERIFIED', note: 'Đã xem.' }),
    tells: ['capability-verified revision 2→2 evidence DECLARED→VERIFIED'],
  },
  {
    mutation: 'capabilityVerify', when: 'visited', by: 'official', call: '$id: ID!, $input: CapabilityVerificationInput!',
    variables: withInput('capability', { grade: 'VISITED', note: 'Tại xưởng.' }),
    tells: ['capability-visited revision 2→2 evidence VERIFIED→VISITED'],
  },
  move('capabilityVerificationUndo', 'official', 'capability',
    ['capability-verification-undone revision 2→2 evidence VISITED→VERIFIED']),
  {
    mutation: 'certificateAdd', by: 'supplier', call: '$firmId: ID!, $input: CertificateInput!', select: 'certificate { id }',
    variables: ({ ids }) => ({ firmId: ids['firm'], input: { ...CERTIFICATE, siteIds: [ids['site2']] } }),
    keep: ({ certificate }, { ids }) => void (ids['certificate'] = certificate.id),
    tells: ['certificate-added revision -→1 evidence -→DECLARED state -→STANDING'],
  },
  verify({ decision: 'ACCEPT', note: 'Đã xem bản gốc.' },
    ['certificate-verified revision 1→1 evidence DECLARED→VERIFIED state STANDING→STANDING']),
  change('siteUpdate', 'site2', { address: 'Lô 9, KCN Quang Minh, Hà Nội' }, [
    'site-changed fields address industrialParkCode latitude longitude',
    'capability-changed revision 2→3 evidence VERIFIED→DECLARED fields evidence',
    'certificate-changed revision 1→2 evidence VERIFIED→DECLARED state STANDING→STANDING fields evidence',
  ], { when: 'it moves' }),
  verify({ decision: 'REJECT', reasonCode: 'OTHER', note: 'Không thật.' },
    ['certificate-rejected revision 2→2 evidence DECLARED→DECLARED state STANDING→REJECTED'], { when: 'rejected' }),
  verify({ decision: 'REJECT', reasonCode: 'OTHER', note: 'Không thật.' }, [], { when: 'twice', isRefused: true }),
  move('certificateVerificationUndo', 'official', 'certificate',
    ['certificate-verification-undone revision 2→2 evidence DECLARED→DECLARED state REJECTED→STANDING']),
  change('certificateUpdate', 'certificate', { number: 'Q-2' },
    ['certificate-changed revision 2→3 evidence DECLARED→DECLARED state STANDING→STANDING fields number']),
  change('certificateUpdate', 'certificate', { number: 'Q-2' }, [], nothing),
  change('certificateUpdate', 'certificate', { siteIds: [] },
    ['certificate-changed revision 3→4 evidence DECLARED→DECLARED state STANDING→STANDING fields siteIds'], { when: 'its sites' }),
  move('certificateWithdraw', 'supplier', 'certificate',
    ['certificate-withdrawn revision 4→- evidence DECLARED→- state STANDING→-']),
  move('certificateRestore', 'supplier', 'certificate',
    ['certificate-restored revision -→4 evidence -→DECLARED state -→STANDING']),
  move('siteWithdraw', 'supplier', 'site2', [], { when: 'work is done there', isRefused: true }),
  move('capabilityWithdraw', 'supplier', 'capability', ['capability-withdrawn revision 3→- evidence DECLARED→-']),
  move('siteWithdraw', 'supplier', 'site2', ['site-withdrawn']),
  move('siteRestore', 'supplier', 'site2', ['site-restored']),
  move('capabilityRestore', 'supplier', 'capability', ['capability-restored revision -→3 evidence -→DECLARED']),
]; // prettier-ignore

const decide = (input: object, tells: string[], when: string): Step => ({
  mutation: 'reviewDecisionRecord', when, by: 'official', call: '$matchId: ID!, $input: ReviewDecisionInput!',
  variables: ({ ids }) => ({ matchId: ids['match'], input }), tells, after: 'MATCHED',
}); // prettier-ignore

const REQUESTS: Step[] = [
  {
    mutation: 'requestCreate', by: 'buyer', call: '$input: ComponentRequestInput!', select: 'request { id lines { nodes { id } } }',
    variables: () => ({ input: aRequestInput({ lines: [aLineInput(), aLineInput()] }) }),
    keep: ({ request }, { ids }) => void (ids['request'] = request.id),
    tells: ['request-created revision -→0', 'line-added revision -→0', 'line-added revision -→0'],
  },
  change('requestUpdate', 'request', { title: 'Chi tiết 2028' }, ['request-changed revision 0→0 fields title']),
  change('requestUpdate', 'request', { title: 'Chi tiết 2028' }, [], nothing),
  move('requestClose', 'buyer', 'request', [], { when: 'it is a draft', isRefused: true }),
  move('requestPublish', 'buyer', 'request',
    ['request-published revision 0→1', 'line-published revision 0→1', 'line-published revision 0→1']),
  change('requestUpdate', 'request', { lines: [aLineInput()] }, [
    'request-changed revision 1→2 fields',
    'line-added revision -→2',
    'line-removed revision 1→-',
    'line-removed revision 1→-',
  ], { when: 'its lines are others' }),
  change('requestUpdate', 'request', { excludedTaxCodes: ['0100109106'] },
    ['request-changed revision 2→3 fields excludedTaxCodes', 'line-changed revision 2→3 fields'], { when: 'it leaves firms out' }),
  move('requestMatchAgain', 'buyer', 'request', []),
  {
    mutation: 'reviewsHandOver', by: 'official', call: '$selection: ReviewSelectionInput!, $personId: ID!', after: 'MATCHED',
    variables: ({ ids, official }) => ({ selection: { matches: [{ matchId: ids['match'] }] }, personId: official.personId }),
    tells: ['handed-over state PENDING→PENDING'],
  },
  {
    mutation: 'reviewsTakeBack', by: 'official', call: '$selection: ReviewSelectionInput!',
    variables: ({ ids }) => ({ selection: { matches: [{ matchId: ids['match'] }] } }), tells: ['taken-back state PENDING→PENDING'],
  },
  decide({ kind: 'REQUEST_INFORMATION', note: 'Có máy 5 trục không?' },
    ['information-requested state PENDING→INFORMATION_REQUESTED'], 'asks'),
  {
    mutation: 'reviewAnswer', by: 'supplier', call: '$matchId: ID!, $answer: String!',
    variables: ({ ids }) => ({ matchId: ids['match'], answer: 'Có.' }),
    tells: ['information-given state INFORMATION_REQUESTED→PENDING'],
  },
  decide({ kind: 'APPROVE' }, ['match-approved state PENDING→APPROVED', 'match-released'], 'approves'),
  {
    mutation: 'reviewDecisionUndo', by: 'official', call: '$matchId: ID!',
    variables: ({ ids }) => ({ matchId: ids['match'] }),
    tells: ['decision-undone state APPROVED→PENDING', 'match-hidden'],
  },
  decide({ kind: 'REJECT', reasonCode: 'OTHER', note: 'Không phù hợp.' }, ['match-rejected state PENDING→REJECTED'], 'rejects'),
  {
    mutation: 'reviewDecisionUndo', when: 'a rejection', by: 'official', call: '$matchId: ID!',
    variables: ({ ids }) => ({ matchId: ids['match'] }), tells: ['decision-undone state REJECTED→PENDING'],
  },
  {
    mutation: 'reviewDecisionsRecord', by: 'official', call: '$selection: ReviewSelectionInput!, $input: ReviewDecisionInput!',
    select: 'bulkId', variables: ({ ids }) => ({ selection: { matches: [{ matchId: ids['match'] }] }, input: { kind: 'APPROVE' } }),
    keep: ({ bulkId }, { ids }) => void (ids['bulk'] = bulkId),
    tells: ['match-approved state PENDING→APPROVED', 'match-released'],
  },
  {
    mutation: 'reviewDecisionsRecord', when: 'decided already', by: 'official',
    call: '$selection: ReviewSelectionInput!, $input: ReviewDecisionInput!', isRefused: true, tells: [],
    variables: ({ ids }) => ({ selection: { matches: [{ matchId: ids['match'] }] }, input: { kind: 'APPROVE' } }),
  },
  {
    mutation: 'reviewDecisionsUndo', by: 'official', call: '$bulkId: ID!',
    variables: ({ ids }) => ({ bulkId: ids['bulk'] }), tells: ['decision-undone state APPROVED→PENDING', 'match-hidden'],
  },
  decide({ kind: 'REJECT', reasonCode: 'OTHER', note: 'Không phù hợp.' }, ['match-rejected state PENDING→REJECTED'], 'rejects again'),
  {
    mutation: 'reviewAppeal', by: 'supplier', call: '$matchId: ID!, $reason: String!',
    variables: ({ ids }) => ({ matchId: ids['match'], reason: 'Đã lắp máy mới.' }),
    tells: ['match-appealed state REJECTED→APPEALED'],
  },
  move('requestClose', 'buyer', 'request', ['request-closed revision 3→3']),
  move('requestReopen', 'buyer', 'request', ['request-reopened revision 3→3']),
  move('requestWithdraw', 'buyer', 'request', ['request-withdrawn revision 3→3']),
]; // prettier-ignore

export const STORY: readonly Step[] = [...SUPPLIERS, ...REQUESTS];

/** Change neither a firm nor a request. */
export const TELLS_NOTHING: readonly string[] = [
  'apiKeyCreate',
  'apiKeyRevoke',
  'buyerSignUp',
  'factorConfirm',
  'factorEnrol',
  'factorRemove',
  'fileDelete',
  'fileSlotCreate',
  'conflictOfInterestDeclare',
  'conflictOfInterestWithdraw',
  // What these change of firms, Ketnoi changes in its own name.
  'taxCodeClaim',
  'taxCodeClaimAnswer',
  'taxCodeClaimDecide',
  'taxCodeClaimWithdraw',
  'taxCodeRelease',
  'emailChangeConfirm',
  'emailChangeRequest',
  'invitationAccept',
  'invitationResend',
  'invitationWithdraw',
  'memberInvite',
  'memberReinstate',
  'memberRemove',
  'memberRoleChange',
  'memberSuspend',
  'organisationLeave',
  'passwordChange',
  'personalDataErasureCancel',
  'personalDataErasureRequest',
  'personalDataExportRequest',
  'passwordReset',
  'passwordResetRequest',
  'lineDrawingAttach',
  'lineDrawingRemove',
  'matchAccessCut',
  'matchAccessRestore',
  'matchAgreementAccept',
  'recoveryCodesRenew',
  'requestAgreementAsk',
  'requestAgreementDrop',
  'requestDisclosureSet',
  'requestDrawingsGrant',
  'requestDrawingsRevoke',
  'sessionComplete',
  'sessionConfirm',
  'sessionCreate',
  'sessionEnd',
  'sessionRefresh',
  'sessionRevoke',
  'sessionsEndAll',
  'sessionSwitchOrganisation',
  'supplierSignUp',
  'viewerUpdate',
];
