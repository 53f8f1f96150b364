import { twoTenants } from './two-tenants.js';

twoTenants('with the guards switched off', { guards: false, policies: true });
twoTenants('with row-level security switched off', { guards: true, policies: false });
