import { runServiceProcess } from './serve.js';

/** The API’s door. Jobs run in `worker.js`, or in the same process with `ketnoi serve`. */
await runServiceProcess('api');
