import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../harness/compiled-service.js';
import { slotFor } from '../harness/files.js';
import { aSignUp, SIGN_IN, SIGN_UP_SUPPLIER } from '../harness/people.js';
import { TestClient } from '../harness/test-client.js';
import { cloneDatabase, type TestDatabase } from '../harness/test-service.js';
import { until } from '../harness/until.js';

describe('the log of a running service', () => {
  let database: TestDatabase;
  let service: ServiceProcess;
  let url: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    service = await ServiceProcess.start('src/cli.js', ['serve', '--port', '0'], {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KETNOI_SECRET: 'a secret that only the tests know, long enough',
      LOG_LEVEL: 'trace',
    });
    await service.running();
    url = /running at (http:\/\/[^/]+)/.exec(service.stderr)![1]!;
  });
  afterAll(async () => {
    await service?.kill();
    await database?.close();
  });

  const answered = (requestId: string) =>
    service.log.find((line) => line.requestId === requestId && line.msg === 'answered');

  it('goes to standard error, an object a line, and leaves standard output alone', () => {
    const lines = service.stderr
      .split('\n')
      .filter((line) => line !== '' && !/^Ketnoi is running|^GraphiQL/.test(line));
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
    expect(service.stdout).toBe('');
  });

  it('tells each answer with the request’s id, and nothing that people typed', async () => {
    const client = new TestClient(url);
    const input = aSignUp({ personName: 'Phạm Thị Kín Đáo', organisationName: 'Công ty Không Được Ghi' });
    const { result } = await client.data(SIGN_UP_SUPPLIER, { input });
    const wrong = { email: input.email, password: 'mật khẩu sai hoàn toàn' };
    await client.data(SIGN_IN, { input: wrong });
    await client.data(SIGN_UP_SUPPLIER, { input });
    await client.withToken(result.session.accessToken).execute('{ viewer { person { email } } }');
    await client.execute(`{ firm(id: "${input.email}") { id } }`);
    await fetch(`${url}/graphql`, {
      method: 'POST',
      body: `{ "${input.email}`,
      headers: { 'content-type': 'application/json' },
    });
    const last = await fetch(`${url}/files/${input.email}?token=${result.session.accessToken}`);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${result.session.accessToken}` },
      body: JSON.stringify({ query: '{ service { version } }' }),
    });

    const requestId = response.headers.get('x-request-id')!;
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    await until(() => answered(requestId) !== undefined, 'the answer is logged');
    expect(answered(requestId)).toMatchObject({ level: 'info', method: 'POST', route: '/graphql', status: '200' });
    await until(() => answered(last.headers.get('x-request-id')!) !== undefined, 'the one before is logged');
    for (const secret of [
      input.email,
      input.email.split('@')[0]!,
      input.password,
      wrong.password,
      input.personName,
      input.organisationName,
      input.taxCode!,
      result.session.accessToken,
      result.session.refreshToken,
      new URL(database.url).password,
    ]) {
      expect(service.stderr).not.toContain(secret);
    }
  });

  it('tells what clients did wrong by its codes: no error, no stack, none of their words', async () => {
    const SAID = 'lời-của-khách';
    const NO_SLOT = '0193a8c0-0000-7000-8000-000000000000';
    const client = new TestClient(url);
    const { result } = await client.data(SIGN_UP_SUPPLIER, { input: aSignUp() });
    const { accessToken } = result.session;
    const person = client.withToken(accessToken);
    const operations: [query: string, variables?: object][] = [
      [`{ "${SAID}`],
      [
        `{ service { ${SAID.replaceAll('-', '_')
          .normalize('NFD')
          .replace(/[^a-z_]/g, '')} } }`,
      ],
      [`{ firm(id: "${SAID}") { id } }`],
      [`{ processLookUp(words: ["${SAID}", "${'x'.repeat(101)}"]) { exact { code } } }`],
      ['query ($words: [String!]!) { processLookUp(words: $words) { word } }', { words: [SAID, { [SAID]: SAID }] }],
      ['query ($words: [String!]!) { processLookUp(words: $words) { word } }', { words: new Array(101).fill(SAID) }],
      [`{ firms(search: "${SAID}", first: -1) { nodes { id } } }`],
      [`{ firms(after: "${SAID}") { nodes { id } } }`],
      [`{ requests(after: "${SAID}") { nodes { id } } }`],
      [`mutation { requestCreate(input: { title: "${SAID}" }) { userErrors { code } } }`],
      [`mutation { firmWithdraw(id: "${SAID}") { userErrors { code } } }`],
      [`subscription { requestMatchingProgress(requestId: "${SAID}") { linesTotal } }`],
      ['mutation ($input: SignUpInput!) { supplierSignUp(input: $input) { userErrors { code } } }', { input: SAID }],
      [SIGN_UP_SUPPLIER, { input: { ...aSignUp(), personName: `${SAID}\u0000`, organisationName: `${SAID}\ud800` } }],
    ];
    for (const [query, variables] of operations) {
      for (const asking of [client, person]) await asking.execute(query, variables);
    }
    const json = { 'content-type': 'application/json' };
    const authorization = `Bearer ${accessToken}`;
    const requests: [path: string, sent?: RequestInit][] = [
      ['/graphql', { method: 'POST', headers: json, body: `{ "query": "${SAID}` }],
      ['/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query: SAID.repeat(100_000) }) }],
      ['/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: SAID }],
      ['/graphql', { method: 'POST', headers: { ...json, authorization: 'Bearer none' }, body: '{}' }],
      [`/graphql?query=${encodeURIComponent(SAID)}`],
      [`/${encodeURIComponent(SAID)}`],
      ['/%ff'],
      [`/files/${encodeURIComponent(SAID)}`, { method: 'PUT', body: SAID }],
      [
        `/files/${NO_SLOT}`,
        { method: 'PUT', headers: { authorization, 'content-type': 'application/json' }, body: `{${SAID}` },
      ],
      [
        `/files/${NO_SLOT}`,
        { method: 'PUT', headers: { authorization, 'content-type': `text/${'x'.repeat(50)}` }, body: SAID },
      ],
      [`/files/${NO_SLOT}?link=${encodeURIComponent(SAID)}`],
      [`/files/${encodeURIComponent(SAID)}`, { headers: { authorization } }],
    ];
    for (const [path, sent] of requests) await (await fetch(`${url}${path}`, sent)).arrayBuffer();
    const { slot } = await slotFor(person, { name: `${SAID}.pdf`, sizeBytes: 100_000 });
    await abortedUpload(authorization, slot!.uploadUrl, SAID);
    const { headers } = await fetch(`${url}/healthz`);
    await until(() => answered(headers.get('x-request-id')!) !== undefined, 'the last answer is logged');

    expect(service.log.filter(({ level }) => level !== 'info' && level !== 'debug')).toEqual([]);
    expect(service.log.filter((line) => 'err' in line || 'stack' in line)).toEqual([]);
    for (const part of SAID.split('-')) expect(service.stderr).not.toContain(part);
    const refused = service.log.filter(({ msg }) => msg === 'operation refused');
    expect(refused).toContainEqual(
      expect.objectContaining({ level: 'info', requestId: expect.any(String), codes: ['UNAUTHENTICATED'] }),
    );
    expect(refused).toContainEqual(expect.objectContaining({ operation: 'query', codes: ['INVALID_REQUEST'] }));
  });

  /** Says that more will come, and goes away. */
  function abortedUpload(authorization: string, path: string, content: string): Promise<void> {
    const headers = { authorization, 'content-type': 'application/pdf', 'content-length': '100000' };
    const upload = request(url + path, { method: 'PUT', headers });
    return new Promise((resolve) => {
      upload.on('error', () => resolve());
      upload.on('close', () => resolve());
      upload.write(content, () => setTimeout(() => upload.destroy(), 200));
    });
  }
});
