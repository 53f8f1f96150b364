import { readdirSync } from 'node:fs';
import { relative } from 'node:path';
import { join } from 'node:path';
import { Client } from 'pg';
import { folderOfFiles, type TestService } from '../harness/test-service.js';

/** Everything below the folder of files, whole or half. */
export function filesIn({ database }: Pick<TestService, 'database'>): string[] {
  const folder = folderOfFiles(database);
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return [];
  }
}

/** Behind row-level security. */
export async function execute(
  { database }: Pick<TestService, 'database'>,
  sql: string,
  parameters: unknown[] = [],
): Promise<any[]> {
  const client = new Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}
