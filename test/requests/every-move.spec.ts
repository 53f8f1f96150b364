import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { aLineInput, aRequestInput, aRequirementsInput, daysAhead } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { badAdvice, ends, refusedIn, type Walk, walkStates } from '../harness/walk-states.js';
import { aDraft, change, move } from './requests-client.js';

const MOVES = [
  'RENAME', 'SEND_AGAIN', 'CHANGE_OTHER_LINE', 'POSTPONE', 'PUBLISH', 'CLOSE', 'REOPEN', 'WITHDRAW', 'WAIT',
] as const; // prettier-ignore
type Move = (typeof MOVES)[number];

/** A request of two lines: what becomes late is the first. */
interface Subject {
  id: string;
  lineIds: string[];
  isLate: boolean;
  isPostponed: boolean;
  renamed: number;
}

/** What each refusal tells the buyer to do instead. */
const ADVICE: Record<string, readonly Move[]> = {
  REQUEST_CLOSED: ['REOPEN', 'WITHDRAW'],
  LINE_DELIVERY_PAST: ['POSTPONE'],
  REQUEST_ALREADY_PUBLISHED: [],
  REQUEST_NOT_PUBLISHED: [],
  REQUEST_NOT_CLOSED: [],
  REQUEST_WITHDRAWN: [],
};

describe('every move of a request from every state, those that time alone leads to among them', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let walk: Walk<Move>;

  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
    walk = await walkStates<Subject, Move>({ moves: MOVES, begin, make, stateOf });
  });
  afterAll(() => service.close());

  it('reaches every status, in time and late', () => {
    const statuses = ['DRAFT', 'PUBLISHED', 'CLOSED', 'WITHDRAWN'];
    const states = statuses.flatMap((status) =>
      ['', ' postponed', ' late', ' late postponed'].map((at) => status + at),
    );
    expect([...walk.keys()].sort()).toEqual(states.sort());
  });

  it('ends only where a request was withdrawn', () => {
    const withdrawn = [...walk.keys()].filter((state) => state.startsWith('WITHDRAWN late'));
    expect(ends(walk).sort()).toEqual(withdrawn.sort());
  });

  it('gives no advice that is refused itself', () => {
    expect(badAdvice(walk, ADVICE)).toEqual([]);
  });

  it('always lets the buyer take a request back', () => {
    expect(refusedIn(walk, 'WITHDRAW').filter((state) => !state.startsWith('WITHDRAWN'))).toEqual([]);
  });

  it('checks of a change only what it brings: whatever is late besides, an open request changes', () => {
    for (const step of ['RENAME', 'SEND_AGAIN', 'CHANGE_OTHER_LINE', 'POSTPONE'] as const) {
      expect(refusedIn(walk, step).filter((state) => /^(DRAFT|PUBLISHED)/.test(state))).toEqual([]);
    }
  });

  it('checks the line that is changed', async () => {
    const subject = await begin();
    await make(subject, 'PUBLISH');
    service.get(Clock).stopAt(daysAhead(100));
    const [first, second] = linesOf(subject);
    const { userErrors } = await change(buyer, subject.id, { lines: [{ ...first, title: 'Sửa' }, second] });
    service.get(Clock).goOn();
    expect(userErrors).toMatchObject([
      { code: 'DELIVERY_PAST', path: 'input.lines.0.requirements.delivery.to'.split('.') },
    ]);
  });

  function linesOf({ lineIds, isPostponed }: Subject) {
    const due = (from: number, to: number) => ({ delivery: { from: daysAhead(from), to: daysAhead(to) } });
    const days = [isPostponed ? due(700, 800) : due(60, 70), due(700, 800)];
    return days.map((delivery, index) => ({
      ...aLineInput({ requirements: aRequirementsInput(delivery) }),
      ...(lineIds[index] && { id: lineIds[index] }),
    }));
  }

  async function begin(): Promise<Subject> {
    service.get(Clock).goOn();
    const subject = { id: '', lineIds: [], isLate: false, isPostponed: false, renamed: 0 };
    const { id, lines } = await aDraft(buyer, aRequestInput({ lines: linesOf(subject) }));
    return { ...subject, id, lineIds: lines.map((line: { id: string }) => line.id) };
  }

  async function make(subject: Subject, step: Move): Promise<string[]> {
    if (step === 'WAIT') {
      subject.isLate = true;
      return [];
    }
    if (subject.isLate) service.get(Clock).stopAt(daysAhead(100));
    else service.get(Clock).goOn();
    const { userErrors } = await send(subject, step);
    const refusals = userErrors.map(({ code }: { code: string }) => code);
    if (step === 'POSTPONE' && refusals.length === 0) subject.isPostponed = true;
    return refusals;
  }

  async function send(subject: Subject, step: Exclude<Move, 'WAIT'>) {
    const { id } = subject;
    const words = `Tên mới ${++subject.renamed}`;
    const [first, second] = linesOf(subject);
    if (step === 'RENAME') return change(buyer, id, { title: words });
    if (step === 'SEND_AGAIN') return change(buyer, id, { lines: [first, second] });
    if (step === 'CHANGE_OTHER_LINE') return change(buyer, id, { lines: [first, { ...second, title: words }] });
    if (step === 'POSTPONE') return change(buyer, id, { lines: linesOf({ ...subject, isPostponed: true }) });
    return move(buyer, `request${step[0]}${step.slice(1).toLowerCase()}`, id);
  }

  async function stateOf({ id, isLate, isPostponed }: Subject): Promise<string> {
    const { request } = await buyer.data(`{ request(id: "${id}") { status } }`);
    return `${request.status}${isLate ? ' late' : ''}${isPostponed ? ' postponed' : ''}`;
  }
});
