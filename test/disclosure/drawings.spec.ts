import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
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

  describe('by a link that was handed out, lead nowhere once', () => {
    /** Somebody else each time, of another organisation than the firm: what is ended here stays ended. */
    async function anOfficial(): Promise<{ reader: SignedInClient; url: string }> {
      const name = `Sở ${++sent}`;
      const reader = await signedInOfficial(service, name);
      expect(await run(buyer, 'requestDrawingsGrant', { id: requestId, authority: name })).toEqual([]);
      const text = `query ($id: ID!) { request(id: $id) { lines { nodes { ${FILES} } } } }`;
      const { request } = await reader.data<any>(text, { id: requestId });
      return { reader, url: request.lines.nodes[0].drawings[0].file.downloadUrl };
    }
    const asSystem = (sql: string, { personId }: SignedInClient) =>
      service.asSystem(() => service.get(UnitOfWork).query(sql, [personId]));

    const ENDS: Record<string, { end: (reader: SignedInClient) => Promise<unknown>; status: number }> = {
      'the session that asked has ended': {
        end: (reader) =>
          service
            .client()
            .data('mutation ($token: String!) { sessionRevoke(refreshToken: $token) { userErrors { code } } }', {
              token: reader.refreshToken,
            }),
        status: 401,
      },
      'that session has ended while another goes on': {
        end: async (reader) => {
          await asSystem(
            `INSERT INTO session (id, person_id, organisation_id, expires_at)
             SELECT gen_random_uuid(), person_id, organisation_id, now() + interval '1 day' FROM session WHERE person_id = $1`,
            reader,
          );
          await service
            .client()
            .data('mutation ($token: String!) { sessionRevoke(refreshToken: $token) { userErrors { code } } }', {
              token: reader.refreshToken,
            });
        },
        status: 401,
      },
      'the person was suspended': {
        end: (reader) => asSystem('UPDATE membership SET suspended_at = now() WHERE person_id = $1', reader),
        status: 401,
      },
      'the proof is too old': {
        end: (reader) =>
          asSystem(`UPDATE session SET proven_at = now() - interval '1 day' WHERE person_id = $1`, reader),
        status: 403,
      },
      'the second factor was taken away': {
        end: (reader) => asSystem('DELETE FROM second_factor WHERE person_id = $1', reader),
        status: 403,
      },
    };
    it.each(Object.entries(ENDS))('%s', async (_name, { end, status }) => {
      const { reader, url } = await anOfficial();
      expect(await statusOf(nobody(), url)).toBe(200);
      await end(reader);
      expect(await statusOf(nobody(), url)).toBe(status);
      expect(await readers()).toHaveLength(1);
    });

    it('somebody puts another session into it', async () => {
      const { reader, url } = await anOfficial();
      const [session] = (await asSystem('SELECT id FROM session WHERE person_id <> $1 LIMIT 1', reader)) as {
        id: string;
      }[];
      const words = new URL(url, 'http://x').searchParams.get('link')!.split('.');
      words[3] = session!.id;
      expect(await statusOf(nobody(), `/files/${fileId}?link=${words.join('.')}`)).toBe(401);
    });
  });

  it('need a recent proof that it is the person, for a link and for the content', async () => {
    await release();
    const age = (interval: string) =>
      service.asSystem(() =>
        service
          .get(UnitOfWork)
          .query(`UPDATE session SET proven_at = now() - $2::interval WHERE person_id = $1`, [
            firm.client.personId,
            interval,
          ]),
      );
    await age('1 day');
    const text = `query ($id: ID!) { match(id: $id) { ... on SupplierMatch { line { ${FILES} } } } }`;
    const { data, errors } = await firm.client.execute<any>(text, { id: matchId });
    expect(errors).toMatchObject([{ extensions: { code: 'STEP_UP_NEEDED' } }]);
    expect(data.match.line.drawings).toMatchObject([{ file: { name: 'vỏ hộp số.pdf', downloadUrl: null } }]);
    expect(await statusOf(firm.client, `/files/${fileId}`)).toBe(403);
    expect(await readers()).toEqual([]);
    await age('0');
    expect(await statusOf(firm.client, (await asFirm())![0]!.file.downloadUrl)).toBe(200);
  });

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
