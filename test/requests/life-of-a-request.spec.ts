import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '../../src/platform/clock.js';
import { type RequestEventMap, RequestEvents } from '../../src/requests/requests.events.js';
import { aLineInput, aRequestInput, daysAhead } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aDraft, aPublishedRequest, change, codes, move, NO_REQUEST } from './requests-client.js';

describe('the life of a component request', () => {
  let service: TestService;
  let buyer: SignedInClient;
  const events: { [Kind in keyof RequestEventMap]?: RequestEventMap[Kind] } = {};

  beforeAll(async () => {
    service = await startTestService();
    const registry = service.get(RequestEvents);
    for (const kind of ['published', 'closed', 'reopened', 'withdrawn'] as const) {
      registry.on(kind, async (event) => {
        Object.assign(events, { [kind]: event });
      });
    }
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  it('goes from draft to published, closed, published again and withdrawn', async () => {
    const draft = await aDraft(buyer);
    expect(draft).toMatchObject({ status: 'DRAFT', revision: 0, version: 1, canPublish: true, publishProblems: [] });

    const published = await move(buyer, 'requestPublish', draft.id);
    expect(published.request).toMatchObject({ status: 'PUBLISHED', revision: 1, canPublish: false });
    expect(published.request.publishedAt).not.toBeNull();
    expect(events.published).toEqual({
      requestId: draft.id,
      organisationId: buyer.organisationId,
      revision: 1,
      lineIds: [draft.lines[0].id],
      removedLineIds: [],
    });

    const closed = await move(buyer, 'requestClose', draft.id);
    expect(closed.request).toMatchObject({ status: 'CLOSED', revision: 1 });
    expect(events.closed).toMatchObject({ requestId: draft.id, revision: 1 });

    const reopened = await move(buyer, 'requestReopen', draft.id);
    expect(reopened.request).toMatchObject({ status: 'PUBLISHED', closedAt: null });
    expect(events.reopened).toMatchObject({ lines: [{ lineId: draft.lines[0].id, revision: 1 }] });

    const withdrawn = await move(buyer, 'requestWithdraw', draft.id);
    expect(withdrawn.request).toMatchObject({ status: 'WITHDRAWN', version: 5 });
    expect(events.withdrawn).toMatchObject({ requestId: draft.id });
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
    expect(events.published).toMatchObject({
      requestId: published.id,
      revision: 2,
      lineIds: [first.id, added.id],
      removedLineIds: [second.id],
    });
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
    expect(events.published).toMatchObject({ revision: 2, lineIds: [] });
    await change(buyer, published.id, { excludedTaxCodes: ['0100109106'] });
    expect(events.published).toMatchObject({ revision: 3, lineIds: [first.id, second.id] });
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
    service.get(RequestEvents).on('published', async () => {
      if (isBroken) throw new Error('the reaction failed');
    });
    const { errors } = await buyer.execute(`mutation { requestPublish(id: "${draft.id}") { request { id } } }`);
    isBroken = false;
    expect(errors?.[0]?.extensions?.code).toBe('INTERNAL');
    const { request } = await buyer.data(`{ request(id: "${draft.id}") { status revisions { revision } } }`);
    expect(request).toEqual({ status: 'DRAFT', revisions: [] });
  });

  it('does not open again what can no longer be delivered', async () => {
    const { id } = await aPublishedRequest(buyer);
    await move(buyer, 'requestClose', id);
    service.get(Clock).stopAt(daysAhead(500));
    const late = await move(buyer, 'requestReopen', id);
    service.get(Clock).goOn();
    expect(codes(late)).toEqual(['LINE_DELIVERY_PAST lines.0.requirements.delivery.to']);
    expect((await move(buyer, 'requestReopen', id)).request.status).toBe('PUBLISHED');
  });

  it('takes a parts list of 700 lines, publishes it and changes one of them', async () => {
    const lines = Array.from({ length: 700 }, (_, index) => ({
      title: `Chi tiết ${index + 1}`,
      operations: [{ process: 'phay CNC' }],
    }));
    const { id, lines: published } = await aPublishedRequest(buyer, { title: 'Danh mục hội chợ', lines });
    expect(published).toHaveLength(700);
    const ids = published.map((line: { id: string }) => line.id);
    const changed = lines.map((line, index) => ({ ...line, id: ids[index] }));
    changed[41]!.operations = [{ process: 'tiện CNC' }];
    await change(buyer, id, { lines: changed });
    expect(events.published).toMatchObject({ revision: 2, lineIds: [ids[41]], removedLineIds: [] });
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

  async function rowsOf(table: string, requestId: string): Promise<number> {
    const [row] = await service.asSystem((unitOfWork) =>
      unitOfWork.query<{ count: number }>(`SELECT count(*)::integer FROM ${table} WHERE request_id = $1`, [requestId]),
    );
    return row!.count;
  }
});
