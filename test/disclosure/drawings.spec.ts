import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SignedInClient, signedInBuyer, signedInOfficial } from '../harness/people.js';
import { fetchFile, sendFile } from '../harness/files.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, decide, disclose, matched, matchesOf, type Registered, undo } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';

const AUTHORITY = 'Sở Công Thương Bản Vẽ';
const FILES = 'drawings { id file { id name downloadUrl } }';

describe('drawings', () => {
  let service: TestService;
  let buyer: SignedInClient;
  let official: SignedInClient;
  let firm: Registered;
  let requestId: string;
  let lineId: string;
  let matchId: string;
  let fileId: string;
  let sent = 0;
  beforeAll(async () => {
    service = await startTestService({ withJobs: true });
    [buyer, official] = await Promise.all([signedInBuyer(service), signedInOfficial(service, AUTHORITY)]);
    firm = await aFirm(service);
  });
  afterAll(() => service?.close());
  beforeEach(async () => {
    ({ id: requestId } = await aPublishedRequest(buyer));
    await matched(buyer, requestId);
    const line = await matchesOf(official, requestId);
    lineId = line.id;
    matchId = line.matches.nodes.find((one: any) => one.firm.id === firm.firmId).id;
    await disclose(buyer, requestId, 'TEASER', 'FULL');
    const drawing = { purpose: 'DRAWING', name: 'vỏ hộp số.pdf' };
    ({ id: fileId } = await sendFile(buyer, drawing, `%PDF-1.7\n% bản vẽ ${++sent}\n%%EOF\n`));
    expect(await run(buyer, 'lineDrawingAttach', { lineId, fileId })).toEqual([]);
  });

  /** The codes of what stood in the way. */
  async function run(client: SignedInClient, mutation: string, ids: Record<string, string>): Promise<string[]> {
    const names = Object.keys(ids);
    const declared = names.map((name) => `$${name}: ${name === 'authority' ? 'String' : 'ID'}!`).join(', ');
    const given = names.map((name) => `${name}: $${name}`).join(', ');
    const text = `mutation (${declared}) { result: ${mutation}(${given}) { userErrors { code } } }`;
    const { result } = await client.data<any>(text, ids);
    return result.userErrors.map(({ code }: { code: string }) => code);
  }
  const release = () => decide(official, matchId, { kind: 'APPROVE' });
  async function asFirm(): Promise<{ id: string; file: { id: string; name: string; downloadUrl: string } }[] | null> {
    const text = `query ($id: ID!) { match(id: $id) { ... on SupplierMatch { line { ${FILES} } } } }`;
    return (await firm.client.data<any>(text, { id: matchId })).match.line?.drawings ?? null;
  }
  async function asOfficial() {
    const text = `query ($id: ID!) { request(id: $id) { lines { nodes { ${FILES} } } } }`;
    return (await official.data<any>(text, { id: requestId })).request.lines.nodes[0].drawings;
  }
  async function readers(): Promise<string[]> {
    const text = `query ($id: ID!) { request(id: $id) { lines { nodes { drawings { reads { nodes { reader readAt } totalCount } } } } } }`;
    const { request } = await buyer.data<any>(text, { id: requestId });
    return request.lines.nodes[0].drawings[0].reads.nodes.map(({ reader }: { reader: string }) => reader);
  }
  const statusOf = async (client: SignedInClient, path: string) => (await fetchFile(client, path)).status;
  const nobody = () => service.client() as SignedInClient;

  it('are not to be had before the release, by no way in, not even where the line is told in full', async () => {
    await disclose(buyer, requestId, 'FULL', 'FULL');
    expect(await asFirm()).toEqual([]);
    expect(await statusOf(firm.client, `/files/${fileId}`)).toBe(404);
    expect(await readers()).toEqual([]);
  });

  it('are handed to a released firm, and each reading is written down for the buyer', async () => {
    await release();
    const [drawing] = (await asFirm())!;
    expect(drawing).toMatchObject({ file: { id: fileId, name: 'vỏ hộp số.pdf' } });
    expect(await readers()).toEqual([]);
    expect(await statusOf(nobody(), drawing!.file.downloadUrl)).toBe(200);
    expect(await statusOf(firm.client, `/files/${fileId}`)).toBe(200);
    expect(await readers()).toHaveLength(2);
    const rival = await aFirm(service);
    expect(await statusOf(rival.client, `/files/${fileId}`)).toBe(404);
    expect(await statusOf(rival.client, drawing!.file.downloadUrl.split('?')[0]!)).toBe(404);
  });

  const CUTS: Record<string, () => Promise<unknown>> = {
    'the buyer cuts the firm off': () => run(buyer, 'matchAccessCut', { matchId }),
    'the release is taken back': () => undo(official, matchId),
    'the buyer tells less': () => disclose(buyer, requestId, 'TEASER', 'REQUIREMENTS'),
    'the request is withdrawn': () => run(buyer, 'requestWithdraw', { id: requestId }),
    'an agreement is asked for': () =>
      buyer.data(
        `mutation ($id: ID!) { requestAgreementAsk(id: $id, input: { text: "Giữ bí mật." }) { userErrors { code } } }`,
        { id: requestId },
      ),
    'the drawing is taken away': async () => run(buyer, 'lineDrawingRemove', { id: (await asFirm())![0]!.id }),
  };
  it.each(Object.entries(CUTS))(
    'lead nowhere any more once %s, links that were handed out included',
    async (_name, cut) => {
      await release();
      const [drawing] = (await asFirm())!;
      expect(await statusOf(nobody(), drawing!.file.downloadUrl)).toBe(200);
      await cut();
      expect(await statusOf(nobody(), drawing!.file.downloadUrl)).toBe(404);
      expect(await statusOf(firm.client, `/files/${fileId}`)).toBe(404);
      expect((await asFirm()) ?? []).toEqual([]);
    },
  );

  it('are for an authority that the buyer has let in, until it takes that back', async () => {
    expect(await asOfficial()).toEqual([]);
    expect(await statusOf(official, `/files/${fileId}`)).toBe(404);
    const grant = { id: requestId, authority: AUTHORITY };
    expect(await run(buyer, 'requestDrawingsGrant', grant)).toEqual([]);
    expect(await run(buyer, 'requestDrawingsGrant', grant)).toEqual(['DRAWINGS_GRANTED']);
    const [drawing] = await asOfficial();
    expect(await statusOf(nobody(), drawing.file.downloadUrl)).toBe(200);
    expect(await readers()).toEqual([AUTHORITY]);
    const other = await signedInOfficial(service, 'Sở Công Thương Khác');
    expect(await statusOf(other, `/files/${fileId}`)).toBe(404);
    expect(await run(buyer, 'requestDrawingsRevoke', grant)).toEqual([]);
    expect(await statusOf(nobody(), drawing.file.downloadUrl)).toBe(404);
    expect(await asOfficial()).toEqual([]);
    expect(await run(buyer, 'requestDrawingsRevoke', grant)).toEqual(['DRAWINGS_NOT_GRANTED']);
    expect(await run(buyer, 'requestDrawingsGrant', { ...grant, authority: 'Không có' })).toEqual([
      'DRAWINGS_AUTHORITY_UNKNOWN',
    ]);
  });

  it('are attached by the owner of both, and once', async () => {
    const stranger = await signedInBuyer(service);
    expect(await run(stranger, 'lineDrawingAttach', { lineId, fileId })).toEqual(['DRAWING_LINE_NOT_FOUND']);
    expect(await run(buyer, 'lineDrawingAttach', { lineId, fileId })).toEqual(['DRAWING_ATTACHED']);
    const { id: foreign } = await sendFile(
      stranger,
      { purpose: 'DRAWING', name: 'x.pdf' },
      '%PDF-1.7\n% khác\n%%EOF\n',
    );
    expect(await run(buyer, 'lineDrawingAttach', { lineId, fileId: foreign })).toEqual(['DRAWING_FILE_NOT_FOUND']);
    expect(await run(buyer, 'fileDelete', { id: fileId })).toEqual(['FILE_IN_USE']);
  });
});
