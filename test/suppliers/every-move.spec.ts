import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { type SignedInClient, signedInOfficial, signedInSupplier } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { badAdvice, ends, refusedIn, walkStates } from '../harness/walk-states.js';
import { aPdf, aRegisteredFirm, firmOf, mutate, upload } from './suppliers-client.js';

interface Subject {
  supplier: SignedInClient;
  firmId: string;
  isLate: boolean;
  written: number;
}

const codesOf = ({ userErrors }: { userErrors: { code: string }[] }): string[] => userErrors.map(({ code }) => code);

/** What the firm has, withdrawn or not. */
async function allOf(supplier: SignedInClient) {
  const { myFirm } = await supplier.data(`{ myFirm { withdrawnAt sites(withWithdrawn: true) { withdrawnAt }
    capabilities(withWithdrawn: true) { withdrawnAt }
    certificates(withWithdrawn: true) { state evidence withdrawnAt } } }`);
  return myFirm;
}

describe('every move of what a firm keeps, from every state', () => {
  let service: TestService;
  let official: SignedInClient;
  let evidenceFileId: string;

  beforeAll(async () => {
    service = await startTestService();
    official = await signedInOfficial(service);
  });
  afterAll(() => service.close());

  it('leads on from every state of a certificate, before and after its last day', async () => {
    type Move = (typeof MOVES)[number];
    const MOVES = [
      'RENUMBER', 'SEND_AGAIN', 'EXTEND', 'WITHDRAW', 'RESTORE', 'ACCEPT', 'REJECT', 'UNDO', 'WAIT',
    ] as const; // prettier-ignore
    const walk = await walkStates<Subject & { id: string; validTo: string }, Move>({
      moves: MOVES,
      begin: async () => {
        const validTo = '2026-12-31';
        const subject = await aFirm({ validTo });
        const { certificates } = await firmOf(subject.supplier);
        return { ...subject, id: certificates[0].id, validTo };
      },
      make: async (subject, move) => {
        if (move === 'WAIT') {
          subject.isLate = true;
          return [];
        }
        setClock(subject);
        const { supplier, id } = subject;
        const form = { number: `QMS-${subject.written}`, validTo: subject.validTo, evidenceFileId };
        const update = (input: object) => mutate(supplier, 'certificateUpdate', { id, input: { ...form, ...input } });
        const verify = (input: object) => mutate(official, 'certificateVerify', { id, input });
        const steps: Record<Exclude<Move, 'WAIT'>, () => Promise<{ userErrors: { code: string }[] }>> = {
          RENUMBER: () => update({ number: `QMS-${++subject.written}` }),
          SEND_AGAIN: () => update({}),
          EXTEND: () => update({ validTo: '2029-12-31' }),
          WITHDRAW: () => mutate(supplier, 'certificateWithdraw', { id }),
          RESTORE: () => mutate(supplier, 'certificateRestore', { id }),
          ACCEPT: () => verify({ decision: 'ACCEPT' }),
          REJECT: () => verify({ decision: 'REJECT', reasonCode: 'OTHER', note: 'Không tra được' }),
          UNDO: () => mutate(official, 'certificateVerificationUndo', { id }),
        };
        const refusals = codesOf(await steps[move]());
        if (move === 'EXTEND' && refusals.length === 0) subject.validTo = '2029-12-31';
        return refusals;
      },
      stateOf: async ({ supplier, isLate, validTo }) => {
        const [{ state, evidence, withdrawnAt }] = (await allOf(supplier)).certificates;
        const words = [state, evidence, withdrawnAt && 'withdrawn', isLate && 'late', validTo];
        return words.filter(Boolean).join(' ');
      },
    });
    expect(ends(walk)).toEqual([]);
    expect(
      badAdvice(walk, {
        CERTIFICATE_WITHDRAWN: ['RESTORE'],
        CERTIFICATE_NOT_WITHDRAWN: [],
        CERTIFICATE_EXPIRED: [],
        ALREADY_VERIFIED: [],
        CERTIFICATE_ALREADY_REJECTED: [],
        NOTHING_TO_UNDO: [],
      }),
    ).toEqual([]);
    for (const move of ['RENUMBER', 'SEND_AGAIN', 'EXTEND', 'WITHDRAW'] as const) {
      expect(refusedIn(walk, move).filter((state) => !state.includes('withdrawn'))).toEqual([]);
    }
  });

  it('leads on from every state of a firm, its site and its capability', async () => {
    type Move = (typeof MOVES)[number];
    const MOVES = [
      'firmWithdraw', 'firmRestore', 'siteWithdraw', 'siteRestore', 'capabilityWithdraw', 'capabilityRestore',
    ] as const; // prettier-ignore
    const walk = await walkStates<Subject & Record<'firm' | 'site' | 'capability', string>, Move>({
      moves: MOVES,
      begin: async () => {
        const subject = await aFirm();
        const { id, sites, capabilities } = await firmOf(subject.supplier);
        return { ...subject, firm: id, site: sites[0].id, capability: capabilities[0].id };
      },
      make: async (subject, move) => {
        const kind = move.replace(/Withdraw|Restore/, '') as 'firm' | 'site' | 'capability';
        return codesOf(await mutate(subject.supplier, move, { id: subject[kind] }));
      },
      stateOf: async ({ supplier }) => {
        const { withdrawnAt, sites, capabilities } = await allOf(supplier);
        const standing = { firm: withdrawnAt, site: sites[0].withdrawnAt, capability: capabilities[0].withdrawnAt };
        return Object.entries(standing).map(([kind, at]) => `${kind} ${at ? 'withdrawn' : 'stands'}`).join(', '); // prettier-ignore
      },
    });
    expect(ends(walk)).toEqual([]);
    expect(
      badAdvice(walk, {
        FIRM_WITHDRAWN: ['firmRestore'],
        FIRM_NOT_WITHDRAWN: [],
        SITE_WITHDRAWN: ['siteRestore'],
        SITE_NOT_WITHDRAWN: [],
        SITE_HAS_CAPABILITIES: ['capabilityWithdraw'],
        CAPABILITY_WITHDRAWN: ['capabilityRestore'],
        CAPABILITY_NOT_WITHDRAWN: [],
      }),
    ).toEqual([]);
  });

  function setClock({ isLate }: Pick<Subject, 'isLate'>): void {
    service.get(Clock).stopAt(isLate ? '2027-02-01' : '2026-11-22');
  }

  async function aFirm(certificate: object = {}): Promise<Subject> {
    setClock({ isLate: false });
    const supplier = await signedInSupplier(service);
    evidenceFileId = (await upload(supplier, aPdf(supplier.email))).id;
    const firm = await aRegisteredFirm(supplier, {
      certificates: [
        { standard: 'ISO 9001', number: 'QMS-0', validFrom: '2025-01-01', evidenceFileId, ...certificate },
      ],
    });
    return { supplier, firmId: firm.id, isLate: false, written: 0 };
  }
});
