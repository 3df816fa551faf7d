import { after, before } from 'node:test';
import { accountTests } from './tasks/account.mts';
import { awayNextWeekTests } from './tasks/awayNextWeek.mts';
import { calendarTests } from './tasks/calendar.mts';
import { chatTests } from './tasks/chat.mts';
import { fourVendorsTests } from './tasks/fourVendors.mts';
import { parametersTests } from './tasks/parameters.mts';
import { reconciliationTests } from './tasks/reconciliation.mts';
import { setStages, type Stages } from './tasks/stages.mts';

/*
 * The examples that are whole tasks, as a user imports them, with events of the simulated companies. The nodes of
 * other services are pinned; what they would be told is shown by nodes beside them.
 */

let set: Stages;
const stages = (): Stages => set;

before(async () => {
	set = await setStages();
});

after(async () => {
	await set?.close();
});

parametersTests(stages);
accountTests(stages);
calendarTests(stages);
awayNextWeekTests(stages);
fourVendorsTests(stages);
reconciliationTests(stages);
chatTests(stages);
