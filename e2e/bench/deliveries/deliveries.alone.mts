import { test } from 'node:test';
import { regularMode } from './installations.mts';
import { tryShortForm } from './shortForm.mts';

test('deliveries end as fast as in a trigger that does nothing, within bounds', async (t) => {
	await tryShortForm(regularMode, (line) => t.diagnostic(line));
});
