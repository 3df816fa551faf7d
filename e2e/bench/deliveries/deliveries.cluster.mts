import { test } from 'node:test';
import { queueMode } from './installations.mts';
import { tryShortForm } from './shortForm.mts';

test('deliveries end as fast as in a trigger that does nothing in queue mode, within bounds', async (t) => {
	await tryShortForm(
		async () => await queueMode(1),
		(line) => t.diagnostic(line),
	);
});
