import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../harness/compiled-service.js';
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
});
