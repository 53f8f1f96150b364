import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ACTOR_ROLES } from '../../src/platform/database/roles.js';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.js';
import { ServiceProcess } from '../harness/compiled-service.js';

describe('an external database with one role for everything', () => {
  let home: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'ketnoi-one-role-'));
    server = await openEmbeddedPostgres({ home, log: () => undefined, durable: false });
    const client = new Client({ connectionString: server.superuserUrl });
    await client.connect();
    await client.query('DROP DATABASE ketnoi');
    await client.query(`DROP ROLE IF EXISTS ${[...ACTOR_ROLES, 'ketnoi_app', 'ketnoi_owner'].join(', ')}`);
    await client.query(`CREATE ROLE hosting LOGIN CREATEROLE PASSWORD 'given by a hoster'`);
    await client.query('CREATE DATABASE marketplace OWNER hosting');
    await client.end();
  });
  afterAll(async () => {
    await server?.close();
    await rm(home, { recursive: true, force: true });
  });

  it('is migrated by the first process, which then works as a role that owns nothing', async () => {
    const url = `postgres://hosting:given%20by%20a%20hoster@127.0.0.1:${server.port}/marketplace`;
    const environment = { DATABASE_URL: url, KETNOI_HOME: home };
    const doctor = await ServiceProcess.start('src/cli.js', ['doctor', '--json'], environment);
    expect([await doctor.ended, doctor.stderr]).toEqual([{ code: 0, signal: null }, '']);
    const findings = doctor.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(findings).toContainEqual({
      check: 'roles',
      state: 'ok',
      found: 'what the application may become owns nothing, makes no schema, bypasses no policy',
    });
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'login', state: 'warning', found: expect.stringContaining('hosting owns') }),
    );
  });
});
