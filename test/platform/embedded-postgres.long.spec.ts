import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chown, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { processIdentity } from '../../src/platform/embedded-postgres/processes.js';
import { Homes, isRoot, query, serverPid } from './embedded-postgres-homes.js';
import { ServerProcess } from './embedded-postgres-process.js';

const homes = new Homes();

describe('a first start', () => {
  it('makes the cluster, its roles, its database and its extensions, and keeps them for the next', async () => {
    const home = join(homes.folder, 'new', 'home');
    const messages: string[] = [];
    const server = await homes.open(home, { durable: true, log: (message) => messages.push(message) });
    expect(server).toMatchObject({ isStarter: true, dataDirectory: join(home, 'postgres', 'data') });
    expect(messages.join()).toMatch(/started PostgreSQL on port \d+/);

    const roles = await query(
      server.superuserUrl,
      `SELECT rolname AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles
       WHERE rolname LIKE 'ketnoi%' ORDER BY rolname`,
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcanlogin: true };
    expect(roles).toEqual([
      { name: 'ketnoi_app', ...plain, rolcreaterole: false, rolcreatedb: false },
      { name: 'ketnoi_owner', ...plain, rolcreaterole: true, rolcreatedb: true },
    ]);
    const extensions = await query<{ extname: string }>(server.ownerUrl, 'SELECT extname FROM pg_extension ORDER BY 1');
    expect(extensions.map(({ extname }) => extname)).toEqual([
      'btree_gin',
      'btree_gist',
      'citext',
      'pg_trgm',
      'plpgsql',
      'unaccent',
    ]);
    const settings = await query<{ name: string; setting: string }>(
      server.appUrl,
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'listen_addresses', 'server_encoding', 'password_encryption')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
      password_encryption: 'scram-sha-256',
    });
    await query(server.ownerUrl, `CREATE TABLE firm (name text); INSERT INTO firm VALUES ('Cơ khí Đông Anh')`);
    await server.close();
    await server.close();

    const again = await homes.open(home);
    expect([again.isStarter, again.port]).toEqual([true, server.port]);
    expect(await query(again.ownerUrl, 'SELECT name FROM firm')).toEqual([{ name: 'Cơ khí Đông Anh' }]);
  });

  it('trusts nobody without a password and shows the passwords to nobody', async () => {
    const home = await homes.make();
    const server = await homes.open(home);
    for (const user of ['postgres', 'ketnoi_owner', 'ketnoi_app']) {
      const url = `postgres://${user}:guess@127.0.0.1:${server.port}/ketnoi`;
      await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    }
    expect((await stat(join(home, 'postgres', 'passwords.json'))).mode & 0o777).toBe(0o600);
    expect((await readdir(join(home, 'postgres'))).filter((name) => name.includes('.new'))).toEqual([]);
    expect((await stat(server.dataDirectory)).mode & 0o777).toBe(0o700);
  });

  it('knows Vietnamese letters and their order', async () => {
    const server = await homes.open(await homes.make());
    const sorted = await query<{ word: string }>(
      server.appUrl,
      `SELECT word FROM unnest(ARRAY['đúc', 'dập', 'ép', 'ăn mòn', 'áp lực', 'Uốn']) word ORDER BY word`,
    );
    expect(sorted.map(({ word }) => word)).toEqual(['áp lực', 'ăn mòn', 'dập', 'đúc', 'ép', 'Uốn']);
    const [words] = await query(
      server.appUrl,
      `SELECT similarity('tiện', 'tiện') AS same, cardinality(show_trgm('đ')) AS of_one_letter, lower('ĐƯỜNG') AS lower`,
    );
    expect(words).toEqual({ same: 1, of_one_letter: 2, lower: 'đường' });
  });

  it('clones databases of the owner and drops them under connections', async () => {
    const server = await homes.open(await homes.make());
    const template = await server.createDatabase('template');
    await query(template.ownerUrl, `CREATE TABLE part (id int); INSERT INTO part VALUES (7)`);
    const clones = await Promise.all([1, 2].map((n) => server.createDatabase(`clone ${n}`, { template: 'template' })));
    for (const { ownerUrl } of clones) expect(await query(ownerUrl, 'SELECT id FROM part')).toEqual([{ id: 7 }]);

    const client = new pg.Client({ connectionString: clones[0]!.appUrl });
    const lost = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await server.dropDatabase('clone 1');
    await lost;
    await expect(query(clones[0]!.ownerUrl, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('several processes on one home', () => {
  it('share the server until the last one leaves', async () => {
    const home = await homes.make();
    const first = await homes.open(home);
    const second = await homes.openElsewhere({ home });
    expect(second.opened).toMatchObject({ isStarter: false, port: first.port, ownerUrl: first.ownerUrl });
    const pid = await serverPid(first.dataDirectory);

    await first.close();
    expect(await query(second.opened.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.close();
    expect(processIdentity(pid)).toBeNull();
  });

  it('make one server when they begin at the same moment', async () => {
    const home = await homes.make();
    const children = await Promise.all([
      homes.openElsewhere({ home }),
      homes.openElsewhere({ home }),
      homes.open(home),
    ]);
    const servers = children.map((child) => (child instanceof ServerProcess ? child.opened : child));
    expect(servers.filter(({ isStarter }) => isStarter)).toHaveLength(1);
    expect(new Set(servers.map(({ ownerUrl }) => ownerUrl)).size).toBe(1);
    const pid = await serverPid(servers[0]!.dataDirectory);
    await Promise.all(children.map((child) => child.close()));
    expect(processIdentity(pid)).toBeNull();
  });

  it('do not stumble over each other when one comes as the last one leaves', async () => {
    const home = await homes.make();
    const first = await homes.open(home);
    const [second] = await Promise.all([homes.openElsewhere({ home }), first.close()]);
    expect(await query(second.opened.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('find and at last stop a server whose starter was killed', async () => {
    const home = await homes.make();
    const starter = await homes.openElsewhere({ home });
    const { port, dataDirectory, ownerUrl } = starter.opened;
    const pid = await serverPid(dataDirectory);
    await query(ownerUrl, 'CREATE TABLE kept (id int)');
    await starter.kill();

    const next = await homes.open(home);
    expect(next).toMatchObject({ isStarter: false, port });
    expect(await serverPid(dataDirectory)).toBe(pid);
    expect(await query(next.ownerUrl, 'SELECT * FROM kept')).toEqual([]);
    await next.close();
    expect(processIdentity(pid)).toBeNull();
  });
});

describe('what a crash leaves behind', () => {
  it('is recovered from when the server itself was killed', async () => {
    const home = await homes.make();
    const first = await homes.open(home, { durable: true });
    await query(first.ownerUrl, 'CREATE TABLE kept (id int)');
    process.kill(await serverPid(first.dataDirectory), 'SIGKILL');
    const next = await homes.open(home);
    expect(next.isStarter).toBe(true);
    expect(await query(next.ownerUrl, 'SELECT * FROM kept')).toEqual([]);
  });

  it('does not mislead when its process id belongs to another program by now', async () => {
    const home = await homes.make();
    const { dataDirectory, close } = await homes.open(home);
    const pidFile = join(dataDirectory, 'postmaster.pid');
    const before = await readFile(pidFile, 'utf8');
    await close();
    const owner = await stat(dataDirectory);
    const stranger = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
    try {
      await writeFile(pidFile, before.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
      await chown(pidFile, owner.uid, owner.gid);
      expect((await homes.open(home)).isStarter).toBe(true);
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });
});

describe('a restart', () => {
  it('takes another port when a stranger has the remembered one, and remembers that', async () => {
    const home = await homes.make();
    const first = await homes.open(home);
    await first.close();
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(first.port, '127.0.0.1', resolve));
    try {
      const second = await homes.open(home);
      expect(second.port).not.toBe(first.port);
      expect(await query(second.appUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await second.close();
      expect((await homes.open(home)).port).toBe(second.port);
    } finally {
      await new Promise((resolve) => stranger.close(resolve));
    }
  });

  it('builds indexes anew when the order of words has changed with the version', async () => {
    const home = await homes.make();
    const first = await homes.open(home);
    await query(
      first.superuserUrl,
      `UPDATE pg_database SET datcollversion = '1' WHERE datname IN ('ketnoi', 'template1')`,
    );
    await first.close();
    const messages: string[] = [];
    const second = await homes.open(home, { log: (message) => messages.push(message) });
    expect(messages.filter((message) => message.includes('anew'))).toHaveLength(2);
    expect(
      await query(
        second.ownerUrl,
        `SELECT datname FROM pg_database WHERE datallowconn AND datcollversion <> pg_database_collation_actual_version(oid)`,
      ),
    ).toEqual([]);
    await second.createDatabase('fresh');
  });

  it('says what to do when the data is of another major version, or its passwords are gone', async () => {
    const home = await homes.make();
    const { dataDirectory, close } = await homes.open(home);
    await close();
    await writeFile(join(dataDirectory, 'PG_VERSION'), '15\n');
    await expect(homes.open(home)).rejects.toMatchObject({
      code: 'VERSION',
      advice: expect.stringContaining('pg_dump'),
    });
    await rm(join(home, 'postgres', 'passwords.json'));
    await expect(homes.open(home)).rejects.toMatchObject({ code: 'PASSWORDS' });
  });
});
