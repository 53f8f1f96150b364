import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DynamicModule, Type } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { pino } from 'pino';
import { AppModule } from './app.module.js';
import { ROOMS } from './app.rooms.js';
import { completeSchema } from './platform/graphql/complete-schema.js';
import { policyOf } from './platform/room.js';
import { printWithCosts } from './platform/graphql/cost/print-costs.js';

const FILE = 'schema.graphql';
const HEADER =
  '# Printed from the code by `npm run schema`; not to be edited. A change of the API is reviewed here.\n\n';

type ModuleReference = Type | DynamicModule;

/** The schema of the API, from the decorators alone: no database, no configuration, nothing started. */
export async function apiSchema(): Promise<GraphQLSchema> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return completeSchema(await context.get(GraphQLSchemaFactory).create(providersIn(application())), policyOf(ROOMS));
  } finally {
    await context.close();
  }
}

export async function schemaText(): Promise<string> {
  return `${HEADER}${printWithCosts(lexicographicSortSchema(await apiSchema()))}\n`;
}

/** Its modules are looked at and not started, so what they are given is not used. */
function application(): DynamicModule {
  const nothing = {} as never;
  return AppModule.forRoot({ config: nothing, database: nothing, logger: pino({ level: 'silent' }) });
}

/** Every class the modules provide; those that are resolvers, the factory knows by their decorators. */
function providersIn(reference: ModuleReference, seen = new Set<ModuleReference>()): Type[] {
  if (seen.has(reference)) return [];
  seen.add(reference);
  const isDynamic = 'module' in reference;
  const target = isDynamic ? reference.module : reference;
  const listed = <T>(key: 'imports' | 'providers'): T[] => [
    ...((Reflect.getMetadata(MODULE_METADATA[key === 'imports' ? 'IMPORTS' : 'PROVIDERS'], target) as
      T[] | undefined) ?? []),
    ...(isDynamic ? ((reference[key] ?? []) as T[]) : []),
  ];
  const own = listed<unknown>('providers').filter((provider): provider is Type => typeof provider === 'function');
  return [...own, ...listed<ModuleReference>('imports').flatMap((imported) => providersIn(imported, seen))];
}

/** Writes the file, or with `--check` says whether it is what the code says. The exit code of the program. */
export async function runSchema(arguments_: string[], folder = process.cwd()): Promise<number> {
  const file = join(folder, FILE);
  const text = await schemaText();
  if (!arguments_.includes('--check')) {
    await writeFile(file, text);
    return 0;
  }
  const written = await readFile(file, 'utf8').catch(() => null);
  if (written === text) return 0;
  const what = written === null ? 'is missing' : 'is not what the code says any more';
  process.stderr.write(`${FILE} ${what}: run \`npm run schema\`, look through the difference, and commit it.\n`);
  return 1;
}
