import { describe, expect, it } from '@jest/globals';
import { CONFIG_VARIABLES, ConfigError, readConfig } from './config.js';

const problemsOf = (environment: NodeJS.ProcessEnv): string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
const SECRET = 'x'.repeat(32);

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({})).toEqual({
      mode: 'development',
      home: '.ketnoi',
      http: { host: '127.0.0.1', port: 3000, bodyLimitBytes: 1_000_000, trustProxy: false },
      database: { url: null, ownerUrl: null, poolSize: 10 },
      redis: { url: null },
      auth: { secret: null, accessTokenMinutes: 15, refreshTokenDays: 30 },
      jobs: { concurrency: 4, leaseSeconds: 15 },
      idempotency: { keepDays: 30 },
      audit: { headsFile: null, headsMinutes: 60 },
      log: { level: 'info' },
    });
  });

  it('is what the environment says', () => {
    expect(
      readConfig({
        NODE_ENV: 'production',
        KETNOI_HOME: '/var/lib/ketnoi',
        HOST: '0.0.0.0',
        PORT: '0',
        BODY_LIMIT_BYTES: '10000',
        TRUST_PROXY: 'true',
        DATABASE_URL: 'postgresql://app:a@db:5432/ketnoi',
        DATABASE_OWNER_URL: 'postgres://owner:b@db/ketnoi',
        DATABASE_POOL_SIZE: '20',
        REDIS_URL: 'rediss://cache:6380',
        KETNOI_SECRET: SECRET,
        ACCESS_TOKEN_MINUTES: '5',
        REFRESH_TOKEN_DAYS: '7',
        JOB_CONCURRENCY: '8',
        JOB_LEASE_SECONDS: '60',
        IDEMPOTENCY_KEY_DAYS: '7',
        AUDIT_HEADS_FILE: '/var/lib/heads',
        AUDIT_HEADS_MINUTES: '5',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      mode: 'production',
      home: '/var/lib/ketnoi',
      http: { host: '0.0.0.0', port: 0, bodyLimitBytes: 10_000, trustProxy: true },
      database: { url: 'postgresql://app:a@db:5432/ketnoi', ownerUrl: 'postgres://owner:b@db/ketnoi', poolSize: 20 },
      redis: { url: 'rediss://cache:6380' },
      auth: { secret: SECRET, accessTokenMinutes: 5, refreshTokenDays: 7 },
      jobs: { concurrency: 8, leaseSeconds: 60 },
      idempotency: { keepDays: 7 },
      audit: { headsFile: '/var/lib/heads', headsMinutes: 5 },
      log: { level: 'debug' },
    });
  });

  it('takes an empty variable for an absent one', () => {
    const empty = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('names every variable it reads', () => {
    expect(CONFIG_VARIABLES).toHaveLength(19);
    for (const name of CONFIG_VARIABLES) expect(name).toMatch(/^[A-Z_]+$/);
  });

  it('tells all that is wrong at once, with what was expected', () => {
    expect(problemsOf({ PORT: 'http', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://db', JOB_CONCURRENCY: '0' })).toEqual([
      'PORT: expected a whole number from 0 to 65535',
      'DATABASE_URL: expected postgres://user:password@host:port/database',
      'JOB_CONCURRENCY: expected a whole number from 1 to 64',
      'LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent',
    ]);
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '1e9'],
    ['PORT', 'Infinity'],
    ['DATABASE_POOL_SIZE', '1'],
    ['JOB_LEASE_SECONDS', '1'],
    ['ACCESS_TOKEN_MINUTES', '0'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'db'],
    ['REDIS_URL', 'http://cache'],
    ['KETNOI_SECRET', 'x'.repeat(31)],
    ['NODE_ENV', 'staging'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'INFO'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: expected `))]);
  });

  it('never repeats a value, which may be a secret', () => {
    const environment = {
      KETNOI_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://app:hunter2@db',
      REDIS_URL: 'http://:hunter2@x',
    };
    expect(problemsOf(environment)).toHaveLength(3);
    expect(() => readConfig(environment)).toThrow(/^The configuration is wrong:\n\s+- /);
    expect(problemsOf(environment).join()).not.toContain('hunter2');
  });

  describe('in production', () => {
    const production = { NODE_ENV: 'production', DATABASE_URL: 'postgres://app@db/ketnoi' };

    it('needs one secret for all processes of an external database', () => {
      expect(problemsOf(production)).toEqual([expect.stringMatching(/^KETNOI_SECRET: .*every process/)]);
      expect(problemsOf({ ...production, KETNOI_SECRET: SECRET })).toEqual([]);
    });

    it('tells of the missing secret beside everything else', () => {
      expect(problemsOf({ ...production, PORT: 'x' })).toHaveLength(2);
    });

    it('keeps its own secret beside its own database', () => {
      expect(problemsOf({ NODE_ENV: 'production' })).toEqual([]);
    });
  });

  it('has no use for an owner without an application', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://owner@db/ketnoi' })).toEqual([
      expect.stringMatching(/^DATABASE_URL: expected beside DATABASE_OWNER_URL/),
    ]);
  });
});
