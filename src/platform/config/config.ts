import { join } from 'node:path';
import { z } from 'zod';
import { BUDGET_NAMES, type BudgetName } from '../budgets/budgets.js';
import { PERIOD_NAMES, type PeriodName, PERIODS } from '../retention/periods.js';

/** Everything the environment decides, read once at start and handed on as plain values. */
export interface Config {
  mode: 'development' | 'production' | 'test';
  /** Where the embedded database, its passwords and the generated secret live. */
  home: string;
  http: {
    host: string;
    port: number;
    bodyLimitBytes: number;
    /** How many proxies of ours a request comes through: whose word is taken for where it comes from. */
    trustedProxies: number;
    connections: { most: number; perAddress: number };
  };
  /** Instead of what `platform/budgets` says. */
  budgets: Partial<Record<BudgetName, { points: number; seconds: number }>>;
  /** Web sockets of one process, and how often each is asked whether somebody is there. */
  sockets: { perAddress: number; perPerson: number; pingSeconds: number };
  database: {
    /** Null: the embedded server in `home`. */
    url: string | null;
    /** Role that owns the tables and migrates. Null: the same as `url`. */
    ownerUrl: string | null;
    poolSize: number;
  };
  redis: { url: string | null };
  mail: {
    /** Null: mails are files in the home. */
    smtpUrl: string | null;
    /** Sender of every mail: an address, or `Name <address>`. */
    from: string;
    /** Where links in mails lead to. Null: mails have the token itself. */
    webUrl: string | null;
  };
  auth: {
    secret: string | null;
    /** That was there before: what was made with it is still good. */
    previousSecret: string | null;
    accessTokenMinutes: number;
    /** Whether officials may do anything without a second factor. */
    officialsNeedFactor: boolean;
    /** How long after a proof what weighs most may be done without another. */
    stepUpMinutes: number;
    refreshTokenDays: number;
    /** Whether providers that officials sign in at may have addresses of a private network. */
    privateProviders: boolean;
    /** Longest life of an API key. */
    apiKeyDays: number;
    passwordResetMinutes: number;
    emailChangeHours: number;
    invitationDays: number;
  };
  /** Of requests that people make about what is kept of them. */
  personalData: {
    /** For so long an erasure may be taken back. */
    coolingOffHours: number;
    /** Within which a request is to be done. */
    deadlineHours: number;
  };
  graphql: {
    /** Who may ask about the schema itself. */
    schemaShownTo: 'people' | 'anyone';
    /** File with the documents of known clients, by their SHA-256. */
    registeredOperations: string | null;
    /** Who may send operations that are not registered. */
    otherOperationsFrom: 'anyone' | 'people' | 'nobody';
  };
  files: {
    /** Where files are received, and kept unless there is a bucket. */
    folder: string;
    /** Null: the folder keeps them. */
    s3: S3Config | null;
    /** Of clamd, which every file is shown to. Null: none is. */
    scanner: ScannerAddress | null;
  };
  /** `mostWaiting`: jobs of one organisation, before it may ask for no more. */
  jobs: { concurrency: number; leaseSeconds: number; mostWaiting: number };
  /** Days instead of what `platform/retention` says. */
  retention: Partial<Record<PeriodName, number>>;
  /** For how long a rejection can be appealed against. */
  review: { appealDays: number };
  /** How long whoever has a tax code may answer a claim to it, and after how long without anybody acting it can be released. */
  taxCodes: { answerDays: number; idleDays: number };
  audit: {
    /** Null: `heads` in `home`. */
    headsFile: string | null;
    headsMinutes: number;
  };
  log: { level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' };
}

export interface S3Config {
  /** Null: Amazon’s own. */
  endpoint: string | null;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The bucket in the path and not in the name of the host. */
  pathStyle: boolean;
}

export type ScannerAddress = { host: string; port: number } | { path: string };

export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(readonly problems: string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** An office behind one address: some forty browsers with six connections each. */
const CONNECTIONS_PER_ADDRESS = 250;

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

/** `signUp=100/3600,signIn=500/600`: points in so many seconds. */
const budgets = z.string().transform((text, context): Config['budgets'] => {
  const changed: Config['budgets'] = {};
  for (const part of text.split(',')) {
    const [, name, points, seconds] = /^\s*(\w+)=([1-9]\d{0,8})\/([1-9]\d{0,5})\s*$/.exec(part) ?? [];
    if (!BUDGET_NAMES.includes(name as BudgetName)) {
      context.addIssue(`budget=points/seconds, separated by commas, of ${BUDGET_NAMES.join(', ')}`);
      return z.NEVER;
    }
    changed[name as BudgetName] = { points: Number(points), seconds: Number(seconds) };
  }
  return changed;
});

/** `answers=7,events=800`: days. */
const retention = z.string().transform((text, context): Config['retention'] => {
  const changed: Config['retention'] = {};
  for (const part of text.split(',')) {
    const [, name, days] = /^\s*(\w+)=(\d{1,5})\s*$/.exec(part) ?? [];
    const period = PERIODS[name as PeriodName] as (typeof PERIODS)[PeriodName] | undefined;
    if (!period || Number(days) < period.least || Number(days) > period.most) {
      const bounds = PERIOD_NAMES.map((one) => `${one} (${PERIODS[one].least} to ${PERIODS[one].most})`);
      context.addIssue(`period=days, separated by commas, of ${bounds.join(', ')}`);
      return z.NEVER;
    }
    changed[name as PeriodName] = Number(days);
  }
  return changed;
});
const SENDER = /^(?:[^<>@\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u;

const variables = z.object({
  NODE_ENV: oneOf('development', 'production', 'test').default('development'),
  KETNOI_HOME: z.string().default('.ketnoi'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65535).default(3000),
  BODY_LIMIT_BYTES: wholeNumber(10_000, 50_000_000).default(1_000_000),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  HTTP_CONNECTIONS: wholeNumber(10, 100_000).default(2_000),
  HTTP_CONNECTIONS_PER_ADDRESS: wholeNumber(10, 100_000).optional(),
  BUDGETS: budgets.default({}),
  SOCKETS_PER_ADDRESS: wholeNumber(1, 100_000).default(200),
  SOCKETS_PER_PERSON: wholeNumber(1, 1000).default(20),
  SOCKET_PING_SECONDS: wholeNumber(1, 60).default(20),
  DATABASE_URL: url('postgres://user:password@host:port/database', 'postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres://owner:password@host:port/database', 'postgres:', 'postgresql:').optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  REDIS_URL: url('redis://host:port or rediss://host:port', 'redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp://user:password@host:port or smtps://user:password@host:port', 'smtp:', 'smtps:').optional(),
  MAIL_FROM: z
    .string()
    .regex(SENDER, { message: 'an address, or a name and <address>' })
    .default('Ketnoi <ketnoi@localhost>'),
  WEB_URL: url('https://host', 'https:', 'http:').optional(),
  KETNOI_SECRET: z.string().min(32, { message: 'at least 32 characters' }).optional(),
  KETNOI_SECRET_PREVIOUS: z.string().min(32, { message: 'at least 32 characters' }).optional(),
  ACCESS_TOKEN_MINUTES: wholeNumber(1, 1440).default(15),
  OFFICIALS_NEED_FACTOR: oneOf('true', 'false').default('true'),
  STEP_UP_MINUTES: wholeNumber(1, 1440).default(30),
  REFRESH_TOKEN_DAYS: wholeNumber(1, 365).default(30),
  PRIVATE_SIGN_IN_PROVIDERS: oneOf('true', 'false').default('false'),
  API_KEY_DAYS: wholeNumber(1, 3650).default(365),
  PASSWORD_RESET_MINUTES: wholeNumber(5, 1440).default(60),
  EMAIL_CHANGE_HOURS: wholeNumber(1, 168).default(24),
  INVITATION_DAYS: wholeNumber(1, 60).default(7),
  ERASURE_COOLING_OFF_HOURS: wholeNumber(0, 720).default(48),
  PERSONAL_DATA_DEADLINE_HOURS: wholeNumber(1, 2160).default(72),
  SCHEMA_SHOWN_TO: oneOf('people', 'anyone').default('people'),
  REGISTERED_OPERATIONS: z.string().optional(),
  OTHER_OPERATIONS_FROM: oneOf('anyone', 'people', 'nobody').default('anyone'),
  JOB_CONCURRENCY: wholeNumber(1, 64).default(4),
  JOB_LEASE_SECONDS: wholeNumber(2, 600).default(15),
  JOBS_WAITING_PER_ORGANISATION: wholeNumber(1, 1_000_000).default(5_000),
  RETENTION: retention.default({}),
  REVIEW_APPEAL_DAYS: wholeNumber(1, 365).default(30),
  TAX_CODE_ANSWER_DAYS: wholeNumber(1, 90).default(14),
  TAX_CODE_IDLE_DAYS: wholeNumber(30, 3650).default(365),
  AUDIT_HEADS_FILE: z.string().optional(),
  AUDIT_HEADS_MINUTES: wholeNumber(1, 1440).default(60),
  FILES_FOLDER: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: url('http://host:port or https://host', 'http:', 'https:').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PATH_STYLE: oneOf('true', 'false').default('false'),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(?:\/.+|[^/\s]+:\d{1,5})$/, { message: 'host:port or the path of a socket' })
    .optional(),
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
  if (present.KETNOI_SECRET_PREVIOUS && !present.KETNOI_SECRET) {
    problems.push('KETNOI_SECRET: expected beside KETNOI_SECRET_PREVIOUS (the one from now on)');
  }
  if (present.KETNOI_SECRET_PREVIOUS && present.KETNOI_SECRET_PREVIOUS === present.KETNOI_SECRET) {
    problems.push('KETNOI_SECRET_PREVIOUS: expected another one than KETNOI_SECRET');
  }
  if (present.DATABASE_OWNER_URL && !present.DATABASE_URL) {
    problems.push('DATABASE_URL: expected beside DATABASE_OWNER_URL (the application’s own role)');
  }
  for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']) {
    if (present.S3_BUCKET && !present[name]) problems.push(`${name}: expected beside S3_BUCKET`);
  }
  if ((present.OTHER_OPERATIONS_FROM ?? 'anyone') !== 'anyone' && !present.REGISTERED_OPERATIONS) {
    problems.push('REGISTERED_OPERATIONS: expected beside OTHER_OPERATIONS_FROM (the operations that are still taken)');
  }
  if (present.SMTP_URL && !present.MAIL_FROM) {
    problems.push('MAIL_FROM: expected beside SMTP_URL (the sender that the mail server accepts)');
  }
  if (parsed.data && parsed.data.ERASURE_COOLING_OFF_HOURS >= parsed.data.PERSONAL_DATA_DEADLINE_HOURS) {
    problems.push('ERASURE_COOLING_OFF_HOURS: expected to be shorter than PERSONAL_DATA_DEADLINE_HOURS');
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
      trustedProxies: env.TRUSTED_PROXIES,
      connections: { most: env.HTTP_CONNECTIONS, perAddress: connectionsPerAddress(env) },
    },
    budgets: env.BUDGETS,
    sockets: {
      perAddress: env.SOCKETS_PER_ADDRESS,
      perPerson: env.SOCKETS_PER_PERSON,
      pingSeconds: env.SOCKET_PING_SECONDS,
    },
    database: {
      url: env.DATABASE_URL ?? null,
      ownerUrl: env.DATABASE_OWNER_URL ?? null,
      poolSize: env.DATABASE_POOL_SIZE,
    },
    redis: { url: env.REDIS_URL ?? null },
    graphql: {
      schemaShownTo: env.SCHEMA_SHOWN_TO,
      registeredOperations: env.REGISTERED_OPERATIONS ?? null,
      otherOperationsFrom: env.OTHER_OPERATIONS_FROM,
    },
    mail: { smtpUrl: env.SMTP_URL ?? null, from: env.MAIL_FROM, webUrl: env.WEB_URL ?? null },
    auth: {
      secret: env.KETNOI_SECRET ?? null,
      previousSecret: env.KETNOI_SECRET_PREVIOUS ?? null,
      accessTokenMinutes: env.ACCESS_TOKEN_MINUTES,
      officialsNeedFactor: env.OFFICIALS_NEED_FACTOR === 'true',
      stepUpMinutes: env.STEP_UP_MINUTES,
      refreshTokenDays: env.REFRESH_TOKEN_DAYS,
      privateProviders: env.PRIVATE_SIGN_IN_PROVIDERS === 'true',
      apiKeyDays: env.API_KEY_DAYS,
      passwordResetMinutes: env.PASSWORD_RESET_MINUTES,
      emailChangeHours: env.EMAIL_CHANGE_HOURS,
      invitationDays: env.INVITATION_DAYS,
    },
    personalData: {
      coolingOffHours: env.ERASURE_COOLING_OFF_HOURS,
      deadlineHours: env.PERSONAL_DATA_DEADLINE_HOURS,
    },
    files: {
      folder: env.FILES_FOLDER ?? join(env.KETNOI_HOME, 'files'),
      s3:
        env.S3_BUCKET === undefined
          ? null
          : {
              endpoint: env.S3_ENDPOINT ?? null,
              bucket: env.S3_BUCKET,
              region: env.S3_REGION,
              accessKeyId: env.S3_ACCESS_KEY_ID!,
              secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
              pathStyle: env.S3_PATH_STYLE === 'true',
            },
      scanner: env.CLAMD_ADDRESS === undefined ? null : readAddress(env.CLAMD_ADDRESS),
    },
    jobs: {
      concurrency: env.JOB_CONCURRENCY,
      leaseSeconds: env.JOB_LEASE_SECONDS,
      mostWaiting: env.JOBS_WAITING_PER_ORGANISATION,
    },
    retention: env.RETENTION,
    review: { appealDays: env.REVIEW_APPEAL_DAYS },
    taxCodes: { answerDays: env.TAX_CODE_ANSWER_DAYS, idleDays: env.TAX_CODE_IDLE_DAYS },
    audit: { headsFile: env.AUDIT_HEADS_FILE ?? null, headsMinutes: env.AUDIT_HEADS_MINUTES },
    log: { level: env.LOG_LEVEL },
  };
}

function readAddress(address: string): ScannerAddress {
  if (address.startsWith('/')) return { path: address };
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

/** Behind a proxy all connections come from its address. */
function connectionsPerAddress(env: z.infer<typeof variables>): number {
  return env.HTTP_CONNECTIONS_PER_ADDRESS ?? (env.TRUSTED_PROXIES > 0 ? env.HTTP_CONNECTIONS : CONNECTIONS_PER_ADDRESS);
}
