import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { isId } from '../platform/database/new-id.js';
import { JOB_STANDINGS, JobAdmin, type JobStanding, type ListedJob } from '../platform/jobs/job-admin.js';
import type { Language } from '../platform/i18n/message.js';
import { table } from '../platform/text/styles.js';
import { InputRefused, output } from './terminal.js';
import { withApplication } from './with-application.js';

interface Common {
  json?: boolean;
  lang: Language;
}

/** Makes a command below `ketnoi admin`. */
type Sub = (name: string, description: string) => Command;

const HEAD = {
  vi: ['Mã', 'Việc', 'Đối tượng', 'Lần lỗi', 'Tiến độ', 'Yêu cầu lúc', 'Lý do'],
  en: ['Id', 'Job', 'About', 'Failures', 'Progress', 'Asked at', 'Reason'],
};
const NONE = { vi: 'Không có việc nào.', en: 'There are none.' };
const RETRIED = {
  vi: (count: number) => `${count} việc được làm lại.`,
  en: (count: number) => `${count} jobs are to be done again.`,
};
const CANCELLED = {
  vi: { CANCELLED: 'đã hủy', CANCELLING: 'đang được hủy: dừng ở điểm lưu kế tiếp' },
  en: { CANCELLED: 'is cancelled', CANCELLING: 'is being cancelled: it stops at its next checkpoint' },
};
const NOT_SET_ASIDE = { vi: 'không phải là việc đã để sang bên', en: 'is no job that was set aside' };
const IS_OVER = { vi: 'không có hoặc đã xong', en: 'is not there or is over' };

/** What an operator does with jobs: sees those that need somebody, has them done again, or ends them. */
export function addJobCommands(sub: Sub): void {
  sub('list-jobs', 'shows the jobs that were set aside, with the reason, or those that stand otherwise')
    .addOption(new Option('--standing <standing>', 'which').choices(JOB_STANDINGS.map(lower)).default('failed'))
    .option('--limit <count>', 'at most so many, the latest first', positive, 50)
    .addHelpText('after', '\nExamples:\n  $ ketnoi admin list-jobs\n  $ ketnoi admin list-jobs --standing running')
    .action(async ({ standing, limit, json, lang }: Common & { standing: string; limit: number }) => {
      const jobs = await withApplication((app) => app.get(JobAdmin).list(standing.toUpperCase() as JobStanding, limit));
      const out = output(json ?? false);
      if (out.json) for (const job of jobs) out.line(job);
      else out.print(jobs.length === 0 ? NONE[lang] : table(HEAD[lang], jobs.map(rowOf)));
    });

  sub('retry-jobs', 'puts jobs that were set aside back to work: these, or all')
    .addArgument(ids('[ids...]'))
    .addHelpText('after', '\nExample:\n  $ ketnoi admin retry-jobs')
    .action(async (asked: string[], { json, lang }: Common) => {
      const retried = await withApplication((app) => app.get(JobAdmin).retry(asked.length > 0 ? asked : null));
      const out = output(json ?? false);
      if (out.json) out.line({ retried: retried.length });
      else out.print(RETRIED[lang](retried.length));
      refuseOthers(asked, retried, NOT_SET_ASIDE[lang]);
    });

  sub('cancel-jobs', 'ends jobs that nobody wants any more; what they have kept so far stays')
    .addArgument(ids('<ids...>'))
    .addHelpText('after', '\nExample:\n  $ ketnoi admin cancel-jobs 0193a8c0-5c00-7000-8000-000000000000')
    .action(async (asked: string[], { json, lang }: Common) => {
      const cancelled = await withApplication((app) => app.get(JobAdmin).cancel(asked));
      const out = output(json ?? false);
      for (const job of cancelled) {
        if (out.json) out.line(job);
        else out.print(`${job.id} ${CANCELLED[lang][job.standing]}`);
      }
      const done = cancelled.map(({ id }) => id);
      refuseOthers(asked, done, IS_OVER[lang]);
    });
}

function rowOf({ id, job, subject, failures, progress, askedAt, reason }: ListedJob): string[] {
  const soFar = progress ? `${progress.done}${progress.total === null ? '' : `/${progress.total}`}` : '–';
  return [id, job, subject, String(failures), soFar, askedAt.toISOString().slice(0, 16), reason ?? '–'];
}

function ids(usage: string): Argument {
  const collect = (value: string, former: string[] | undefined): string[] => {
    if (!isId(value)) throw new InvalidArgumentError('An id is what list-jobs shows.');
    return [...(former ?? []), value.toLowerCase()];
  };
  return new Argument(usage, 'ids of jobs').argParser(collect).default([]);
}

function refuseOthers(asked: readonly string[], done: readonly string[], why: string): void {
  const others = asked.filter((id) => !done.includes(id));
  for (const id of others) process.stderr.write(`${id} ${why}\n`);
  if (others.length > 0) throw new InputRefused();
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) {
    throw new InvalidArgumentError('A whole number from 1 to 10000.');
  }
  return value;
}

const lower = (text: string): string => text.toLowerCase();
