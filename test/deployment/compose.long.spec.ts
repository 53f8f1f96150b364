import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { CONFIG_VARIABLES } from '../../src/platform/config/config.js';
import { ACTOR_ROLES } from '../../src/platform/database/roles.js';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { compiledService, ServiceProcess } from '../harness/compiled-service.js';
import { aRegistrationInput } from '../harness/factories/a-firm-input.js';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { aSignUp, SIGN_UP_BUYER, SIGN_UP_SUPPLIER } from '../harness/people.js';
import { hasRedis, openRedis, type OwnRedis } from '../../bench/harness/redis-server.js';
import { TestClient } from '../harness/test-client.js';
import { until } from '../harness/until.js';
import { bothOperations, matched } from '../matching/matching-client.js';
import { aPublishedRequest } from '../requests/requests-client.js';
import { type ComposeService, readCompose, readText, ROOT, statementsOf } from './compose-file.js';

const SECRETS = {
  POSTGRES_PASSWORD: 'SuperuserOfTheTests',
  KETNOI_OWNER_PASSWORD: 'OwnerOfTheTests',
  KETNOI_APP_PASSWORD: 'ApplicationOfTheTests',
  KETNOI_SECRET: 'a secret of the tests that is long enough',
};
const compose = readCompose(SECRETS);
const ours = Object.entries(compose.services).filter(([, { image }]) => image.startsWith('ketnoi:'));
/** As the build names its files, below its folder. */
const builtFile = (command: string): string => command.replace(/^dist\//, '');
/** Paths that a health check in a Dockerfile or compose file asks for. */
const healthPaths = (text: string): string[] =>
  [...text.matchAll(/process\.env\.PORT \+ '(\/\w+)'/g)].map(([, path]) => path!);

describe('docker-compose.yml, read', () => {
  it('refuses to start without its secrets, and says which', () => {
    for (const name of Object.keys(SECRETS)) {
      expect(() => readCompose({ ...SECRETS, [name]: '' })).toThrow(name);
    }
  });

  it('starts doors that are there after a build', async () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker']);
    const built = await compiledService();
    for (const [, { command }] of ours) {
      expect(command?.[0]).toBe('node');
      expect(existsSync(join(built, builtFile(command![1]!)))).toBe(true);
    }
  });

  it('sets only variables that Ketnoi reads', () => {
    for (const [, { environment }] of ours) {
      expect(Object.keys(environment!).filter((name) => !CONFIG_VARIABLES.includes(name))).toEqual([]);
    }
  });

  it('names a version of every image, and the one of package.json for ours', () => {
    const { version } = JSON.parse(readText('package.json')) as { version: string };
    for (const { image } of Object.values(compose.services)) expect(image).toMatch(/^[a-z]+:\d[\w.-]*$/);
    for (const [, { image }] of ours) expect(image).toBe(`ketnoi:${version}`);
  });

  it('publishes the API alone, and only to this machine', () => {
    const published = Object.entries(compose.services).filter(([, { ports }]) => ports);
    expect(published.map(([name, { ports }]) => [name, ports])).toEqual([['api', ['127.0.0.1:3000:3000']]]);
  });

  it('waits for what each service needs, and checks the health of what it waits for', () => {
    for (const { depends_on: needs = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(needs)) {
        const { healthcheck } = compose.services[name]!;
        if (condition === 'service_healthy') expect(healthcheck?.test).toBeDefined();
        else expect([name, condition]).toEqual(['migrate', 'service_completed_successfully']);
      }
    }
  });

  it('keeps what must outlive a container in volumes it declares', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(':')[0]),
    );
    expect([...new Set(mounted)].sort()).toEqual(Object.keys(compose.volumes).sort());
    for (const name of ['api', 'worker']) {
      const { environment, volumes } = compose.services[name]!;
      expect(volumes!.map((one) => one.split(':')[1])).toContain(environment!.FILES_FOLDER);
    }
    const mountedConfigs = Object.values(compose.services).flatMap(({ configs = [] }) =>
      configs.map(({ source }) => source),
    );
    expect(mountedConfigs).toEqual(Object.keys(compose.configs));
  });
});

describe('Dockerfile', () => {
  const dockerfile = readText('Dockerfile');

  it('copies from the project only what is there, and runs as an ordinary user', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => names!.split(' '));
    expect(copied).toContain('package-lock.json');
    for (const name of copied) expect(existsSync(join(ROOT, name))).toBe(true);
    const lastStage = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage).not.toMatch(/^RUN /m);
  });

  it('starts a door of the build, with variables that Ketnoi reads', async () => {
    const [, door] = /^CMD \["node", "dist\/(.+)"\]$/m.exec(dockerfile)!;
    expect(existsSync(join(await compiledService(), door!))).toBe(true);
    const [, set] = /^ENV (.+)$/m.exec(dockerfile)!;
    const names = set!.split(' ').map((one) => one.split('=')[0]);
    expect(names.filter((name) => !CONFIG_VARIABLES.includes(name!))).toEqual([]);
  });
});

describe('docker-compose.yml, run with other hosts', () => {
  const running: ServiceProcess[] = [];
  let home: string;
  let server: EmbeddedPostgres;
  let redis: OwnRedis | null = null;
  let api: string;
  let worker: string;

  /** The environment of the file, word for word but for the names of hosts and a port that is free. */
  function environmentOf({ environment = {} }: ComposeService): Record<string, string> {
    const changed = Object.entries(environment).map(([name, value]): [string, string] => [
      name,
      value.replace('@postgres:5432/', `@127.0.0.1:${server.port}/`),
    ]);
    const { REDIS_URL: inContainers, ...others } = Object.fromEntries(changed);
    if (others.FILES_FOLDER) others.FILES_FOLDER = join(home, 'files');
    return { ...others, PORT: '0', ...(inContainers && redis && { REDIS_URL: redis.url }) };
  }

  async function start(name: string): Promise<ServiceProcess> {
    const service = compose.services[name]!;
    const started = await ServiceProcess.start(builtFile(service.command![1]!), [], environmentOf(service));
    running.push(started);
    return started;
  }

  /** Starts what serves, and says where it does. */
  async function serve(name: string): Promise<string> {
    const started = await start(name);
    await started.running();
    const { url } = started.log.find(({ msg }) => msg === 'ketnoi is running') as { url: string };
    return `http://127.0.0.1:${new URL(url).port}`;
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'ketnoi-compose-'));
    server = await openEmbeddedPostgres({ home, log: () => undefined, durable: false });
    await asTheImageDoes(server, compose.services.postgres!);
    if (hasRedis()) redis = await openRedis();
    const migrate = await start('migrate');
    expect([await migrate.ended, migrate.stderr]).toEqual([
      { code: 0, signal: null },
      expect.stringContaining('the database is ready'),
    ]);
    [api, worker] = (await Promise.all([serve('api'), serve('worker')])) as [string, string];
  });
  afterAll(async () => {
    await Promise.all(running.map((one) => one.kill()));
    await redis?.close();
    await server?.close();
    await rm(home, { recursive: true, force: true });
  });

  it('answers its health checks', async () => {
    const asked = [
      ...ours.flatMap(([, { healthcheck }]) => healthPaths(healthcheck?.test?.join(' ') ?? '')),
      ...healthPaths(readText('Dockerfile')),
    ];
    expect([...new Set(asked)].sort()).toEqual(['/healthz', '/readyz']);
    for (const url of [api, worker]) {
      for (const path of asked) {
        const response = await fetch(`${url}${path}`);
        expect([path, response.status, await response.json()]).toEqual([path, 200, expect.anything()]);
      }
    }
  });

  it('is found well by the checks as they are written, and ill once it is gone', () => {
    const [, inDockerfile] = /^ {2}CMD (\[.*\])$/m.exec(readText('Dockerfile'))!;
    const written = [
      JSON.parse(inDockerfile!) as string[],
      compose.services.api!.healthcheck!.test!.slice(1),
      compose.services.worker!.healthcheck!.test!.slice(1),
    ];
    for (const [command, ...args] of written) {
      const run = (port: string) => spawnSync(command!, args, { env: { PATH: process.env.PATH, PORT: port } }).status;
      expect([run(new URL(api).port), run(new URL(worker).port), run('1')]).toEqual([0, 0, 1]);
    }
  });

  it('takes a sign-up, matches what a buyer asks for in the worker, and shows nobody its tools', async () => {
    const supplier = await signUp(api, SIGN_UP_SUPPLIER, aSignUp());
    const buyer = await signUp(api, SIGN_UP_BUYER, aSignUp({ countryCode: 'JP', taxCode: null }));
    const { result } = await supplier.data(
      `mutation ($input: FirmRegistrationInput!) { result: firmRegister(input: $input) { firm { id } userErrors { code path } } }`,
      { input: aRegistrationInput({ capabilities: bothOperations() }) },
    );
    expect(result).toMatchObject({ firm: { id: expect.any(String) }, userErrors: [] });
    const { id } = await aPublishedRequest(buyer, aRequestInput());
    await matched(buyer, id);
    const { request } = await buyer.data(
      `query ($id: ID!) { request(id: $id) { matchingProgress { linesDone linesFailed } lines { nodes { matchRun { counts { eligible toConfirm nearMiss unsuitable } } } } } }`,
      { id },
    );
    expect(request.matchingProgress).toEqual({ linesDone: 1, linesFailed: 0 });
    const counts = Object.values(request.lines.nodes[0].matchRun.counts as Record<string, number>);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    expect((await fetch(`${api}/graphiql`)).status).toBe(404);
    expect((await fetch(`${worker}/graphql`, { method: 'POST' })).status).toBe(404);
  });

  it('runs as a role that owns nothing and cannot bypass row-level security', async () => {
    const client = new Client({ connectionString: environmentOf(compose.services.api!).DATABASE_URL });
    await client.connect();
    const { rows } = await client.query(
      `SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS mighty,
              (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned
       FROM pg_roles WHERE rolname LIKE 'ketnoi%' ORDER BY rolname`,
    );
    await client.end();
    const ofActors = (rolname: string) => ({ rolname, mighty: false, owned: 0 });
    expect(rows).toMatchObject([
      ofActors('ketnoi_anonymous'),
      ofActors('ketnoi_app'),
      ofActors('ketnoi_authority'),
      ofActors('ketnoi_bounded_authority'),
      ofActors('ketnoi_buyer'),
      { rolname: 'ketnoi_owner', mighty: false, owned: expect.any(Number) },
      { rolname: 'ketnoi_queue', mighty: false },
      ofActors('ketnoi_supplier'),
      ofActors('ketnoi_system'),
    ]);
  });

  it('lets an official in and calls the doctor, as the README does inside of the API’s container', async () => {
    const environment = environmentOf(compose.services.api!);
    const official = ['admin', 'create-official', 'mai@so.example.vn', '--authority', 'Sở Công Thương', '--json'];
    const admin = await ServiceProcess.start('src/cli.js', official, environment);
    const doctor = await ServiceProcess.start('src/cli.js', ['doctor', '--json'], environment);
    expect([await admin.ended, admin.stdout]).toEqual([
      { code: 0, signal: null },
      expect.stringContaining('"email":"mai@so.example.vn"'),
    ]);
    expect([await doctor.ended, doctor.stdout]).toEqual([{ code: 0, signal: null }, expect.anything()]);
    const findings = doctor.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  });

  it('gives a job that was set aside another try, as the README tells the operator to', async () => {
    const { DATABASE_OWNER_URL: ownerUrl } = environmentOf(compose.services.migrate!);
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    const identity = `SET ROLE ketnoi_system`;
    const count = async (state: string) =>
      (await client.query(`SELECT FROM outbox WHERE state = $1`, [state])).rowCount;
    expect(await count('DONE')).toBe(0);
    await client.query(identity);
    const done = (await count('DONE'))!;
    expect(done).toBeGreaterThan(0);
    await client.query(`UPDATE outbox SET state = 'FAILED', done_at = NULL`);
    const retry = await ServiceProcess.start(
      'src/cli.js',
      ['admin', 'retry-jobs', '--json'],
      environmentOf(compose.services.api!),
    );
    expect([await retry.ended, JSON.parse(retry.stdout)]).toEqual([{ code: 0, signal: null }, { retried: done }]);
    await until(async () => (await count('DONE')) === done, 'all are done again');
    await client.end();
  });

  it('stops on SIGTERM with nothing left to do', async () => {
    const [, ...serving] = running;
    for (const one of serving) {
      one.signal('SIGTERM');
      expect(await one.ended).toEqual({ code: 0, signal: null });
      expect(one.log.at(-1)).toMatchObject({ msg: 'stopped' });
    }
  });
});

/** An empty PostgreSQL runs the scripts that are mounted for it, as its superuser. */
async function asTheImageDoes(server: EmbeddedPostgres, service: ComposeService): Promise<void> {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query('DROP DATABASE ketnoi');
  await client.query(`DROP ROLE IF EXISTS ${[...ACTOR_ROLES, 'ketnoi_app', 'ketnoi_owner'].join(', ')}`);
  for (const { source } of service.configs!) {
    const sql = statementsOf(compose.configs[source]!.content, service.environment!);
    for (const statement of sql.split(';\n')) await client.query(statement);
  }
  await client.end();
}

async function signUp(url: string, mutation: string, input: object): Promise<TestClient> {
  const { result } = await new TestClient(url).data(mutation, { input });
  expect(result.userErrors).toEqual([]);
  return new TestClient(url).withToken(result.session.accessToken);
}
