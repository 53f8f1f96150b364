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
      http: {
        host: '127.0.0.1',
        port: 3000,
        bodyLimitBytes: 1_000_000,
        trustedProxies: 0,
        connections: { most: 2_000, perAddress: 250 },
      },
      budgets: {},
      sockets: { perAddress: 200, perPerson: 20, pingSeconds: 20 },
      database: { url: null, ownerUrl: null, poolSize: 10 },
      redis: { url: null },
      graphql: { schemaShownTo: 'people', registeredOperations: null, otherOperationsFrom: 'anyone' },
      files: { folder: '.ketnoi/files', s3: null, scanner: null },
      jobs: { concurrency: 4, leaseSeconds: 15, mostWaiting: 5_000 },
      review: { appealDays: 30 },
      taxCodes: { answerDays: 14, idleDays: 365 },
      mail: { smtpUrl: null, from: 'Ketnoi <ketnoi@localhost>', webUrl: null },
      auth: {
        secret: null,
        previousSecret: null,
        accessTokenMinutes: 15,
        officialsNeedFactor: true,
        stepUpMinutes: 30,
        refreshTokenDays: 30,
        privateProviders: false,
        apiKeyDays: 365,
        passwordResetMinutes: 60,
        emailChangeHours: 24,
        invitationDays: 7,
      },
      personalData: { coolingOffHours: 48, deadlineHours: 72 },
      retention: {},
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
        TRUSTED_PROXIES: '2',
        BUDGETS: 'signUp=100/3600, signIn=500/600',
        HTTP_CONNECTIONS: '500',
        SOCKETS_PER_ADDRESS: '1',
        SOCKETS_PER_PERSON: '2',
        SOCKET_PING_SECONDS: '3',
        DATABASE_URL: 'postgresql://app:a@db:5432/ketnoi',
        DATABASE_OWNER_URL: 'postgres://owner:b@db/ketnoi',
        DATABASE_POOL_SIZE: '20',
        REDIS_URL: 'rediss://cache:6380',
        SMTP_URL: 'smtps://ketnoi:c@mail',
        MAIL_FROM: 'thu@ketnoi.example.vn',
        WEB_URL: 'https://ketnoi.example.vn',
        KETNOI_SECRET: SECRET,
        KETNOI_SECRET_PREVIOUS: 'y'.repeat(32),
        ACCESS_TOKEN_MINUTES: '5',
        OFFICIALS_NEED_FACTOR: 'false',
        STEP_UP_MINUTES: '10',
        API_KEY_DAYS: '90',
        REFRESH_TOKEN_DAYS: '7',
        PRIVATE_SIGN_IN_PROVIDERS: 'true',
        SCHEMA_SHOWN_TO: 'anyone',
        REGISTERED_OPERATIONS: '/etc/ketnoi/operations.json',
        OTHER_OPERATIONS_FROM: 'people',
        PASSWORD_RESET_MINUTES: '30',
        EMAIL_CHANGE_HOURS: '2',
        INVITATION_DAYS: '3',
        JOB_CONCURRENCY: '8',
        JOB_LEASE_SECONDS: '60',
        FILES_FOLDER: '/mnt/files',
        S3_BUCKET: 'ketnoi',
        S3_ENDPOINT: 'http://minio:9000',
        S3_REGION: 'vn-1',
        S3_ACCESS_KEY_ID: 'key',
        S3_SECRET_ACCESS_KEY: 'secret',
        S3_PATH_STYLE: 'true',
        CLAMD_ADDRESS: 'clamav:3310',
        JOBS_WAITING_PER_ORGANISATION: '900',
        RETENTION: 'answers=7, events=800',
        REVIEW_APPEAL_DAYS: '10',
        TAX_CODE_ANSWER_DAYS: '20',
        TAX_CODE_IDLE_DAYS: '400',
        AUDIT_HEADS_FILE: '/var/lib/heads',
        AUDIT_HEADS_MINUTES: '5',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      mode: 'production',
      home: '/var/lib/ketnoi',
      http: {
        host: '0.0.0.0',
        port: 0,
        bodyLimitBytes: 10_000,
        trustedProxies: 2,
        connections: { most: 500, perAddress: 500 },
      },
      budgets: { signUp: { points: 100, seconds: 3600 }, signIn: { points: 500, seconds: 600 } },
      sockets: { perAddress: 1, perPerson: 2, pingSeconds: 3 },
      database: { url: 'postgresql://app:a@db:5432/ketnoi', ownerUrl: 'postgres://owner:b@db/ketnoi', poolSize: 20 },
      redis: { url: 'rediss://cache:6380' },
      graphql: {
        schemaShownTo: 'anyone',
        registeredOperations: '/etc/ketnoi/operations.json',
        otherOperationsFrom: 'people',
      },
      files: {
        folder: '/mnt/files',
        s3: {
          endpoint: 'http://minio:9000',
          bucket: 'ketnoi',
          region: 'vn-1',
          accessKeyId: 'key',
          secretAccessKey: 'secret',
          pathStyle: true,
        },
        scanner: { host: 'clamav', port: 3310 },
      },
      jobs: { concurrency: 8, leaseSeconds: 60, mostWaiting: 900 },
      review: { appealDays: 10 },
      taxCodes: { answerDays: 20, idleDays: 400 },
      mail: {
        smtpUrl: 'smtps://ketnoi:c@mail',
        from: 'thu@ketnoi.example.vn',
        webUrl: 'https://ketnoi.example.vn',
      },
      auth: {
        secret: SECRET,
        previousSecret: 'y'.repeat(32),
        accessTokenMinutes: 5,
        officialsNeedFactor: false,
        stepUpMinutes: 10,
        apiKeyDays: 90,
        refreshTokenDays: 7,
        privateProviders: true,
        passwordResetMinutes: 30,
        emailChangeHours: 2,
        invitationDays: 3,
      },
      personalData: { coolingOffHours: 48, deadlineHours: 72 },
      retention: { answers: 7, events: 800 },
      audit: { headsFile: '/var/lib/heads', headsMinutes: 5 },
      log: { level: 'debug' },
    });
  });

  it('takes an empty variable for an absent one', () => {
    const empty = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('finds a scanner by its socket, and a bucket only with its keys', () => {
    expect(readConfig({ CLAMD_ADDRESS: '/run/clamd.sock' }).files.scanner).toEqual({ path: '/run/clamd.sock' });
    expect(problemsOf({ CLAMD_ADDRESS: 'clamav' })).toEqual([
      'CLAMD_ADDRESS: expected host:port or the path of a socket',
    ]);
    expect(problemsOf({ S3_BUCKET: 'ketnoi' })).toEqual([
      'S3_ACCESS_KEY_ID: expected beside S3_BUCKET',
      'S3_SECRET_ACCESS_KEY: expected beside S3_BUCKET',
    ]);
  });

  it('names every variable it reads', () => {
    expect(CONFIG_VARIABLES).toHaveLength(53);
    for (const name of CONFIG_VARIABLES) expect(name).toMatch(/^[A-Z\d_]+$/);
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
    ['JOBS_WAITING_PER_ORGANISATION', '0'],
    ['ACCESS_TOKEN_MINUTES', '0'],
    ['OFFICIALS_NEED_FACTOR', 'no'],
    ['STEP_UP_MINUTES', '0'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_URL', 'db'],
    ['REDIS_URL', 'http://cache'],
    ['KETNOI_SECRET', 'x'.repeat(31)],
    ['NODE_ENV', 'staging'],
    ['TRUSTED_PROXIES', 'yes'],
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

  it('needs to know the operations that are taken where others are not', () => {
    expect(problemsOf({ OTHER_OPERATIONS_FROM: 'people' })).toEqual([
      expect.stringMatching(/^REGISTERED_OPERATIONS: expected beside OTHER_OPERATIONS_FROM/),
    ]);
  });

  it('takes a secret from before beside a new one alone', () => {
    expect(problemsOf({ KETNOI_SECRET_PREVIOUS: SECRET })).toEqual([
      expect.stringMatching(/^KETNOI_SECRET: expected beside KETNOI_SECRET_PREVIOUS/),
    ]);
    expect(problemsOf({ KETNOI_SECRET_PREVIOUS: SECRET, KETNOI_SECRET: SECRET })).toEqual([
      'KETNOI_SECRET_PREVIOUS: expected another one than KETNOI_SECRET',
    ]);
  });

  it('has no use for an owner without an application', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://owner@db/ketnoi' })).toEqual([
      expect.stringMatching(/^DATABASE_URL: expected beside DATABASE_OWNER_URL/),
    ]);
  });
});
