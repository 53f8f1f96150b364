import { runServiceProcess } from './serve.js';

/** The job process’s door; its HTTP port answers health and metrics. */
await runServiceProcess('worker');
