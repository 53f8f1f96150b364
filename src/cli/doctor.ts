import { Command } from 'commander';
import { DataSource } from 'typeorm';
import type { INestApplicationContext } from '@nestjs/common';
import { AuditCheck } from '../platform/audit/audit-check.js';
import { PublishedHeads } from '../platform/audit/published-heads.js';
import { type Config, ConfigError } from '../platform/config/config.js';
import { clockSkewSeconds, LARGEST_SKEW_SECONDS } from '../platform/database/clock-skew.js';
import { findLooseRoles } from '../platform/database/access/loose-roles.js';
import { JobAdmin } from '../platform/jobs/job-admin.js';
import { HealthService } from '../platform/health/health.service.js';
import { PERIODS } from '../platform/retention/periods.js';
import { Retention } from '../platform/retention/retention.js';
import { DataRequestsService } from '../identity/personal-data/data-requests.service.js';
import { FileStore } from '../platform/storage/store/file-store.js';
import { StoreInspection } from '../platform/storage/store-inspection.js';
import { JOB_QUEUE, type JobQueue } from '../platform/jobs/job-queue.js';
import { explain } from '../serve.js';
import { bold, green, red, yellow } from '../platform/text/styles.js';
import { examineSecrets } from './doctor-secrets.js';
import { output, type Output } from './terminal.js';
import { withApplication } from './with-application.js';

export interface Finding {
  check: string;
  state: 'ok' | 'warning' | 'failed';
  /** What was found. */
  found: string;
  /** What to do about it. */
  advice?: string;
}

/** A job that has been due for longer waits for something that does not come by itself. */
const LONGEST_WAIT_SECONDS = 3_600;

class DoctorFailed extends Error {
  override name = 'DoctorFailed';
}

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'checks configuration, database, roles, jobs, workers, clocks, audit chain, files, retention and secrets, and says what to do',
    )
    .option('--json', 'one JSON line per check')
    .addHelpText('after', '\nExample:\n  $ ketnoi doctor')
    .action(async ({ json = false }: { json?: boolean }) => {
      const out = output(json);
      const findings = await examine();
      for (const finding of findings) tell(finding, out);
      const failed = findings.filter(({ state }) => state === 'failed').length;
      if (failed > 0) throw new DoctorFailed(`${failed} of ${findings.length} checks failed`);
      const warnings = findings.filter(({ state }) => state === 'warning').length;
      out.print(
        bold(warnings === 0 ? 'Everything that was checked works.' : `Nothing failed; ${warnings} to look at.`),
      );
    });
}

async function examine(): Promise<Finding[]> {
  try {
    return await withApplication(async (app, config) => [
      { check: 'configuration', state: 'ok', found: `mode ${config.mode}, home ${config.home}` },
      signIn(config),
      ...(await examineApplication(app)),
    ]);
  } catch (error) {
    const isConfiguration = error instanceof ConfigError;
    const finding: Finding = {
      check: isConfiguration ? 'configuration' : 'database',
      state: 'failed',
      found: explain(error),
      advice: isConfiguration
        ? 'Correct the variables named above.'
        : 'Start the database, or correct DATABASE_URL; without it Ketnoi runs its own.',
    };
    return [finding];
  }
}

function signIn({ auth }: Config): Finding {
  const check = 'sign-in';
  return auth.officialsNeedFactor
    ? { check, state: 'ok', found: 'officials need a second factor' }
    : {
        check,
        state: 'warning',
        found: 'OFFICIALS_NEED_FACTOR=false: officials may decide with a password alone',
        advice: 'Take the variable away, unless this is a trial.',
      };
}

/** Everything that can be asked of an application that stands. */
export async function examineApplication(app: INestApplicationContext): Promise<Finding[]> {
  return [
    ...(await readiness(app)),
    await roles(app),
    await login(app),
    await rowLevelSecurity(app),
    await outbox(app),
    await workers(app),
    await clocks(app),
    await auditChains(app),
    await publishedHeads(app),
    await files(app),
    await retention(app),
    await dataRequests(app),
    await examineSecrets(app),
  ];
}

async function readiness(app: INestApplicationContext): Promise<Finding[]> {
  const checks = await app.get(HealthService).readiness();
  const queue = app.get<JobQueue>(JOB_QUEUE);
  const advice = {
    database: 'See that the server runs and takes connections.',
    migrations: 'Start any process of this build once with the owning role: migrations run by themselves.',
    queue: `See that ${queue.backend === 'redis' ? 'Redis at REDIS_URL' : 'PostgreSQL'} takes connections; a worker rebuilds what is missing.`,
  };
  return (Object.keys(advice) as (keyof typeof advice)[]).map((check) => {
    const result = checks[check];
    const found = check === 'queue' ? `on ${queue.backend}` : 'answers';
    return result.ok
      ? { check, state: 'ok', found }
      : { check, state: 'failed', found: result.reason, advice: advice[check] };
  });
}

async function roles(app: INestApplicationContext): Promise<Finding> {
  const loose = await findLooseRoles((sql, values) => app.get(DataSource).query(sql, values));
  const check = 'roles';
  return loose.length === 0
    ? { check, state: 'ok', found: 'what the application may become owns nothing, makes no schema, bypasses no policy' }
    : {
        check,
        state: 'failed',
        found: loose.join('; '),
        advice: 'REVOKE it, or ALTER … OWNER TO the owner of the tables; then look for what was made in the meantime.',
      };
}

async function login(app: INestApplicationContext): Promise<Finding> {
  const [row] = await app.get(DataSource).query<{ name: string; owns: boolean }[]>(
    `SELECT session_user::text AS name, pg_has_role(session_user, relowner, 'MEMBER') AS owns
     FROM pg_class WHERE oid = 'public.migration'::regclass`,
  );
  const check = 'login';
  return row?.owns
    ? {
        check,
        state: 'warning',
        found: `${row.name} owns the tables: whoever has this login needs no other`,
        advice:
          'Give processes a login of their own in DATABASE_URL, and the owner to migrations in DATABASE_OWNER_URL.',
      }
    : { check, state: 'ok', found: `${row?.name} is not the owner of the tables` };
}

async function rowLevelSecurity(app: INestApplicationContext): Promise<Finding> {
  const rows = await app.get(DataSource).query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND NOT (relrowsecurity AND relforcerowsecurity)
       AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname ~ 'organisation_id$')`,
  );
  return rows.length === 0
    ? { check: 'row-level security', state: 'ok', found: 'enabled and forced on every table of an organisation' }
    : {
        check: 'row-level security',
        state: 'failed',
        found: `not forced on ${rows.map(({ name }) => name).join(', ')}`,
        advice: 'ALTER TABLE … ENABLE and FORCE ROW LEVEL SECURITY; somebody has turned it off.',
      };
}

async function outbox(app: INestApplicationContext): Promise<Finding> {
  const { FAILED: failed, LATE: late } = await app.get(JobAdmin).counts();
  const check = 'jobs';
  if (late > 0) {
    const seconds = await app.get(JobAdmin).longestWaitSeconds();
    return {
      check,
      state: seconds > LONGEST_WAIT_SECONDS ? 'failed' : 'warning',
      found: `${late} have been due for more than five minutes, the first for ${lasting(seconds)}`,
      advice: 'Start a worker, or more of them: ketnoi serve --role worker',
    };
  }
  return failed === 0
    ? { check, state: 'ok', found: 'none late, none set aside' }
    : {
        check,
        state: 'warning',
        found: `${failed} set aside after failing too often`,
        advice: 'Find the cause (ketnoi admin list-jobs), put it right, then: ketnoi admin retry-jobs',
      };
}

/** For how long, in the unit a person would take. */
function lasting(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}

async function workers(app: INestApplicationContext): Promise<Finding> {
  const check = 'workers';
  const advice = 'Start one: ketnoi serve --role worker';
  const count = await app.get<JobQueue>(JOB_QUEUE).workers();
  if (count > 0) return { check, state: 'ok', found: `${count} connected` };
  const { WAITING: waiting, LATE: late } = await app.get(JobAdmin).counts();
  return waiting + late > 0
    ? { check, state: 'failed', found: `none is connected, and ${waiting + late} jobs wait`, advice }
    : { check, state: 'warning', found: 'none is connected', advice };
}

async function clocks(app: INestApplicationContext): Promise<Finding> {
  const skew = await clockSkewSeconds((sql) => app.get(DataSource).query(sql));
  const found = `${skew.toFixed(1)} s between this machine and the database`;
  return skew <= LARGEST_SKEW_SECONDS
    ? { check: 'clocks', state: 'ok', found }
    : { check: 'clocks', state: 'failed', found, advice: 'Synchronise both with NTP.' };
}

async function auditChains(app: INestApplicationContext): Promise<Finding> {
  const result = await app.get(AuditCheck).check();
  const check = 'audit chains';
  return result.intact
    ? {
        check,
        state: 'ok',
        found: `${result.entries} entries in ${result.chains} chains hold, ${result.unsealed} not sealed yet`,
      }
    : {
        check,
        state: 'failed',
        found: result.broken,
        advice: 'The trail was changed past Ketnoi. Compare with a backup from before, from that entry on.',
      };
}

async function publishedHeads(app: INestApplicationContext): Promise<Finding> {
  const heads = app.get(PublishedHeads);
  const result = await heads.compare();
  const check = 'audit heads';
  if (!result.holds) {
    return {
      check,
      state: 'failed',
      found: `line ${result.line} of ${heads.file} is not what the database has: ${result.text}`,
      advice:
        'Entries were changed or cut off together with their seals, or the file was edited. Compare with a backup.',
    };
  }
  return { check, state: 'ok', found: result.last ? `${result.lines} published, all there` : 'none published yet' };
}

async function files(app: INestApplicationContext): Promise<Finding> {
  const check = 'files';
  const { place } = app.get(FileStore);
  try {
    const { missing, strays, foreign, quarantined } = await app.get(StoreInspection).report();
    const found = [
      missing > 0 && `${missing} files have no content in ${place}`,
      strays > 0 && `${strays} contents belong to no file`,
      foreign > 0 && `${foreign} contents are of organisations that this database does not know`,
      quarantined > 0 && `${quarantined} files have waited for the virus scanner for more than an hour`,
    ].filter((one) => one !== false);
    if (found.length === 0) return { check, state: 'ok', found: `every file has its content in ${place}` };
    const advice =
      missing > 0
        ? 'Bring the contents back from the backup; see that all processes have the same FILES_FOLDER or S3_BUCKET.'
        : 'A worker sweeps up what belongs to no file; what other databases keep there, and clamd, are yours to look at.';
    return { check, state: missing > 0 ? 'failed' : 'warning', found: found.join('; '), advice };
  } catch (error) {
    const advice = 'Look at FILES_FOLDER, or at S3_BUCKET and what stands beside it.';
    return { check, state: 'failed', found: explain(error), advice };
  }
}

async function retention(app: INestApplicationContext): Promise<Finding> {
  const check = 'retention';
  const late = await app.get(Retention).overdue();
  return late.length === 0
    ? { check, state: 'ok', found: 'nothing is kept longer than it may be' }
    : {
        check,
        state: 'failed',
        found: `kept a day too long or more: ${late.map((period) => PERIODS[period].description).join('; ')}`,
        advice: 'Start a worker: it removes them by itself, a thousand at a time.',
      };
}

async function dataRequests(app: INestApplicationContext): Promise<Finding> {
  const check = 'data requests';
  const waiting = await app.get(DataRequestsService).list();
  const [late, near] = ['LATE', 'NEAR'].map((one) => waiting.filter(({ standing }) => standing === one).length);
  if (late === 0 && near === 0) return { check, state: 'ok', found: `${waiting.length} wait, all of them in time` };
  return {
    check,
    state: late! > 0 ? 'failed' : 'warning',
    found: `${late} asked longer ago than PERSONAL_DATA_DEADLINE_HOURS, ${near} nearly so`,
    advice:
      'ketnoi admin list-data-requests. See that a worker runs, and what stands in the way: a last owner, or reviews that were not handed over.',
  };
}

export function tell(finding: Finding, out: Output): void {
  if (out.json) return out.line(finding);
  const sign = { ok: green('✓'), warning: yellow('!'), failed: red('✗') }[finding.state];
  out.print(`${sign} ${finding.check.padEnd(20)} ${finding.found}`);
  if (finding.advice) out.print(`  ${' '.repeat(20)} → ${finding.advice}`);
}
