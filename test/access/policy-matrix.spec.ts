import { twoTenants } from './two-tenants.js';

twoTenants('whole', { guards: true, policies: true });
