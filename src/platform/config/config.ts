import { z } from 'zod';

/** Everything the environment decides, read once at start and handed on as plain values. */
export interface Config {
  mode: 'development' | 'production' | 'test';
  /** Where the embedded database, its passwords and the generated secret live. */
  home: string;
  http: { host: string; port: number; bodyLimitBytes: number; trustProxy: boolean };
  database: {
    /** Null: the embedded server in `home`. */
    url: string | null;
    /** Role that owns the tables and migrates. Null: the same as `url`. */
    ownerUrl: string | null;
    poolSize: number;
  };
  redis: { url: string | null };
  auth: { secret: string | null; accessTokenMinutes: number; refreshTokenDays: number };
  jobs: { concurrency: number; leaseSeconds: number };
  idempotency: { keepDays: number };
  audit: {
    /** Null: `heads` in `home`. */
    headsFile: string | null;
    headsMinutes: number;
  };
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' };
}

export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(readonly problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

const url = (expected: string, ...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { message: expected });
const wholeNumber = (minimum: number, maximum: number) =>
  z.coerce
    .number({ message: `a whole number from ${minimum} to ${maximum}` })
    .refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, {
      message: `a whole number from ${minimum} to ${maximum}`,
    });
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, { message: `one of ${values.join(', ')}` });

const variables = z.object({
  NODE_ENV: oneOf('development', 'production', 'test').default('development'),
  KETNOI_HOME: z.string().default('.ketnoi'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65535).default(3000),
  BODY_LIMIT_BYTES: wholeNumber(10_000, 50_000_000).default(1_000_000),
  TRUST_PROXY: oneOf('true', 'false').default('false'),
  DATABASE_URL: url('postgres://user:password@host:port/database', 'postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres://owner:password@host:port/database', 'postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  REDIS_URL: url('redis://host:port or rediss://host:port', 'redis:', 'rediss:').optional(),
  KETNOI_SECRET: z.string().min(32, { message: 'at least 32 characters' }).optional(),
  ACCESS_TOKEN_MINUTES: wholeNumber(1, 1440).default(15),
  REFRESH_TOKEN_DAYS: wholeNumber(1, 365).default(30),
  JOB_CONCURRENCY: wholeNumber(1, 64).default(4),
  JOB_LEASE_SECONDS: wholeNumber(2, 600).default(15),
  IDEMPOTENCY_KEY_DAYS: wholeNumber(1, 365).default(30),
  AUDIT_HEADS_FILE: z.string().optional(),
  AUDIT_HEADS_MINUTES: wholeNumber(1, 1440).default(60),
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
});

/** Names of all variables Ketnoi reads, for the documentation check and `ketnoi doctor`. */
export const CONFIG_VARIABLES = Object.keys(variables.shape);

/** Reads the environment. An empty variable counts as absent, as compose files and shells leave them. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: expected ${issue.message}`);
  if (present.NODE_ENV === 'production' && present.DATABASE_URL && !present.KETNOI_SECRET) {
    problems.push('KETNOI_SECRET: expected at least 32 characters in production, the same for every process');
  }
  if (present.DATABASE_OWNER_URL && !present.DATABASE_URL) {
    problems.push('DATABASE_URL: expected beside DATABASE_OWNER_URL (the application’s own role)');
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    mode: env.NODE_ENV,
    home: env.KETNOI_HOME,
    http: {
      host: env.HOST,
      port: env.PORT,
      bodyLimitBytes: env.BODY_LIMIT_BYTES,
      trustProxy: env.TRUST_PROXY === 'true',
    },
    database: {
      url: env.DATABASE_URL ?? null,
      ownerUrl: env.DATABASE_OWNER_URL ?? null,
      poolSize: env.DATABASE_POOL_SIZE,
    },
    redis: { url: env.REDIS_URL ?? null },
    auth: {
      secret: env.KETNOI_SECRET ?? null,
      accessTokenMinutes: env.ACCESS_TOKEN_MINUTES,
      refreshTokenDays: env.REFRESH_TOKEN_DAYS,
    },
    jobs: { concurrency: env.JOB_CONCURRENCY, leaseSeconds: env.JOB_LEASE_SECONDS },
    idempotency: { keepDays: env.IDEMPOTENCY_KEY_DAYS },
    audit: { headsFile: env.AUDIT_HEADS_FILE ?? null, headsMinutes: env.AUDIT_HEADS_MINUTES },
    log: { level: env.LOG_LEVEL },
  };
}
