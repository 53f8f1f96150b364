import { runSchema } from './print-schema.js';

/** Prints the API’s schema to `schema.graphql`, or with `--check` says whether the file is up to date. */
process.exitCode = await runSchema(process.argv.slice(2));
