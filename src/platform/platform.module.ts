import { type DynamicModule, Global, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Audit } from './audit/audit.js';
import { AuditCheck } from './audit/audit-check.js';
import { AuditTrail } from './audit/audit-trail.js';
import { AuditSealer } from './audit/audit-sealer.js';
import { type BudgetStore, budgetsInPostgres, budgetsInRedis } from './budgets/budget-store.js';
import { BUDGET_STORE, RequestBudgets } from './budgets/request-budgets.js';
import { PublishedHeads } from './audit/published-heads.js';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.token.js';
import { SealedColumns } from './config/sealed-columns.js';
import { SecretBox } from './config/secret-box.js';
import { SigningKey } from './config/signing-key.js';
import { applicationDataSource } from './database/data-source.js';
import { TableRights } from './database/access/table-rights.js';
import { MIGRATIONS } from './database/migrate.js';
import type { OpenDatabase } from './database/open-database.js';
import { Signals } from './database/signals.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { EventBus } from './events/event-bus.js';
import { Followers } from './events/followers.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { Metrics } from './health/metrics.js';
import { BackgroundWork } from './jobs/background-work.js';
import { BullmqQueue } from './jobs/bullmq-queue.js';
import { JOB_QUEUE, type JobQueue } from './jobs/job-queue.js';
import { JobAdmin } from './jobs/job-admin.js';
import { JobRegistry } from './jobs/job-registry.js';
import { JobRunner } from './jobs/job-runner.js';
import { Leases } from './jobs/leases.js';
import { Outbox } from './jobs/outbox.js';
import { Reconciler } from './jobs/reconciler.js';
import { Relay } from './jobs/relay.js';
import { Retention } from './retention/retention.js';
import { Routines } from './jobs/routines.js';
import { WaitingWork } from './jobs/waiting-work.js';
import { WorkInHand } from './jobs/work-in-hand.js';
import { PersonData } from './personal-data/person-data.js';
import { PersonalDataRegister } from './personal-data/register.js';
import { PinoLogger } from './logging/pino-logger.js';
import { Policy } from './policy/policy.js';
import { accessOf, migrationsOf, policyOf, registerOf, type Room } from './room.js';
import { Letters } from './mail/letters.js';
import { MAIL_CARRIER, mailCarrierFor } from './mail/mail-carrier.js';
import { SendMailHandler } from './mail/send-mail.handler.js';

export interface PlatformOptions {
  config: Config;
  database: OpenDatabase;
  logger: Logger;
  rooms: readonly Room[];
}

/** What every other room stands on; it knows nothing of any of them. */
@Global()
@Module({})
export class PlatformModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly signals: Signals,
    private readonly work: BackgroundWork,
    @Inject(JOB_QUEUE) private readonly queue: JobQueue,
    @Inject(BUDGET_STORE) private readonly budgets: BudgetStore,
  ) {}

  static forRoot({ config, database, logger, rooms }: PlatformOptions): DynamicModule {
    const services = [
      Clock,
      SigningKey,
      SecretBox,
      SealedColumns,
      UnitOfWork,
      Audit,
      AuditSealer,
      AuditCheck,
      AuditTrail,
      PublishedHeads,
      EventBus,
      Followers,
      JobRegistry,
      Routines,
      Retention,
      PersonData,
      Outbox,
      WaitingWork,
      WorkInHand,
      Relay,
      Reconciler,
      Leases,
      JobRunner,
      JobAdmin,
      BackgroundWork,
      HealthService,
      Metrics,
      RequestBudgets,
      Letters,
      SendMailHandler,
    ];
    const entities = rooms.flatMap((room) => room.entities);
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        ...services,
        { provide: CONFIG, useValue: config },
        { provide: PinoLogger, useValue: new PinoLogger(logger) },
        { provide: Policy, useValue: policyOf(rooms) },
        { provide: PersonalDataRegister, useValue: registerOf(rooms) },
        { provide: MIGRATIONS, useValue: migrationsOf(rooms) },
        {
          provide: TableRights,
          useFactory: (dataSource: DataSource) => new TableRights(dataSource, accessOf(rooms)),
          inject: [DataSource],
        },
        {
          provide: DataSource,
          useFactory: () => applicationDataSource(database.url, entities, config.database.poolSize).initialize(),
        },
        { provide: Signals, useFactory: (log: PinoLogger) => new Signals(database.url, log), inject: [PinoLogger] },
        { provide: BUDGET_STORE, useFactory: () => openBudgets(config, database) },
        { provide: MAIL_CARRIER, useFactory: () => mailCarrierFor(config) },
        { provide: JOB_QUEUE, useFactory: () => openQueue(config, database, logger) },
      ],
      exports: [
        ...services, CONFIG, TableRights, Policy, PinoLogger, DataSource, Signals, JOB_QUEUE, MAIL_CARRIER,
      ], // prettier-ignore
    };
  }

  async onModuleInit(): Promise<void> {
    await this.signals.start();
    await this.queue.prepare();
  }

  /** Runs after the HTTP server has stopped accepting: first finish the work in hand, then let go of the connections. */
  async onApplicationShutdown(): Promise<void> {
    await this.work.stop();
    await this.queue.close();
    await this.signals.close();
    await this.budgets.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

function openQueue(config: Config, database: OpenDatabase, logger: Logger): JobQueue {
  const { leaseSeconds } = config.jobs;
  if (!config.redis.url) return BullmqQueue.onPostgres(database.url, logger, leaseSeconds);
  return BullmqQueue.onRedis(config.redis.url, namespaceOf(database), logger, leaseSeconds);
}

async function openBudgets(config: Config, database: OpenDatabase): Promise<BudgetStore> {
  if (!config.redis.url) return budgetsInPostgres(database.url);
  return budgetsInRedis(config.redis.url, namespaceOf(database));
}

/** Keeps apart on one Redis what belongs to several databases. */
const namespaceOf = (database: OpenDatabase): string => new URL(database.url).pathname.slice(1);
