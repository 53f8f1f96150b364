import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import type { DomainEvent, EventDefinition } from '../../src/platform/events/event.js';
import { EventBus } from '../../src/platform/events/event-bus.js';
import {
  asksAnew,
  LINE_ADDED,
  LINE_CHANGED,
  LINE_PUBLISHED,
  LINE_REMOVED,
  REQUEST_CHANGED,
  REQUEST_CLOSED,
  REQUEST_PUBLISHED,
  REQUEST_REOPENED,
  REQUEST_WITHDRAWN,
} from '../../src/requests/requests.events.js';
import { aLineInput, aRequestInput, daysAhead } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { allLines, aDraft, aPublishedRequest, change, codes, move, NO_REQUEST } from './requests-client.js';

const ALL = [
  LINE_ADDED,
  LINE_CHANGED,
  LINE_PUBLISHED,
  LINE_REMOVED,
  REQUEST_CHANGED,
  REQUEST_CLOSED,
  REQUEST_PUBLISHED,
  REQUEST_REOPENED,
  REQUEST_WITHDRAWN,
];

describe('the life of a component request', () => {
  let service: TestService;
  let buyer: SignedInClient;
  /** What the last change told the rooms that listen. */
  let told: DomainEvent[] = [];

  beforeAll(async () => {
    service = await startTestService();
    service.get(EventBus).on(ALL, async (events) => {
      told = events;
    });
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const types = (): string[] => told.map(({ type }) => type.replace('requests.', ''));
  const linesOf = (definition: EventDefinition): (string | null)[] =>
    told.filter((event) => definition.is(event)).map(({ lineId }) => lineId);
  const linesToMatch = (): string[] =>
    told.filter((event) => [LINE_ADDED, LINE_CHANGED, LINE_PUBLISHED].some((each) => each.is(event)))
      .filter((event) => asksAnew(event as never)).map(({ subjectId }) => subjectId); // prettier-ignore

  it('goes from draft to published, closed, published again and withdrawn', async () => {
    const draft = await aDraft(buyer);
    expect(draft).toMatchObject({ status: 'DRAFT', revision: 0, version: 1, canPublish: true, publishProblems: [] });

    const published = await move(buyer, 'requestPublish', draft.id);
    expect(published.request).toMatchObject({ status: 'PUBLISHED', revision: 1, canPublish: false });
    expect(published.request.publishedAt).not.toBeNull();
    const lineId = draft.lines[0].id;
    const place = {
      requestId: draft.id,
      organisationId: buyer.organisationId,
      data: { revision: { before: 0, after: 1 } },
    };
    expect(told).toMatchObject([
      { type: REQUEST_PUBLISHED.type, subjectId: draft.id, lineId: null, ...place },
      { type: LINE_PUBLISHED.type, subjectId: lineId, lineId, ...place },
    ]);

    const closed = await move(buyer, 'requestClose', draft.id);
    expect(closed.request).toMatchObject({ status: 'CLOSED', revision: 1 });
    expect(told).toMatchObject([{ type: REQUEST_CLOSED.type, requestId: draft.id }]);

    const reopened = await move(buyer, 'requestReopen', draft.id);
    expect(reopened.request).toMatchObject({ status: 'PUBLISHED', closedAt: null });
    expect(told).toMatchObject([{ type: REQUEST_REOPENED.type, requestId: draft.id }]);

    const withdrawn = await move(buyer, 'requestWithdraw', draft.id);
    expect(withdrawn.request).toMatchObject({ status: 'WITHDRAWN', version: 5 });
    expect(told).toMatchObject([{ type: REQUEST_WITHDRAWN.type, requestId: draft.id }]);
  });

  it('refuses the moves that make no sense, each with its code, and changes nothing', async () => {
    const draft = await aDraft(buyer);
    expect(codes(await move(buyer, 'requestClose', draft.id))).toEqual(['REQUEST_NOT_PUBLISHED id']);
    await move(buyer, 'requestPublish', draft.id);
    const second = await move(buyer, 'requestPublish', draft.id);
    expect([second.request, codes(second)]).toEqual([null, ['REQUEST_ALREADY_PUBLISHED id']]);
    await move(buyer, 'requestClose', draft.id);
    expect(codes(await change(buyer, draft.id, { title: 'Khác' }))).toEqual(['REQUEST_CLOSED id']);
    await move(buyer, 'requestReopen', draft.id);
    await move(buyer, 'requestWithdraw', draft.id);
    for (const mutation of ['requestPublish', 'requestClose', 'requestReopen', 'requestWithdraw']) {
      expect(codes(await move(buyer, mutation, draft.id))).toEqual(['REQUEST_WITHDRAWN id']);
    }
  });

  it('says everything that is missing at once, before publishing and when it is refused', async () => {
    const draft = await aDraft(buyer, { lines: [{}, aLineInput({ operations: [] })] });
    const missing = [
      'REQUEST_TITLE_MISSING title',
      'LINE_TITLE_MISSING lines.0.title',
      'LINE_OPERATIONS_MISSING lines.0.operations',
      'LINE_OPERATIONS_MISSING lines.1.operations',
    ];
    expect(draft.canPublish).toBe(false);
    expect(codes({ userErrors: draft.publishProblems })).toEqual(missing);
    expect(codes(await move(buyer, 'requestPublish', draft.id))).toEqual(missing);

    const empty = await aDraft(buyer, {});
    expect(codes(await move(buyer, 'requestPublish', empty.id))).toEqual([
      'REQUEST_TITLE_MISSING title',
      'REQUEST_LINES_MISSING lines',
    ]);
  });

  it('changes a draft in place: what is left out stays, lines keep their ids', async () => {
    const draft = await aDraft(buyer, { ...aRequestInput(), description: 'Giao hằng tháng' });
    const [line] = draft.lines;
    const { request } = await change(buyer, draft.id, {
      description: null,
      lines: [aLineInput({ title: 'Nắp đậy' }), { id: line.id, title: 'Giá bắt' }],
    });
    expect(request).toMatchObject({ status: 'DRAFT', revision: 0, version: 2, title: draft.title, description: null });
    expect(request.lines).toMatchObject([
      { position: 1, title: 'Nắp đậy' },
      { position: 2, title: 'Giá bắt', id: line.id, operations: [] },
    ]);
    const without = await change(buyer, draft.id, { lines: [] });
    expect(without.request.lines).toEqual([]);
    expect(await rowsOf('request_line', draft.id)).toBe(0);
  });

  it('changes a published request in a new revision and keeps the one before', async () => {
    const published = await aPublishedRequest(buyer, aRequestInput({ lines: [aLineInput(), aLineInput()] }));
    const [first, second] = published.lines;
    const { request } = await change(buyer, published.id, {
      lines: [
        { ...aLineInput({ operations: [{ process: 'đúc áp lực' }] }), id: first.id },
        aLineInput({ title: 'Mới' }),
      ],
    });
    expect(request).toMatchObject({ status: 'PUBLISHED', revision: 2 });
    const [, added] = request.lines;
    expect(types()).toEqual(['request-changed', 'line-changed', 'line-added', 'line-removed']);
    expect(told[0]).toMatchObject({ requestId: published.id, data: { revision: { before: 1, after: 2 }, fields: [] } });
    expect(told[1]).toMatchObject({ subjectId: first.id, data: { fields: ['operations'] } });
    expect([linesToMatch(), linesOf(LINE_REMOVED)]).toEqual([[first.id, added.id], [second.id]]);
    expect(request.lines).toMatchObject([{ revision: 2 }, { revision: 2, title: 'Mới' }]);
    expect(request.revisions).toMatchObject([
      { revision: 2, lines: [{ id: first.id, operations: [{ position: 1 }] }, { id: added.id }] },
      { revision: 1, lines: [{ id: first.id, operations: [{}, { position: 2 }] }, { id: second.id }] },
    ]);
  });

  it('matches only the lines anew that ask for something else', async () => {
    const published = await aPublishedRequest(buyer, aRequestInput({ lines: [aLineInput(), aLineInput()] }));
    const [first, second] = published.lines;
    const renamed = await change(buyer, published.id, {
      lines: [
        { ...aLineInput(), id: first.id, title: 'Tên khác' },
        { ...aLineInput(), id: second.id },
      ],
    });
    expect(renamed.request).toMatchObject({ revision: 2, lines: [{ revision: 1 }, { revision: 1 }] });
    expect([types(), linesToMatch()]).toEqual([['request-changed', 'line-changed'], []]);
    await change(buyer, published.id, { excludedTaxCodes: ['0100109106'] });
    expect(told[0]).toMatchObject({ data: { revision: { before: 2, after: 3 }, fields: ['excludedTaxCodes'] } });
    expect(linesToMatch()).toEqual([first.id, second.id]);
  });

  it('makes no revision of a change that changes nothing', async () => {
    const published = await aPublishedRequest(buyer);
    const same = { ...aRequestInput(), lines: [{ ...aLineInput(), id: published.lines[0].id }] };
    const { request, userErrors } = await change(buyer, published.id, same);
    expect(userErrors).toEqual([]);
    expect(request).toMatchObject({ revision: 1, version: published.version });
  });

  it('does not let a published request become unpublishable', async () => {
    const published = await aPublishedRequest(buyer);
    const refused = await change(buyer, published.id, { title: ' ', lines: [{ title: 'Không công đoạn' }] });
    expect(codes(refused)).toEqual([
      'REQUEST_TITLE_MISSING input.title',
      'LINE_OPERATIONS_MISSING input.lines.0.operations',
    ]);
  });

  it('notices that somebody else was faster', async () => {
    const draft = await aDraft(buyer);
    await change(buyer, draft.id, { title: 'Của An' }, draft.version);
    const late = await change(buyer, draft.id, { title: 'Của Bình' }, draft.version);
    expect(codes(late)).toEqual(['REQUEST_STALE expectedRevision']);
    expect((await change(buyer, draft.id, { title: 'Của Bình' }, draft.version + 1)).request.title).toBe('Của Bình');
  });

  it('undoes a change whose reaction fails', async () => {
    const draft = await aDraft(buyer);
    let isBroken = true;
    service.get(EventBus).on(REQUEST_PUBLISHED, async () => {
      if (isBroken) throw new Error('the reaction failed');
    });
    const { errors } = await buyer.execute(`mutation { requestPublish(id: "${draft.id}") { request { id } } }`);
    isBroken = false;
    expect(errors?.[0]?.extensions?.code).toBe('INTERNAL');
    const { request } = await buyer.data(`{ request(id: "${draft.id}") { status revisions { nodes { revision } } } }`);
    expect(request).toEqual({ status: 'DRAFT', revisions: { nodes: [] } });
    expect(await rowsOf('event', draft.id, `type = '${REQUEST_PUBLISHED.type}'`)).toBe(0);
  });

  it('does not publish what lay until it could no longer be delivered, and opens again what was closed so long', async () => {
    const draft = await aDraft(buyer);
    const { id } = await aPublishedRequest(buyer);
    await move(buyer, 'requestClose', id);
    service.get(Clock).stopAt(daysAhead(500));
    const late = await move(buyer, 'requestPublish', draft.id);
    const reopened = await move(buyer, 'requestReopen', id);
    service.get(Clock).goOn();
    expect(codes(late)).toEqual(['LINE_DELIVERY_PAST lines.0.requirements.delivery.to']);
    expect(reopened.request.status).toBe('PUBLISHED');
  });

  it('takes a parts list of 700 lines, publishes it and changes one of them', async () => {
    const lines = Array.from({ length: 700 }, (_, index) => ({
      title: `Chi tiết ${index + 1}`,
      operations: [{ process: 'phay CNC' }],
    }));
    const { id } = await aPublishedRequest(buyer, { title: 'Danh mục hội chợ', lines });
    const published = await allLines(buyer, id);
    expect(published).toHaveLength(700);
    // In one call, and so in one statement.
    expect(told).toHaveLength(701);
    expect(await rowsOf('event', id, `type = '${LINE_PUBLISHED.type}'`)).toBe(700);
    const ids = published.map((line: { id: string }) => line.id);
    const changed = lines.map((line, index) => ({ ...line, id: ids[index] }));
    changed[41]!.operations = [{ process: 'tiện CNC' }];
    await change(buyer, id, { lines: changed });
    expect([types(), linesToMatch()]).toEqual([['request-changed', 'line-changed'], [ids[41]]]);
  });

  it('records who did what', async () => {
    const { id } = await aPublishedRequest(buyer);
    const entries = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ action: string; person_id: string }>(
        'SELECT action, person_id FROM audit_entry WHERE subject_id = $1 ORDER BY id',
        [id],
      ),
    );
    expect(entries).toEqual([
      { action: 'request.create', person_id: buyer.personId },
      { action: 'request.publish', person_id: buyer.personId },
    ]);
  });

  it('does not know ids that never were', async () => {
    for (const id of [NO_REQUEST, 'no id at all']) {
      expect(codes(await move(buyer, 'requestPublish', id))).toEqual(['REQUEST_NOT_FOUND id']);
    }
    const draft = await aDraft(buyer);
    const other = await aDraft(buyer);
    const stolen = await change(buyer, draft.id, { lines: [{ id: other.lines[0].id }, { id: NO_REQUEST }] });
    expect(codes(stolen)).toEqual([
      'REQUEST_LINE_NOT_FOUND input.lines.0.id',
      'REQUEST_LINE_NOT_FOUND input.lines.1.id',
    ]);
  });

  async function rowsOf(table: string, requestId: string, condition = 'true'): Promise<number> {
    const [row] = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ count: number }>(
        `SELECT count(*)::integer FROM ${table} WHERE request_id = $1 AND ${condition}`,
        [requestId],
      ),
    );
    return row!.count;
  }
});
