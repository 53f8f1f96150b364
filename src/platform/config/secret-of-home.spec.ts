import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { secretOfHome } from './secret-of-home.js';

describe('secretOfHome', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'ketnoi-secret-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  it('makes one secret however many ask at once, for its owner alone', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => secretOfHome(home)));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]!.length).toBeGreaterThanOrEqual(64);
    expect(await readdir(home)).toEqual(['secret']);
    expect((await stat(join(home, 'secret'))).mode & 0o777).toBe(0o600);
    expect(await secretOfHome(home)).toBe(secrets[0]);
  });

  it('makes the home where there is none', async () => {
    expect((await secretOfHome(join(home, 'new', 'place'))).length).toBeGreaterThanOrEqual(64);
  });

  it('does not work with a damaged one', async () => {
    await writeFile(join(home, 'secret'), '');
    await expect(secretOfHome(home)).rejects.toThrow(/holds no secret/);
  });
});
