import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { aRequestInput } from '../harness/factories/a-request-input.js';
import { signedInBuyer, type SignedInClient } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';

const CREATE = `mutation ($input: ComponentRequestInput!) {
  result: requestCreate(input: $input) { request { id } userErrors { code } } }`;
const CREATE_TWO = `mutation ($one: ComponentRequestInput!, $two: ComponentRequestInput!) {
  one: requestCreate(input: $one) { request { id } userErrors { code } }
  two: requestCreate(input: $two) { request { id } userErrors { code } }
}`;
const CREATE_AND_PUBLISH = `mutation ($input: ComponentRequestInput!, $id: ID!) {
  one: requestCreate(input: $input) { request { id } userErrors { code } }
  two: requestPublish(id: $id) { request { id } userErrors { code } }
}`;
const UPDATE = `mutation ($id: ID!, $input: ComponentRequestInput!) {
  result: requestUpdate(id: $id, input: $input) { request { title version } userErrors { code } } }`;
const TOO_LONG = { title: 'x'.repeat(201) };

describe('one operation, one transaction', () => {
  let service: TestService;
  let superuser: Client;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    superuser = new Client({ connectionString: service.database.superuserUrl });
    await superuser.connect();
    buyer = await signedInBuyer(service);
  });
  afterAll(async () => {
    await superuser.end();
    await service.close();
  });

  const draft = async (input: object = aRequestInput()): Promise<string> =>
    (await buyer.data(CREATE, { input })).result.request.id;
  async function titles(like: string): Promise<string[]> {
    const { rows } = await superuser.query<{ title: string }>(
      'SELECT title FROM component_request WHERE title LIKE $1 ORDER BY id',
      [like],
    );
    return rows.map(({ title }) => title);
  }

  it.each([
    ['second', { one: { title: 'A giữ' }, two: TOO_LONG }, ['A giữ']],
    ['first', { one: TOO_LONG, two: { title: 'A sau' } }, ['A giữ', 'A sau']],
  ])('keeps what one mutation did when the %s is refused', async (_which, variables, kept) => {
    const { data, errors } = await buyer.execute(CREATE_TWO, variables);
    expect(errors).toBeUndefined();
    expect([data.one, data.two].filter(({ request }) => request === null)).toHaveLength(1);
    expect(await titles('A %')).toEqual(kept);
  });

  it('undoes everything when one mutation fails unexpectedly', async () => {
    const id = await draft();
    await superuser.query('REVOKE INSERT ON request_revision FROM ketnoi_buyer');
    for (let round = 0; round < 5; round++) {
      const { data, errors } = await buyer.execute(CREATE_AND_PUBLISH, { input: { title: 'B mất' }, id });
      expect([data, errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, ['INTERNAL']]);
    }
    await superuser.query('GRANT INSERT ON request_revision TO ketnoi_buyer');
    expect(await titles('B %')).toEqual([]);
    const { data } = await buyer.execute(CREATE_AND_PUBLISH, { input: { title: 'B còn' }, id });
    expect(data.two).toEqual({ request: { id }, userErrors: [] });
    expect(await titles('B %')).toEqual(['B còn']);
  });

  it('runs mutations in the order they are written, each seeing what those before it did', async () => {
    const id = await draft({ title: 'C 0' });
    const names = Array.from({ length: 6 }, (_, at) => `m${at}`);
    const query = `mutation ($id: ID!) { ${names
      .map((name, at) => `${name}: requestUpdate(id: $id, input: { title: "C ${at + 1}" }) { request { version } }`)
      .join(' ')} }`;
    let version = 1;
    for (let round = 0; round < 4; round++) {
      const answer = await buyer.data(query, { id });
      expect(names.map((name) => answer[name].request.version)).toEqual(names.map(() => ++version));
    }
    expect(await titles('C %')).toEqual(['C 6']);
  });

  it('lets no query write, whatever it comes upon', async () => {
    await draft({ title: 'D' });
    await superuser.query(`
      CREATE TABLE written (at timestamptz DEFAULT clock_timestamp());
      GRANT INSERT ON written TO PUBLIC;
      CREATE FUNCTION writes() RETURNS boolean LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO written DEFAULT VALUES; RETURN false; END $$;
      CREATE POLICY component_request_writes ON component_request FOR SELECT USING (writes());
    `);
    try {
      for (let round = 0; round < 4; round++) {
        const { data, errors } = await buyer.execute('{ requests(first: 1) { nodes { id } } }');
        expect([data, errors?.[0]?.extensions?.code]).toEqual([null, 'INTERNAL']);
      }
      expect((await superuser.query('SELECT FROM written')).rowCount).toBe(0);
      expect((await buyer.data(CREATE, { input: { title: 'D mutation' } })).result.userErrors).toEqual([]);
    } finally {
      await superuser.query(
        'DROP POLICY component_request_writes ON component_request; DROP FUNCTION writes; DROP TABLE written',
      );
    }
  });

  it('takes the kind of operation from the one that is named', async () => {
    const query = `query A { service { version } } mutation B($input: ComponentRequestInput!) {
      requestCreate(input: $input) { userErrors { code } } }`;
    const send = async (operationName: string) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(buyer as unknown as { headers: object }).headers },
        body: JSON.stringify({ query, operationName, variables: { input: { title: 'E' } } }),
      });
      return ((await response.json()) as { data: object }).data;
    };
    for (let round = 0; round < 3; round++) {
      expect(await send('B')).toEqual({ requestCreate: { userErrors: [] } });
      expect(await send('A')).toEqual({ service: { version: expect.any(String) } });
    }
    expect(await titles('E')).toHaveLength(3);
  });

  it('reads everything of an operation in one transaction, resolvers that run side by side too', async () => {
    const dataSource = service.get(DataSource);
    const before = dataSource.logger;
    const starts: string[] = [];
    const logQuery = (query: string): void => {
      if (/^(START|BEGIN)/i.test(query)) starts.push(query);
    };
    dataSource.logger = Object.assign(Object.create(before), { logQuery });
    await buyer.data(`{ viewer { person { id } } organisationMembers { role } requests { nodes { id lines { nodes { id matches { nodes { id } } } } } }
      firms { nodes { id } } a: requests(first: 1) { nodes { revisions { nodes { revision } } } } }`);
    dataSource.logger = before;
    // One to find out who is asking, one for the operation.
    expect(starts).toHaveLength(2);
  });

  it('runs again what lost against another transaction, and says 200', async () => {
    const id = await draft({ title: 'F' });
    await superuser.query('BEGIN');
    await superuser.query('UPDATE component_request SET description = $2 WHERE id = $1', [id, 'của người khác']);
    const answer = buyer.execute(UPDATE, { id, input: { title: 'F sau' } });
    const observer = new Client({ connectionString: service.database.superuserUrl });
    await observer.connect();
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await observer.query(waiting)).rowCount === 0) await wait(20);
    await observer.end();
    await superuser.query('COMMIT');
    expect(await answer).toEqual({
      status: 200,
      data: { result: { request: { title: 'F sau', version: 2 }, userErrors: [] } },
      extensions: { cost: { requested: 5, limit: 150_000 } },
    });
  });

  it('lets all of several that collide pass, one after the other', async () => {
    const id = await draft({ title: 'G' });
    const changes = Array.from({ length: 4 }, (_, at) => buyer.execute(UPDATE, { id, input: { title: `G ${at}` } }));
    const answers = await Promise.all(changes);
    expect(answers.map(({ status, errors }) => [status, errors])).toEqual(Array(4).fill([200, undefined]));
    expect(answers.map(({ data }) => data.result.request.version).sort()).toEqual([2, 3, 4, 5]);
  });

  it.each([
    [2, 3, 200, undefined],
    [99, 10, 503, 'UNAVAILABLE'],
  ])('after %i collisions has tried %i times and answers %i', async (collisions, tries, status, code) => {
    await superuser.query(`
      CREATE SEQUENCE tries;
      GRANT USAGE ON SEQUENCE tries TO PUBLIC;
      CREATE FUNCTION collides() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('tries') <= ${collisions} THEN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END IF;
        RETURN NEW; END $$;
      CREATE TRIGGER collides BEFORE INSERT ON component_request FOR EACH ROW EXECUTE FUNCTION collides();
    `);
    try {
      const answer = await buyer.execute(CREATE, { input: { title: `H ${collisions}` } });
      expect([answer.status, answer.errors?.[0]?.extensions?.code]).toEqual([status, code]);
      const { rows } = await superuser.query(`SELECT last_value FROM tries`);
      expect(Number(rows[0].last_value)).toBe(tries);
      expect(await titles(`H ${collisions}`)).toHaveLength(status === 200 ? 1 : 0);
    } finally {
      await superuser.query('DROP TRIGGER collides ON component_request; DROP FUNCTION collides; DROP SEQUENCE tries');
    }
  });
});
