import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, validate } from 'graphql';
import { ServiceProcess } from '../harness/compiled-service.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aFirm, bothOperations } from '../matching/matching-client.js';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, found]) => found === language).map(([, , text]) => text!);

describe('what the README shows', () => {
  let service: TestService;
  let folder: string;

  beforeAll(async () => {
    service = await startTestService();
    folder = mkdtempSync(join(tmpdir(), 'ketnoi-readme-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await service?.close();
  });

  it('asks the API only what it can answer', () => {
    const { schema } = service.get(GraphQLSchemaHost);
    const operations = blocks('graphql');
    expect(operations).toHaveLength(2);
    for (const text of operations) expect(validate(schema, parse(text))).toEqual([]);
  });

  it('matches the file it shows', async () => {
    await aFirm(service, { name: 'Công ty Đủ Năng Lực', capabilities: bothOperations() });
    const file = join(folder, 'bracket.yaml');
    writeFileSync(file, blocks('yaml')[0]!);
    const match = await ServiceProcess.start('src/cli.js', ['match', file, '--json'], {
      DATABASE_URL: service.database.url,
      DATABASE_OWNER_URL: service.database.ownerUrl,
      KETNOI_HOME: folder,
    });
    expect([await match.ended, match.stderr]).toEqual([{ code: 0, signal: null }, '']);
    const [line] = match.stdout.trim().split('\n');
    expect(JSON.parse(line!)).toMatchObject({ line: 1, rank: 1, firm: 'Công ty Đủ Năng Lực' });
  });
});
